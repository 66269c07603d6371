// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/bearer.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/json_model.h"
#include "fuzz/oracle/uri_model.h"
#include "fuzz/oracle/www_authenticate.h"

namespace oauthspec::fuzz {
namespace {

using Kind = BearerFound::Kind;
using oauth::message::Request;

constexpr std::string_view kB64Characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";

// b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
bool model_b64token(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  return !text.empty() && text.find_first_not_of(kB64Characters) == std::string_view::npos;
}

/// Of several tokens in one place there is none that is meant.
BearerFound one_of(const std::vector<std::string>& tokens, bool (*is_token)(std::string_view),
                   BearerPlace place) {
  if (tokens.empty()) return {};
  if (tokens.size() > 1 || !is_token(tokens.front())) return {Kind::malformed, {}, {}};
  return {Kind::token, tokens.front(), place};
}

// RFC 6750 section 2.1: credentials = "Bearer" 1*SP b64token
BearerFound in_header(const Request& request) {
  std::vector<std::string> tokens;
  for (const std::string& field : model_fields(request, "authorization")) {
    const auto words = model_split(field, ' ');
    if (model_lower(words.front()) != "bearer") continue;
    const std::size_t begin = field.find_first_not_of(' ', words.front().size());
    tokens.push_back(begin == std::string::npos ? "" : field.substr(begin));
  }
  return one_of(tokens, model_b64token, BearerPlace::header);
}

BearerFound in_form(std::string_view text, BearerPlace place) {
  const auto pairs = model_read_form(text);
  if (!pairs) return {Kind::malformed, {}, {}};
  return one_of(
      model_values(*pairs, "access_token"),
      // RFC 6749 appendix A.12
      [](std::string_view token) { return one_or_more(token, in_vschar); }, place);
}

// RFC 6750 section 2.2
BearerFound in_body(const Request& request) {
  const bool meant = request.method != "GET" && request.method != "HEAD";
  if (!meant || !model_says_form(request)) return {};
  BearerFound found = in_form(request.body, BearerPlace::body);
  const bool ascii =
      std::ranges::all_of(request.body, [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (found.kind == Kind::token && !ascii) return {Kind::malformed, {}, {}};
  return found;
}

// RFC 6750 section 2.3
BearerFound in_query(const Request& request) {
  const std::string url = request.url.substr(0, request.url.find('#'));
  const std::size_t mark = url.find('?');
  if (mark == std::string::npos) return {};
  return in_form(std::string_view(url).substr(mark + 1), BearerPlace::query);
}

BearerFound in_place(const Request& request, BearerPlace place) {
  if (place == BearerPlace::header) return in_header(request);
  return place == BearerPlace::body ? in_body(request) : in_query(request);
}

std::vector<BearerPlace> places_of(std::string_view text) {
  std::vector<BearerPlace> places;
  const auto add = [&places](BearerPlace place) {
    if (std::ranges::find(places, place) == places.end()) places.push_back(place);
  };
  for (const char c : text) {
    if (c == 'h') add(BearerPlace::header);
    if (c == 'b') add(BearerPlace::body);
    if (c == 'q') add(BearerPlace::query);
  }
  return places;
}

void check_found(const BearerReader& reader, const Request& request,
                 std::vector<BearerPlace> places) {
  const BearerFound expected = model_bearer(request, places);
  holds(reader.find(request, places) == expected,
        "a token is found as RFC 6750 section 2 says, in one place only");
  std::ranges::reverse(places);
  holds(reader.find(request, places) == expected, "the order of the places has no meaning");
}

/// A client's half: whether a token may be added to this request at all.
bool may_attach(const Request& request, std::string_view token, BearerPlace place) {
  if (place == BearerPlace::header) return model_b64token(token);
  if (!one_or_more(token, in_vschar)) return false;
  if (place == BearerPlace::query) return model_parse_uri(request.url).has_value();
  const bool ascii =
      std::ranges::all_of(request.body, [](char c) { return static_cast<unsigned char>(c) < 128; });
  return request.method != "GET" && request.method != "HEAD" && ascii &&
         (request.body.empty() || model_says_form(request));
}

void check_attached(const BearerReader& reader, const Request& request, std::string_view token,
                    BearerPlace place) {
  const std::vector<BearerPlace> all = {BearerPlace::header, BearerPlace::body, BearerPlace::query};
  const bool bare = std::ranges::all_of(
      all, [&](BearerPlace one) { return in_place(request, one).kind == Kind::none; });
  // With other credentials, a second Content-Type, or a token where none is looked for, the request is not of the kind that a client
  // starts from.
  if (!bare || in_form(request.body, BearerPlace::body).kind != Kind::none ||
      !model_fields(request, "authorization").empty() ||
      model_fields(request, "content-type").size() > 1) {
    return;
  }
  const auto sent = reader.attach(request, token, place);
  if (!may_attach(request, token, place)) {
    holds(!sent, "no token is sent that its place cannot hold");
    return;
  }
  if (!sent) {
    // A Content-Type of another kind, for an empty body, is as good a reason.
    const bool typed = !model_fields(request, "content-type").empty() && !model_says_form(request);
    holds(place == BearerPlace::body && typed, "a token is sent where its place can hold it");
    return;
  }
  if (place == BearerPlace::body && !model_says_form(*sent)) return;
  holds(model_bearer(*sent, all) == BearerFound{Kind::token, std::string(token), place},
        "a token that is sent is found where it was put, and nowhere else");
  holds(sent->method == request.method &&
            sent->url.starts_with(request.url.substr(0, request.url.find('#'))) &&
            sent->body.starts_with(request.body),
        "a token is added, and nothing is taken away");
}

/// Nothing of a token is there yet, in the header field, the query or the form.
bool is_bare(const Request& request) {
  return model_fields(request, "authorization").empty() && in_query(request).kind == Kind::none &&
         in_form(request.body, BearerPlace::body).kind == Kind::none;
}

void check_bound(const BearerReader& reader, const Request& request, std::string_view token) {
  if (!is_bare(request) || !model_fields(request, "dpop").empty()) return;
  const std::string proof = "e30.e30." + std::to_string(token.size());
  const auto sent = reader.attach_bound(request, token, proof);
  holds(sent.has_value() == model_b64token(token), "a bound token is sent where it is a b64token");
  if (!sent) return;
  const auto field = model_fields(*sent, "authorization");
  holds(field == std::vector{"DPoP " + std::string(token)} &&
            model_fields(*sent, "dpop") == std::vector{proof},
        "a bound token is sent by the scheme DPoP, with its proof beside it");
  holds(sent->method == request.method && sent->url == request.url && sent->body == request.body &&
            sent->headers.size() == request.headers.size() + 2,
        "a bound token is added, and nothing else");
}

/// Posted to the endpoint, with the token in its field and nowhere else.
void check_posted(const Request& sent, std::string_view endpoint, std::string_view token) {
  holds(sent.method == "POST" && sent.url == endpoint, "a request is posted to its endpoint");
  holds(model_fields(sent, "authorization") == std::vector{"Bearer " + std::string(token)},
        "a request shows its access token in the header field");
}

void check_enrolled(const BearerReader& reader, const Request& request, std::string_view token) {
  constexpr std::size_t kDepth = 64;
  const auto metadata = model_read_json(request.body, kDepth);
  if (!metadata) return;
  // RFC 7591 section 2: not both.
  const bool sound = metadata->is(ModelJson::Kind::object) &&
                     (metadata->find("jwks") == nullptr || metadata->find("jwks_uri") == nullptr);
  const auto sent = reader.enrol(request.url, request.body, token);
  holds(sent.has_value() == (sound && model_is_absolute_uri(request.url) && model_b64token(token)),
        "a client is registered where endpoint, metadata and token are sound");
  if (!sent) return;
  check_posted(*sent, request.url, token);
  holds(model_fields(*sent, "content-type") == std::vector<std::string>{"application/json"} &&
            model_read_json(sent->body, kDepth) == metadata,
        "a client's metadata is sent as it was given");
}

/// One token shows who asks, and is asked about.
void check_introspected(const BearerReader& reader, std::string_view endpoint,
                        std::string_view token) {
  const auto sent = reader.introspect(endpoint, token, token);
  holds(sent.has_value() == (model_is_absolute_uri(endpoint) && model_b64token(token)),
        "a token is asked about where the endpoint and both tokens are sound");
  if (!sent) return;
  check_posted(*sent, endpoint, token);
  holds(model_says_form(*sent) &&
            model_read_form(sent->body) == PairList{{"token", std::string(token)}},
        "the form holds the token that is asked about, and nothing else");
}

void check_challenge(const BearerReader& reader, const BearerChallenge& challenge) {
  const auto is_nqchars = [](std::string_view text) { return one_or_more(text, in_nqchar); };
  const auto is_control = [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; };
  const bool sound = std::ranges::all_of(challenge.scope, is_nqchars) &&
                     std::ranges::all_of(challenge.error, in_nqschar) &&
                     std::ranges::none_of(challenge.realm.value_or(""), is_control);
  const auto written = reader.challenge(challenge);
  holds(written.has_value() == sound, "a challenge is written where its grammar has its values");
  if (!written) return;
  const auto read = model_challenges(*written);
  holds(read && read->challenges.size() == 1 && read->challenges.front().scheme == "bearer" &&
            !read->challenges.front().parameters.empty(),
        "a refusal holds one challenge of the scheme Bearer, with a parameter");
  if (!read) return;
  const PairList& parameters = read->challenges.front().parameters;
  const auto first = [&parameters](std::string_view name) {
    const auto values = model_values(parameters, name);
    return values.size() == 1 ? values.front() : "";
  };
  std::string scope;
  for (const std::string& token : challenge.scope) scope += (scope.empty() ? "" : " ") + token;
  holds(first("realm") == challenge.realm.value_or("") && first("scope") == scope &&
            first("error") == challenge.error,
        "a challenge holds what it was made of");
}

}  // namespace

BearerFound model_bearer(const Request& request, const std::vector<BearerPlace>& places) {
  BearerFound found;
  for (const BearerPlace place : places) {
    BearerFound here = in_place(request, place);
    if (here.kind == Kind::none) continue;
    // RFC 6750 section 2: more than one way is none.
    if (here.kind == Kind::malformed || found.kind == Kind::token) return {Kind::malformed, {}, {}};
    found = std::move(here);
  }
  return found;
}

void check_bearer(const BearerReader& reader, std::string_view input) {
  const auto [places, token, text] = split_parts<3>(input);
  const Request request = read_request(text);
  const auto wanted = places_of(places);
  const Turn turn(input, 9);
  if (turn.is(0) && reader.find != nullptr) check_found(reader, request, wanted);
  if (turn.is(1) && reader.find != nullptr) {
    Request longer = request;
    longer.body += "%0A";
    check_found(reader, longer, wanted);
  }
  if (reader.is_b64token != nullptr) {
    holds(reader.is_b64token(token) == model_b64token(token), "a b64token is what its ABNF says");
  }
  if (turn.is(2) && reader.attach != nullptr) {
    for (const BearerPlace place : wanted) check_attached(reader, request, token, place);
  }
  if (turn.is(6) && reader.attach_bound != nullptr) check_bound(reader, request, token);
  if (turn.is(7) && reader.enrol != nullptr) check_enrolled(reader, request, token);
  if (turn.is(8) && reader.introspect != nullptr) check_introspected(reader, request.url, token);
  if (reader.challenge == nullptr) return;
  if (turn.is(3)) check_challenge(reader, {std::string(token), {}, ""});
  if (turn.is(4)) {
    check_challenge(reader, {std::nullopt, {"read", std::string(token)}, "invalid_token"});
  }
  if (turn.is(5)) check_challenge(reader, {std::nullopt, {}, std::string(token)});
}

}  // namespace oauthspec::fuzz
