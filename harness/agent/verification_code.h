// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/agent/html.h"

namespace oauthspec::agent {

/// Finds the code that a page shows for people to type into a client without a redirection endpoint: OAuth 1.0's verification code (the
/// "PIN" of oob), or a code of urn:ietf:wg:oauth:2.0:oob.
///
/// Input:  `behind` is the text before the code, as a rule says it ("Your code is:"); empty for guesses: a parameter in the title
///         ("code=..."), a field or element whose name, id or class speaks of a code, a single word that follows "code", "PIN" or
///         "verifier" and a colon or "is", or stands apart in bold or big letters with a digit in it.
/// Output: nothing where the page shows none.
/// Spec:   RFC 5849 section 2.2, RFC5849-2.2-13
[[nodiscard]] std::optional<std::string> find_verification_code(const Page& page,
                                                                std::string_view behind = {});

}  // namespace oauthspec::agent
