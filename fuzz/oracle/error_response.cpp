// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/error_response.h"

#include <algorithm>
#include <array>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/form_model.h"
#include "fuzz/oracle/round_trip.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/www_authenticate.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;
using oauth::message::Response;

constexpr std::array kRules{MemberRule{"error", Kind::nqschar, true},
                            MemberRule{"error_description", Kind::nqschar},
                            MemberRule{"error_uri", Kind::nqchar}};

bool is_error(int status) {
  return status >= 400 && status <= 599;
}

void add_nonce(const Response& response, Members& members) {
  // RFC 9449 section 8
  if (const auto nonce = model_field(response, "DPoP-Nonce")) members["dpop_nonce"] = *nonce;
}

/// Of a Bearer and a DPoP challenge the first that names an error, else the first of Bearer, else that of DPoP.
std::optional<AuthChallenge> telling_one(const std::vector<AuthChallenge>& challenges) {
  for (const bool with_error : {true, false}) {
    for (const std::string_view scheme : {"bearer", "dpop"}) {
      const auto first = std::ranges::find(challenges, scheme, &AuthChallenge::scheme);
      if (first != challenges.end() && (!with_error || first_of(first->parameters, "error")))
        return *first;
    }
  }
  return std::nullopt;
}

bool character_sets_hold(const Members& members) {
  const auto within = [&members](const char* name, bool (*in_class)(char)) {
    return !members.contains(name) || one_or_more(members[name].get<std::string>(), in_class);
  };
  return within("error", in_nqschar) && within("error_description", in_nqschar) &&
         within("error_uri", in_nqchar);
}

void check_against(const std::optional<Members>& read, const std::optional<Members>& expected) {
  holds(!read || character_sets_hold(*read), "what is read has the characters of RFC 6749");
  holds(read.has_value() == expected.has_value(),
        "an error response is refused where its specification says so, and nowhere else");
  if (read && expected) holds(*read == *expected, "an error is read as it is written");
}

void check_written_body(const ErrorResponseReader& reader, const Members& members, int status) {
  check_round_trip(
      members, [&](const Members& read) { return reader.write_body(read, status, false); },
      reader.parse_body);
  const auto to_basic = reader.write_body(members, status, true);
  if (!to_basic) return;
  holds(members.at("error") != "invalid_client" || to_basic->status == 401,
        "invalid_client is 401 to a client that used the Authorization header field");
  holds(to_basic->status != 401 || model_field(*to_basic, "WWW-Authenticate"),
        "a 401 has a challenge");
}

void check_written_challenge(const ErrorResponseReader& reader, const Members& read) {
  Members members = read;
  for (const char* name : {"error_description", "error_uri", "dpop_nonce"}) members.erase(name);
  // The writer says an empty realm where it has nothing else to say.
  if (members.size() == 1) members["realm"] = "";
  check_round_trip(members, reader.write_challenge, [&](const std::string& field) {
    return reader.parse_challenge({401, {HeaderField{"WWW-Authenticate", field}}, {}});
  });
}

}  // namespace

std::optional<Members> model_error_body(const Response& response) {
  if (!is_error(response.status)) return std::nullopt;
  const auto object = model_object(response);
  if (!object) return std::nullopt;
  auto members = model_members(*object, kRules);
  if (members) add_nonce(response, *members);
  return members;
}

std::optional<Members> model_error_challenge(const Response& response) {
  if (!is_error(response.status)) return std::nullopt;
  std::vector<AuthChallenge> all;
  for (const HeaderField& field : response.headers) {
    if (!same_without_case(field.name, "WWW-Authenticate")) continue;
    const auto challenges = model_challenges(field.value);
    if (!challenges || challenges->repeats_a_name) return std::nullopt;
    all.insert(all.end(), challenges->challenges.begin(), challenges->challenges.end());
  }
  const auto challenge = telling_one(all);
  if (!challenge) return std::nullopt;
  Members members{{"extra", json::object()}};
  for (const char* name :
       {"error", "error_description", "error_uri", "realm", "resource_metadata"}) {
    if (const auto value = first_of(challenge->parameters, name)) members[name] = *value;
  }
  if (const auto text = first_of(challenge->parameters, "scope")) {
    const auto scope = model_scope(*text);
    if (!scope) return std::nullopt;
    members["scope"] = *scope;
  }
  add_nonce(response, members);
  return character_sets_hold(members) ? std::optional(members) : std::nullopt;
}

void check_error_response(const ErrorResponseReader& reader, std::string_view input) {
  const Response response = read_response(input);
  const Turn turn(input, 4);
  if (turn.is(0) && reader.parse_body != nullptr) {
    check_against(reader.parse_body(response), model_error_body(response));
  }
  if (turn.is(1) && reader.parse_body != nullptr && reader.write_body != nullptr) {
    const auto read = reader.parse_body(response);
    if (read) check_written_body(reader, *read, response.status);
  }
  if (turn.is(2) && reader.parse_challenge != nullptr) {
    check_against(reader.parse_challenge(response), model_error_challenge(response));
  }
  if (turn.is(3) && reader.parse_challenge != nullptr && reader.write_challenge != nullptr) {
    const auto read = reader.parse_challenge(response);
    if (read) check_written_challenge(reader, *read);
  }
}

}  // namespace oauthspec::fuzz
