// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// What decides where an authorization server may redirect to. A function that is null is not offered, and not asked for.
struct RedirectMatcher {
  /// The URI that the response goes to; nothing where the request is refused. `requested` is nothing where the request names none; `native`
  /// says that the client is installed on its user's device.
  std::optional<std::string> (*match)(const std::vector<std::string>& registered,
                                      const std::optional<std::string>& requested,
                                      bool native) = nullptr;
};

/// The model.
[[nodiscard]] std::optional<std::string> model_redirect(const std::vector<std::string>& registered,
                                                        const std::optional<std::string>& requested,
                                                        bool native);

/// How many ways there are to disguise a URI.
[[nodiscard]] std::size_t count_of_disguises();
/// A URI that looks like a registered one, as attacks had it: other hosts behind or before its host, userinfo, backslashes, tabs, path
/// segments that go back, escaped separators, other dots, other ports, fragments.
[[nodiscard]] std::string disguised(std::string_view registered, std::size_t way);

/// Input:      "w" or "n" (an installed client) and a letter that chooses a disguise, the URI that is requested, or nothing at all, and those
///             that are registered, with 0xFF between them.
/// Properties: match() takes what the model takes, for the URI that is requested and for each registered one in that disguise;
///             what it gives is what was requested, or the only one that is registered; it leads a browser, which reads URIs in its own
///             way, to scheme, host, path and query of a registered one, and to its port unless both are of a loopback address; it has no
///             fragment, and is no script.
/// Spec:       RFC 6749 section 3.1.2; RFC 8252 sections 7.3 and 8.4; RFC 9700 section 4.1.3
void check_redirect_uri(const RedirectMatcher& matcher, std::string_view input);

}  // namespace oauthspec::fuzz
