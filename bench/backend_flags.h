// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::bench {

/// Puts into the output's context what a figure cannot be read without: each backend's library and version, what it hashes by, and what the processor has.
void note_backends();

}  // namespace oauthspec::bench
