// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace oauthspec::provider {

/// Where a request goes. Views into its URL, but for `joined`.
struct Target {
  std::string_view origin;     ///< "http://127.0.0.1:8080"
  std::string_view case_name;  ///< Empty: of no case.
  std::string_view path;       ///< Behind the issuer: "/token", in a case too.
  std::string_view query;      ///< Without "?".
};

/// Takes an absolute URL apart. A case's path, "/case/NAME", stands before the endpoint's; in a well-known URI behind it, as RFC 8414
/// and RFC 9728 make one of an issuer with a path: "/.well-known/oauth-authorization-server/case/NAME".
///
/// Input:  `joined` is where the path of such a URI is put together, "/.well-known/oauth-protected-resource/resource"; it must outlive
///         the target.
/// Spec:   RFC 8414 section 3.1; RFC 9728 section 3.1
[[nodiscard]] Target target_of(std::string_view url, std::string& joined);

}  // namespace oauthspec::provider
