// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/result/result.h"

namespace oauthspec::result {

/// Takes secrets and tokens out of the results of checks of a server: out of the exchanges, and out of what is said of them.
///
/// Threads: any number at a time.
class WireMask {
 public:
  /// Input: the secrets that are known beforehand, each as it is: the clients' secrets, the owners' passwords, tokens
  ///        that the configuration has. Empty ones are none.
  explicit WireMask(std::vector<std::string> known_secrets);

  /// Output: masked, as secrets.h has it, in the URL, header fields and body of every exchange and in `message`:
  ///         - the secrets that are known,
  ///         - the credentials in Authorization and Proxy-Authorization, but for the parameters of OAuth 1.0 that are no
  ///           secrets; the values of cookies in Cookie and Set-Cookie,
  ///         - codes, tokens, verifiers, assertions, passwords and secrets by their names in URIs, forms, JSON, header
  ///           fields and the fields of a page's forms (sensitive_names.h),
  ///         - and each of these wherever else it stands in the same result, however it is escaped (secrets.h).
  ///         Values that are nothing but a short word in small letters ("invalid", "password") are masked where a name
  ///         or a field says that they are secret, and not elsewhere: there they say something else. Everything else of
  ///         the result stays as it is.
  [[nodiscard]] Result masked(Result result) const;

 private:
  std::vector<std::string> known_;
};

}  // namespace oauthspec::result
