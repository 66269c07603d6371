// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::cli {

/// What several commands say of their options.
inline constexpr const char* kVectorsOption =
    "The folder of the vectors; else that of OAUTHSPEC_VECTORS, else the one beside this program";

inline constexpr const char* kBackendOption =
    "The crypto library of the reference, by its name in \"oauthspec backends\"; else openssl";

inline constexpr const char* kExitCodes =
    "Exit: 0 as expected, 1 an unexpected result or a stale expectation, 2 usage, an invalid "
    "vector file or nothing "
    "matched,\n"
    "      3 the adapter cannot be used, 130 interrupted.\n";

}  // namespace oauthspec::cli
