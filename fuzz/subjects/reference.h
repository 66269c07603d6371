// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::fuzz {

/// The reference, as an oracle asks for it; fuzz/subjects/<target>.cpp gives it.
template <class Subject>
[[nodiscard]] Subject reference();

}  // namespace oauthspec::fuzz
