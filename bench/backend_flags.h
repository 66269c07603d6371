// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::bench {

/// Puts into the output's context what a figure cannot be read without: each backend's library and version, what it hashes by, what the processor has, and the kernel
/// of percent-encoding.
void note_backends();

/// Runs what `add` registers, with note_backends() in its context, by the kernel that OAUTHSPEC_SIMD names.
///
/// Output: the exit code.
[[nodiscard]] int run_by_backend(int argc, char** argv, void (*add)());

}  // namespace oauthspec::bench
