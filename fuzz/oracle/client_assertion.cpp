// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/client_assertion.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/test_keys.h"
#include "fuzz/oracle/jwt_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

AssertionParameters read_form(std::string_view form) {
  AssertionParameters parameters;
  parameters.reserve(static_cast<std::size_t>(std::ranges::count(form, '&')) + 1);
  while (!form.empty()) {
    const std::string_view pair = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(pair.size() + 1, form.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : "";
    parameters.emplace_back(pair.substr(0, equals), value);
  }
  return parameters;
}

std::optional<std::string_view> value_of(const AssertionParameters& parameters,
                                         std::string_view name) {
  const auto found =
      std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  if (found == parameters.end()) return std::nullopt;
  return found->second;
}

/// RFC 6749 section 3.2: no parameter more than once, but for some that later documents let be repeated.
bool has_repeated(const AssertionParameters& parameters) {
  std::vector<std::string_view> names;
  names.reserve(parameters.size());
  for (const auto& [name, value] : parameters) names.emplace_back(name);
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

bool is_ours(const std::string& audience) {
  return audience == "https://as.example.com" || audience == "https://as.example.com/token";
}

/// RFC 7523 section 3, one by one.
bool is_acceptable(const RegisteredClaims& claims, bool authenticates, double now) {
  if (!claims.iss || !claims.sub || !claims.aud || !claims.exp) return false;  // 1, 2, 3, 4
  if (*claims.iss != "s6BhdRkqt3" && *claims.iss != "https://sts.example.org") return false;
  if (authenticates && *claims.sub != *claims.iss) return false;  // 2. B.
  return std::ranges::any_of(*claims.aud, is_ours) && model_in_time(claims, now, 0);
}

/// The claims of the token that the model takes.
std::optional<RegisteredClaims> model_verify(const AssertionParameters& parameters, double now) {
  const bool authenticates = value_of(parameters, "client_assertion").has_value();
  const auto type = value_of(parameters, authenticates ? "client_assertion_type" : "grant_type");
  const auto token = value_of(parameters, authenticates ? "client_assertion" : "assertion");
  const std::string_view right = authenticates
                                     ? "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                                     : "urn:ietf:params:oauth:grant-type:jwt-bearer";
  if (!type || !token || *type != right) return std::nullopt;
  const auto jws = model_parse_jws(*token);
  auto claims = jws ? model_claims(*jws) : std::nullopt;
  if (!claims || !is_acceptable(*claims, authenticates, now) || !model_trusts(*jws)) {
    return std::nullopt;
  }
  if (!authenticates) return claims;
  // RFC 7521 sections 4.2 and 4.2.1: client_id is that of the subject; there is one mechanism.
  const auto client = value_of(parameters, "client_id");
  const bool another = client && claims->sub != *client;
  const bool secret = !value_of(parameters, "client_secret").value_or("").empty();
  return another || secret ? std::nullopt : claims;
}

std::optional<std::string> verify_anew(const AssertionServer& server,
                                       const AssertionParameters& parameters, double now) {
  TakenAssertions taken;
  return server.verify(parameters, now, taken);
}

// What was taken is broken, one thing at a time.

void check_expiry(const AssertionServer& server, const AssertionParameters& parameters,
                  const RegisteredClaims& claims) {
  constexpr double kFarAway = 1e12;
  if (!claims.exp || *claims.exp >= kFarAway) return;
  holds(!verify_anew(server, parameters, *claims.exp), "an expired JWT is refused");
}

void check_twice(const AssertionServer& server, const AssertionParameters& parameters) {
  AssertionParameters twice = parameters;
  twice.emplace_back("client_assertion", "");
  twice.emplace_back("client_assertion", "");
  holds(!verify_anew(server, twice, kTestNow), "a parameter that stands twice is refused");
}

void check_flipped_bit(const AssertionServer& server, const AssertionParameters& parameters) {
  AssertionParameters flipped = parameters;
  for (auto& [name, value] : flipped) {
    if (name == "client_assertion" || name == "assertion") value = with_flipped_bit(value);
  }
  holds(!verify_anew(server, flipped, kTestNow), "with a bit turned round it is refused");
}

void check_another_client(const AssertionServer& server, const AssertionParameters& parameters,
                          const RegisteredClaims& claims) {
  if (!value_of(parameters, "client_assertion") || value_of(parameters, "client_id")) return;
  AssertionParameters other = parameters;
  other.emplace_back("client_id", claims.sub.value_or("") + "x");
  holds(!verify_anew(server, other, kTestNow), "another client is not authenticated");
}

}  // namespace

void check_client_assertion(const AssertionServer& server, std::string_view form) {
  const AssertionParameters parameters = read_form(form);
  // Which parameters may be repeated is for others to say.
  if (has_repeated(parameters)) return;
  TakenAssertions taken;
  const auto subject = server.verify(parameters, kTestNow, taken);
  // The model reads what was taken, and one in three of what was not.
  const Turn turn(form, 3);
  if (!subject && !turn.is(0)) return;
  const auto expected = model_verify(parameters, kTestNow);
  holds(!subject || expected, "what RFC 7523 section 3 does not allow is refused");
  if (!expected) return;
  const bool authenticates = value_of(parameters, "client_assertion").has_value();
  const auto jws = model_parse_jws(
      value_of(parameters, authenticates ? "client_assertion" : "assertion").value_or(""));
  if (!jws || !is_plain(*jws)) return;
  holds(subject.has_value(), "what RFC 7523 section 3 allows is taken");
  holds(subject == expected->sub, "the subject is the token's");
  if (turn.is(0)) {
    const bool again = server.verify(parameters, kTestNow, taken).has_value();
    holds(again == !expected->jti.has_value(), "a jti is taken once");
  }
  if (turn.is(1)) {
    check_expiry(server, parameters, *expected);
    check_another_client(server, parameters, *expected);
  }
  if (turn.is(2)) {
    check_twice(server, parameters);
    check_flipped_bit(server, parameters);
  }
}

}  // namespace oauthspec::fuzz
