// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/bearer.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/challenge.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/characters.h"

namespace oauth::oauth2 {
namespace {

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr std::string_view kParameter = "access_token";

// RFC6750-3.1-1, RFC6750-3.1-2
std::unexpected<Refusal> invalid_request() {
  return std::unexpected(Refusal{"invalid_request", kBadRequest, Errc::bearer_invalid});
}

/// What one place of the request holds: nothing, a token, or something that is none.
using Found = Judgement<std::optional<std::string>>;

Found in_header(const message::Request& request) {
  std::optional<std::string> token;
  for (const message::HeaderField& field : request.headers) {
    if (!message::equal_without_case(field.name, "Authorization")) continue;
    const std::string_view value = field.value;
    const std::size_t space = std::min(value.find(' '), value.size());
    // RFC6750-2.1-4: the scheme without case.
    if (!message::equal_without_case(value.substr(0, space), "Bearer")) continue;
    if (token) return invalid_request();
    // RFC6750-2.1-3: one space or more, then the token and nothing else.
    const std::size_t begin = value.find_first_not_of(' ', space);
    if (begin == std::string_view::npos || !is_b64token(value.substr(begin))) {
      return invalid_request();
    }
    token = std::string(value.substr(begin));
  }
  return token;
}

/// The parameter of a form or query.
Found in_form(std::string_view text) {
  message::Parameters parameters;
  if (!parameters.add_form(text)) return invalid_request();
  // RFC6750-3.1-1: repeated.
  if (parameters.count(kParameter) > 1) return invalid_request();
  const auto value = parameters.find(kParameter);
  if (!value) return std::nullopt;
  // RFC6749-A.12-1: here a token may hold what the header field has no room for.
  if (!is_all(*value, is_vschar)) return invalid_request();
  return std::string(*value);
}

Found in_body(const message::Request& request) {
  // RFC6750-2.2-1, RFC6750-2.2-5: a form, and a method whose body has a meaning.
  const bool has_semantics = request.method != "GET" && request.method != "HEAD";
  if (!has_semantics || !message::has_form_content_type(request.headers)) return std::nullopt;
  // RFC6750-2.2-4: all of it is ASCII.
  const bool ascii = std::ranges::all_of(request.body, [](char c) { return (c & 0x80) == 0; });
  auto found = in_form(request.body);
  if (found && *found && !ascii) return invalid_request();
  return found;
}

Found in_query(const message::Request& request) {
  const std::string_view url = std::string_view(request.url).substr(0, request.url.find('#'));
  const std::size_t mark = url.find('?');
  if (mark == std::string_view::npos) return std::nullopt;
  return in_form(url.substr(mark + 1));
}

Found in_place(const message::Request& request, TokenPlacement placement) {
  switch (placement) {
    case TokenPlacement::header:
      return in_header(request);
    case TokenPlacement::body:
      return in_body(request);
    case TokenPlacement::query:
      break;
  }
  return in_query(request);
}

}  // namespace

bool is_b64token(std::string_view text) {
  const std::size_t last = text.find_last_not_of('=');
  if (last == std::string_view::npos) return false;
  return std::ranges::all_of(text.substr(0, last + 1), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~+/").find(c) != std::string_view::npos;
  });
}

Judgement<BearerToken> find_bearer_token(const message::Request& request,
                                         const std::vector<TokenPlacement>& placements) {
  std::optional<BearerToken> token;
  for (const TokenPlacement placement : placements) {
    auto found = in_place(request, placement);
    if (!found) return std::unexpected(found.error());
    if (!*found) continue;
    // RFC6750-2-2: one way only.
    if (token) return invalid_request();
    token = BearerToken{**std::move(found), placement};
  }
  // RFC6750-3.1-9: a request without any authentication is told of no error.
  if (!token) return std::unexpected(Refusal{"", kUnauthorized, Errc::bearer_invalid});
  return *std::move(token);
}

Result<void> add_bearer_token(message::Request& request, std::string_view token) {
  // RFC6750-2.1-3
  if (!is_b64token(token)) return std::unexpected(Error{Errc::bearer_invalid, 0});
  // RFC6750-2.1-1
  request.headers.push_back({"Authorization", "Bearer " + std::string(token)});
  return {};
}

Result<std::string> write_bearer_challenge(const ResourceChallenge& challenge,
                                           std::string_view error) {
  std::vector<std::pair<std::string_view, std::string_view>> parameters;
  // RFC6750-3-4, RFC6750-3-5
  if (challenge.realm) parameters.emplace_back("realm", *challenge.realm);
  std::string scope;
  if (challenge.scope) {
    // RFC6750-3-6, RFC6750-3-10
    auto written = write_scope(*challenge.scope);
    if (!written) return std::unexpected(written.error());
    scope = *std::move(written);
    parameters.emplace_back("scope", scope);
  }
  // RFC6750-3-11
  if (!std::ranges::all_of(error, is_nqschar)) {
    return std::unexpected(Error{Errc::parameter_invalid, 0});
  }
  // RFC6750-3-8, RFC6750-3-9
  if (!error.empty()) parameters.emplace_back("error", error);
  if (challenge.resource_metadata) {
    parameters.emplace_back("resource_metadata", *challenge.resource_metadata);
  }
  // RFC6750-3-3: the scheme is followed by one parameter or more; an empty realm says least.
  if (parameters.empty()) parameters.emplace_back("realm", "");
  return codec::write_challenge("Bearer", parameters);
}

}  // namespace oauth::oauth2
