// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/bearer.h"
#include "harness/reference/oauth2/characters.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;

constexpr std::array kPlacements{std::pair("header", TokenPlacement::header),
                                 std::pair("body", TokenPlacement::body),
                                 std::pair("query", TokenPlacement::query)};

bool is_authorization(string_view name) {
  return oauth::message::equal_without_case(name, "Authorization");
}

bool is_bearer(string_view scheme) {
  return oauth::message::equal_without_case(scheme, "Bearer");
}

std::optional<std::string> behind_scheme(const Bearer& library, string_view value) {
  const std::size_t space = std::min(value.find(' '), value.size());
  if (!library.is_scheme(value.substr(0, space))) return std::nullopt;
  return std::string(value.substr(std::min(value.find_first_not_of(' ', space), value.size())));
}

std::string as_it_is(string_view text) {
  return std::string(text);
}

FoundToken in_fields(const Bearer& library, const Request& request) {
  std::optional<std::string> token;
  for (const auto& field : request.headers) {
    if (!library.is_field(field.name)) continue;
    const auto text = library.behind_scheme(library, field.value);
    if (!text) continue;
    if (token || !library.is_token(*text)) return bad_request();
    token = library.taken(*text);
  }
  return token;
}

bool has_semantics(string_view method) {
  return method != "GET" && method != "HEAD";
}

bool has_form_type(const Request& request) {
  return oauth::message::has_form_content_type(request.headers);
}

std::string body_of(const Request& request) {
  return request.body;
}

std::string query_of(string_view url) {
  const string_view whole = url.substr(0, url.find('#'));
  const std::size_t mark = whole.find('?');
  return mark == string_view::npos ? std::string() : std::string(whole.substr(mark + 1));
}

bool is_ascii(const Request& request) {
  return std::ranges::all_of(request.body, [](char c) { return (c & 0x80) == 0; });
}

oauth::Result<Parameters> read_form(string_view text) {
  Parameters parameters;
  if (auto done = parameters.add_form(text); !done) return std::unexpected(done.error());
  return parameters;
}

bool is_access_token(string_view name) {
  return name == "access_token";
}

bool is_form_token(string_view text) {
  return oauth::oauth2::is_all(text, oauth::oauth2::is_vschar);
}

FoundToken one_of(const Bearer& library, const Parameters& parameters) {
  std::optional<std::string> token;
  for (const auto& [name, value] : parameters) {
    if (!library.is_name(name)) continue;
    if (token || !library.is_form_token(value)) return bad_request();
    token = std::string(value);
  }
  return token;
}

std::vector<TokenPlacement> where_asked(const std::vector<TokenPlacement>& wanted) {
  return wanted;
}

Judgement<BearerToken> the_only_one(const Tokens& tokens) {
  if (tokens.empty()) return std::unexpected(Refusal{"", 401, Errc::bearer_invalid});
  if (tokens.size() > 1) return bad_request();
  return tokens.front();
}

Refusal as_judged(const Refusal& refusal) {
  return refusal;
}

std::string challenge(const json& in, string_view error) {
  const auto text = oauth::oauth2::write_bearer_challenge(
      {adapter::read_optional(in, "realm"), adapter::read_scope(in), std::nullopt}, error);
  return text.value_or("");
}

FoundToken in_form(const Bearer& library, string_view text) {
  const auto parameters = library.read_form(text);
  if (!parameters) return bad_request();
  return library.one_of(library, *parameters);
}

FoundToken in_body(const Bearer& library, const Request& request) {
  if (!library.has_semantics(request.method) || !library.has_form_type(request))
    return std::nullopt;
  auto found = in_form(library, library.form_of(request));
  if (found && *found && !library.is_ascii(request)) return bad_request();
  return found;
}

FoundToken in_place(const Bearer& library, const Request& request, TokenPlacement placement) {
  if (placement == TokenPlacement::header) return library.in_fields(library, request);
  if (placement == TokenPlacement::body) return in_body(library, request);
  return in_form(library, library.query_of(request.url));
}

Judgement<BearerToken> find_token(const Bearer& library, const Request& request,
                                  const std::vector<TokenPlacement>& wanted) {
  Tokens tokens;
  for (const TokenPlacement placement : library.places(wanted)) {
    auto found = in_place(library, request, placement);
    if (!found) return std::unexpected(found.error());
    if (*found) tokens.push_back({**std::move(found), placement});
  }
  return library.choose(tokens);
}

std::vector<TokenPlacement> read_placements(const json& in) {
  std::vector<TokenPlacement> placements;
  for (const json& placement : adapter::items_of(in)) {
    for (const auto& [name, value] : kPlacements) {
      if (placement == name) placements.push_back(value);
    }
  }
  return placements;
}

}  // namespace

template <>
const Bearer& sound<Bearer>() {
  static constexpr Bearer kSound{
      is_authorization, is_bearer,     behind_scheme, oauth::oauth2::is_b64token,
      as_it_is,         in_fields,     has_semantics, has_form_type,
      body_of,          query_of,      is_ascii,      read_form,
      is_access_token,  is_form_token, one_of,        where_asked,
      the_only_one,     as_judged,     challenge};
  return kSound;
}

std::unexpected<Refusal> bad_request() {
  return std::unexpected(Refusal{"invalid_request", 400, Errc::bearer_invalid});
}

Verdict answer_bearer_token(const Bearer& library, const json& in) {
  const auto found = find_token(library, adapter::read_request(in.at("request")),
                                read_placements(in.at("placements")));
  if (found) {
    return Out{{{"verdict", "accepted"},
                {"token", adapter::write_bytes(found->token)},
                {"placement", kPlacements.at(static_cast<std::size_t>(found->placement)).first}},
               {}};
  }
  const Refusal refusal = library.answer(found.error());
  json verdict = adapter::refused(refusal);
  if (refusal.error.empty()) verdict["error"] = nullptr;
  verdict["www_authenticate"] = library.challenge(in, refusal.error);
  return Out{std::move(verdict), {}};
}

}  // namespace oauthspec::defects::oauth2
