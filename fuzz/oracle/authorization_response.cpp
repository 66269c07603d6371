// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_response.h"

#include <algorithm>
#include <array>
#include <set>

#include "fuzz/check/holds.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/form_model.h"
#include "fuzz/oracle/round_trip.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Request;

constexpr std::string_view kMost = "9223372036854775807";
constexpr std::string_view kWhiteSpace = " \t\r\n";

bool is_known(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{
      "access_token", "code",  "error", "error_description", "error_uri", "expires_in",
      "iss",          "scope", "state", "token_type"};
  return std::ranges::find(names, name) != names.end();
}

/// A URI without fragment and query, and its query.
struct Place {
  std::string before;
  std::string query;
};

Place place_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t mark = std::min(url.find('?'), url.size());
  return {std::string(url.substr(0, mark)),
          std::string(url.substr(std::min(mark + 1, url.size())))};
}

/// RFC 7230 section 5.3.1: a user-agent asks for "/" where a URI of http has no path.
bool has_no_path(const std::string& uri) {
  const auto parts = model_parse_uri(uri);
  const bool http = parts && (same_without_case(parts->scheme, "http") ||
                              same_without_case(parts->scheme, "https"));
  return http && parts->authority && parts->path.empty();
}

/// RFC 6749 sections 3.1.2 and 10.6: it arrived where it was sent to; the query of that place comes first.
bool arrived(std::string_view url, std::string_view redirect_uri) {
  const Place at = place_of(url);
  const Place sent_to = place_of(redirect_uri);
  if (at.before != sent_to.before &&
      !(has_no_path(sent_to.before) && at.before == sent_to.before + '/')) {
    return false;
  }
  if (sent_to.query.empty() || at.query == sent_to.query) return true;
  const std::string with_more = sent_to.query.ends_with('&') ? sent_to.query : sent_to.query + '&';
  return at.query.starts_with(with_more);
}

bool is_posted_form(const Request& request) {
  std::vector<std::string_view> types;
  for (const auto& [name, value] : request.headers) {
    if (same_without_case(name, "Content-Type")) types.emplace_back(value);
  }
  if (request.method != "POST" || types.size() != 1) return false;
  std::string_view type = types.front().substr(0, types.front().find(';'));
  type.remove_prefix(std::min(type.find_first_not_of(kWhiteSpace), type.size()));
  type = type.substr(0, type.find_last_not_of(kWhiteSpace) + 1);
  return same_without_case(type, "application/x-www-form-urlencoded");
}

/// The parameters, of which none that a specification names stands twice.
std::optional<FormPairs> parameters_of(const Request& request, ResponseMode mode) {
  if (mode == ResponseMode::form_post && !is_posted_form(request)) return std::nullopt;
  const std::size_t hash = std::min(request.url.find('#'), request.url.size());
  std::string text = mode == ResponseMode::form_post ? request.body : place_of(request.url).query;
  if (mode == ResponseMode::fragment) {
    text = request.url.substr(std::min(hash + 1, request.url.size()));
  }
  auto pairs = model_form_decode(text);
  if (!pairs) return std::nullopt;
  std::set<std::string_view> names;
  for (const auto& [name, value] : *pairs) {
    if (is_known(name) && !names.insert(name).second) return std::nullopt;
  }
  return pairs;
}

/// RFC 6749 section 3.1: a parameter without a value counts as omitted.
std::optional<std::string> given(const FormPairs& pairs, std::string_view name) {
  auto value = first_of(pairs, name);
  return value && value->empty() ? std::nullopt : value;
}

bool state_fits(const FormPairs& pairs, const SentAuthorization& sent) {
  return given(pairs, "state") == sent.state;
}

/// RFC 9207 section 2.4
bool issuer_fits(const FormPairs& pairs, const SentAuthorization& sent) {
  const auto iss = first_of(pairs, "iss");
  if (!iss) return sent.iss_supported != true;
  if (!sent.issuer) return true;
  return *iss == *sent.issuer && sent.iss_supported != false;
}

// RFC 6749 appendix A.14: 1*DIGIT; here no more than a signed number of 64 bits holds.
bool is_lifetime(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return false;
  }
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.size() < kMost.size() || (digits.size() == kMost.size() && digits <= kMost);
}

/// Adds a parameter whose characters are of the class, where it is there; false where they are not.
bool add(const FormPairs& pairs, const char* name, bool (*in_class)(char), Members& members) {
  const auto value = given(pairs, name);
  if (!value) return true;
  members[name] = *value;
  return one_or_more(*value, in_class);
}

bool add_token(const FormPairs& pairs, Members& members) {
  const bool fits = add(pairs, "access_token", in_vschar, members) &&
                    add(pairs, "token_type", in_nqchar, members) &&
                    members.contains("access_token") && members.contains("token_type");
  if (!fits) return false;
  if (const auto digits = given(pairs, "expires_in")) {
    if (!is_lifetime(*digits)) return false;
    members["expires_in"] = std::stoll(*digits);
  }
  if (const auto text = first_of(pairs, "scope")) {
    const auto scope = model_scope(*text);
    if (!scope) return false;
    members["scope"] = *scope;
  }
  return true;
}

