// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::fuzz {

/// What skip_where() throws, for the target to catch.
struct Skipped {};

/// Leaves the rest of an input unjudged where the condition is met; for the functions of a parser that is put to an oracle, which would
/// stop at each thing that is known already. A target that skips prints at its end how often it did, and why.
///
/// Input: `why` is a literal, which names what is known: "a fragment is kept (RFC 5849 3.4.1.2)".
void skip_where(bool condition, std::string_view why);

}  // namespace oauthspec::fuzz
