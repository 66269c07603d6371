// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/defects/oauth2/planted.h"
#include "harness/reference/base/error.h"

namespace oauthspec::defects::oauth2 {

/// Identifier and secret of a client, form-encoded still or not any more.
struct ClientSecret {
  std::string client_id;
  std::string client_secret;
};

/// How a server reads the credentials of the scheme Basic, taken apart.
///
/// Spec:   RFC 6749 section 2.3.1; RFC 7617 section 2
struct BasicCredentials {
  bool (*is_scheme)(string_view scheme);
  /// What stands behind the scheme.
  oauth::Result<std::string> (*behind_scheme)(const BasicCredentials& library, string_view field);
  oauth::Result<std::string> (*decode)(string_view base64);
  oauth::Result<void> (*check)(string_view octets);
  oauth::Result<ClientSecret> (*split)(string_view octets);
  /// Undoes the form-encoding of one of the two.
  oauth::Result<std::string> (*undo)(string_view text);
  /// Splits, and undoes the form-encoding of both.
  oauth::Result<ClientSecret> (*read)(const BasicCredentials& library, string_view octets);
};

template <>
const BasicCredentials& sound<BasicCredentials>();

/// oauth2.parse_basic_authorization
[[nodiscard]] Verdict answer_basic(const BasicCredentials& library, const json& in);

}  // namespace oauthspec::defects::oauth2