bool add_outcome(const FormPairs& pairs, bool wants_token, Members& members) {
  const bool failed = given(pairs, "error").has_value();
  const bool granted = given(pairs, wants_token ? "access_token" : "code").has_value();
  if (failed == granted) return false;
  if (failed) {
    return add(pairs, "error", in_nqschar, members) &&
           add(pairs, "error_description", in_nqschar, members) &&
           add(pairs, "error_uri", in_nqchar, members);
  }
  return wants_token ? add_token(pairs, members) : add(pairs, "code", in_vschar, members);
}

bool names_are_unique(const json& pairs) {
  std::set<std::string> names;
  return std::ranges::all_of(pairs, [&names](const json& pair) {
    return names.insert(pair[0].get<std::string>()).second;
  });
}

/// Each way of writing it that has no form to be posted.
void check_writing(const AuthorizationResponseReader& reader, const Members& members) {
  constexpr std::string_view redirect_uri = "https://client.example.com/cb";
  // A writer may not repeat what a reader may have to tolerate.
  if (!names_are_unique(members.at("extra"))) return;
  for (const ResponseMode mode : {ResponseMode::query, ResponseMode::fragment}) {
    SentAuthorization sent{.wants_token = members.contains("access_token"),
                           .mode = mode,
                           .redirect_uri = std::string(redirect_uri),
                           .state = {},
                           .issuer = {},
                           .iss_supported = {}};
    if (members.contains("state")) sent.state = members["state"].get<std::string>();
    if (members.contains("iss")) sent.issuer = members["iss"].get<std::string>();
    check_round_trip(
        members, [&](const Members& read) { return reader.write(redirect_uri, read, mode); },
        [&](const std::string& url) { return reader.parse({"GET", url, {}, {}}, sent); });
  }
}

void check_binding(const Members& read, const SentAuthorization& sent) {
  const auto same = [&read](const char* name, const std::optional<std::string>& wanted) {
    return read.contains(name) == wanted.has_value() && (!wanted || read[name] == *wanted);
  };
  holds(same("state", sent.state), "no response is taken with another state");
  holds(!sent.issuer || !read.contains("iss") || same("iss", sent.issuer),
        "no response is taken from another issuer");
  holds(!read.contains("error") || !(read.contains("code") || read.contains("access_token")),
        "a response is a success or an error");
}

}  // namespace

SentAuthorization read_sent_authorization(std::string_view form) {
  const FormPairs pairs = model_form_decode(form).value_or(FormPairs{});
  SentAuthorization sent;
  sent.wants_token = first_of(pairs, "response_type") == "token";
  const auto mode = first_of(pairs, "response_mode");
  if (mode == "fragment") sent.mode = ResponseMode::fragment;
  if (mode == "form_post") sent.mode = ResponseMode::form_post;
  sent.redirect_uri = given(pairs, "redirect_uri");
  sent.state = given(pairs, "state");
  sent.issuer = given(pairs, "issuer");
  if (const auto supported = given(pairs, "iss_supported"))
    sent.iss_supported = supported == "true";
  return sent;
}

std::optional<Members> model_authorization_response(const Request& request,
                                                    const SentAuthorization& sent) {
  if (sent.redirect_uri && !arrived(request.url, *sent.redirect_uri)) return std::nullopt;
  const auto pairs = parameters_of(request, sent.mode);
  if (!pairs || !state_fits(*pairs, sent) || !issuer_fits(*pairs, sent)) return std::nullopt;
  Members members{{"extra", json::array()}};
  if (!add_outcome(*pairs, sent.wants_token, members)) return std::nullopt;
  if (sent.state) members["state"] = *sent.state;
  if (const auto iss = first_of(*pairs, "iss")) members["iss"] = *iss;
  for (const auto& [name, value] : *pairs) {
    if (!is_known(name)) members["extra"].push_back(json::array({name, value}));
  }
  return members;
}

void check_authorization_response(const AuthorizationResponseReader& reader,
                                  std::string_view input) {
  const auto [form, text] = split_parts<2>(input);
  const SentAuthorization sent = read_sent_authorization(form);
  const Request request = read_request(text);
  const auto read = reader.parse(request, sent);
  const auto expected = model_authorization_response(request, sent);
  if (read) check_binding(*read, sent);
  holds(read.has_value() == expected.has_value(),
        "a response is refused where its specification says so, and nowhere else");
  if (!read || !expected) return;
  holds(*read == *expected, "parameters are read as they are written");
  if (reader.write != nullptr) check_writing(reader, *read);
}

}  // namespace oauthspec::fuzz
