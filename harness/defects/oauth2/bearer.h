// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/defects/oauth2/planted.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/bearer.h"

namespace oauthspec::defects::oauth2 {

using oauth::message::Parameters;
using oauth::message::Request;
using oauth::oauth2::BearerToken;
using oauth::oauth2::Judgement;
using oauth::oauth2::Refusal;
using oauth::oauth2::TokenPlacement;

/// What one place of a request holds: nothing, a token, or something that is none.
using FoundToken = Judgement<std::optional<std::string>>;
using Tokens = std::vector<BearerToken>;

/// How a resource server finds the bearer token of a request, taken apart.
///
/// Spec:   RFC 6750 sections 2 and 3
struct Bearer {
  // Section 2.1, the header field.
  bool (*is_field)(string_view name);
  bool (*is_scheme)(string_view scheme);
  /// What stands behind the scheme; nothing where it is another one.
  std::optional<std::string> (*behind_scheme)(const Bearer& library, string_view value);
  bool (*is_token)(string_view text);
  std::string (*taken)(string_view text);  ///< The token as it is handed on.
  FoundToken (*in_fields)(const Bearer& library, const Request& request);

  // Sections 2.2 and 2.3, forms and queries.
  bool (*has_semantics)(string_view method);
  bool (*has_form_type)(const Request& request);
  std::string (*form_of)(const Request& request);  ///< The text that is read as a form.
  std::string (*query_of)(string_view url);
  bool (*is_ascii)(const Request& request);
  oauth::Result<Parameters> (*read_form)(string_view text);
  bool (*is_name)(string_view name);
  bool (*is_form_token)(string_view text);
  FoundToken (*one_of)(const Bearer& library, const Parameters& parameters);

  // Section 2, all of them.
  std::vector<TokenPlacement> (*places)(const std::vector<TokenPlacement>& wanted);
  Judgement<BearerToken> (*choose)(const Tokens& tokens);

  // Section 3, the answer.
  Refusal (*answer)(const Refusal& refusal);
  std::string (*challenge)(const json& in, string_view error);
};

template <>
const Bearer& sound<Bearer>();

/// 400 and invalid_request.
[[nodiscard]] std::unexpected<Refusal> bad_request();

/// oauth2.bearer_token
[[nodiscard]] Verdict answer_bearer_token(const Bearer& library, const json& in);

}  // namespace oauthspec::defects::oauth2
