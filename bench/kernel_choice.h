// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::bench {

/// Has percent-encoding done by the kernel that OAUTHSPEC_SIMD names, where it names one. False: the machine has none of that name, which was told.
[[nodiscard]] bool choose_kernel(const char* program);

}  // namespace oauthspec::bench
