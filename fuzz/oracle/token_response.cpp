// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/token_response.h"

#include <algorithm>
#include <array>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/oracle/round_trip.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

constexpr std::array kRules{MemberRule{"access_token", Kind::vschar, true},
                            MemberRule{"token_type", Kind::nqchar, true},
                            MemberRule{"expires_in", Kind::seconds},
                            MemberRule{"refresh_token", Kind::vschar},
                            MemberRule{"scope", Kind::scope},
                            MemberRule{"issued_token_type", Kind::text}};
constexpr std::array kExchangeRules{MemberRule{"access_token", Kind::vschar, true},
                                    MemberRule{"token_type", Kind::nqchar, true},
                                    MemberRule{"expires_in", Kind::seconds},
                                    MemberRule{"refresh_token", Kind::vschar},
                                    MemberRule{"scope", Kind::scope},
                                    MemberRule{"issued_token_type", Kind::uri, true}};

/// What RFC 6749's example has, and what clients use.
const std::vector<std::string>& understood() {
  static const std::vector<std::string> types{"example", "Bearer", "DPoP"};
  return types;
}

/// The same response with one member more, which no specification names.
Response with_unknown_member(const Response& response, const Members& members) {
  json object = members.at("extra");
  for (const auto& [name, value] : members.items()) {
    if (name != "extra" && name != "dpop_nonce") object[name] = value;
  }
  if (object.contains("scope")) {
    std::string text;
    for (const json& token : object["scope"]) {
      text += (text.empty() ? "" : " ") + token.get<std::string>();
    }
    object["scope"] = text;
  }
  object["x_nobody_knows"] = json::array({nullptr, 1});
  return {response.status, response.headers, object.dump()};
}

void check_unknown_member(const TokenResponseReader& reader, const Response& response,
                          const Members& members, bool exchange) {
  const auto read = reader.parse(with_unknown_member(response, members), understood(), exchange);
  Members expected = members;
  expected["extra"]["x_nobody_knows"] = json::array({nullptr, 1});
  holds(read && *read == expected, "a member that nobody knows changes nothing else");
}

void check_writing(const TokenResponseReader& reader, const Members& members, bool exchange) {
  check_round_trip(
      members,
      [&](const Members& read) {
        auto written = reader.write(read);
        holds(!written || model_field(*written, "Cache-Control") == "no-store",
              "a token is no-store");
        return written;
      },
      [&](const Response& written) { return reader.parse(written, understood(), exchange); });
}

void check_grant(const TokenResponseReader& reader, const Response& response, bool exchange) {
  const auto read = reader.parse(response, understood(), exchange);
  const auto expected = model_token_response(response, understood(), exchange);
  holds(!read || (read->contains("access_token") && read->contains("token_type")),
        "no response is taken without access_token and token_type");
  holds(read.has_value() == expected.has_value(),
        "a response is refused where RFC 6749 section 5.1 says so, and nowhere else");
  if (!read || !expected) return;
  holds(*read == *expected, "members are read as they are written");
}

/// What was taken, changed and written anew.
void check_taken(const TokenResponseReader& reader, const Response& response, bool exchange) {
  const auto read = reader.parse(response, understood(), exchange);
  if (!read) return;
  check_unknown_member(reader, response, *read, exchange);
  if (reader.write != nullptr) check_writing(reader, *read, exchange);
}

void check_flow(const TokenResponseReader& reader, const Response& response) {
  if (reader.authorize == nullptr || !reader.parse(response, understood(), false)) return;
  check_code_flow(reader.authorize, response);
}

}  // namespace

std::optional<Members> model_token_response(const Response& response,
                                            const std::vector<std::string>& token_types,
                                            bool exchange) {
  if (response.status != 200) return std::nullopt;
  const auto object = model_object(response);
  if (!object) return std::nullopt;
  auto members = exchange ? model_members(*object, kExchangeRules) : model_members(*object, kRules);
  if (!members) return std::nullopt;
  const auto type = members->at("token_type").get<std::string>();
  const bool known = std::ranges::any_of(
      token_types, [&type](const std::string& one) { return same_without_case(one, type); });
  // RFC 8693 section 2.2.1
  if (!known && !(exchange && same_without_case(type, "N_A"))) return std::nullopt;
  // RFC 9449 section 8.2
  if (const auto nonce = model_field(response, "DPoP-Nonce")) (*members)["dpop_nonce"] = *nonce;
  return members;
}

void check_token_response(const TokenResponseReader& reader, std::string_view input) {
  const Response response = read_response(input);
  const Turn turn(input, 5);
  if (turn.is(0)) check_grant(reader, response, false);
  if (turn.is(1)) check_grant(reader, response, true);
  if (turn.is(2)) check_taken(reader, response, false);
  if (turn.is(3)) check_taken(reader, response, true);
  if (turn.is(4)) check_flow(reader, response);
}

}  // namespace oauthspec::fuzz
