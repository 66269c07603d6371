// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/introspection.h"

#include <array>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/oracle/round_trip.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

constexpr std::array kRules{
    MemberRule{"active", Kind::truth, true}, MemberRule{"scope", Kind::scope},
    MemberRule{"client_id", Kind::text},     MemberRule{"username", Kind::text},
    MemberRule{"token_type", Kind::text},    MemberRule{"exp", Kind::seconds},
    MemberRule{"iat", Kind::seconds},        MemberRule{"nbf", Kind::seconds},
    MemberRule{"sub", Kind::text},           MemberRule{"aud", Kind::audience},
    MemberRule{"iss", Kind::text},           MemberRule{"jti", Kind::text},
    MemberRule{"cnf", Kind::object}};

void check_reading(const IntrospectionReader& reader, const Response& response) {
  const auto read = reader.parse(response);
  const auto expected = model_introspection(response);
  holds(read.has_value() == expected.has_value(),
        "a response is refused where RFC 7662 section 2.2 says so, and nowhere else");
  if (!read || !expected) return;
  holds(*read == *expected, "members are read as they are written");
}

void check_writing(const IntrospectionReader& reader, const Response& response) {
  const auto read = reader.parse(response);
  if (!read) return;
  const Members& members = *read;
  if (members.at("active") == true) {
    check_round_trip(members, reader.write, reader.parse);
    return;
  }
  const auto written = reader.write(members);
  holds(written && json::parse(written->body, nullptr, false) == json{{"active", false}},
        "of a token that is not active nothing else is told");
}

}  // namespace

std::optional<Members> model_introspection(const Response& response) {
  if (response.status != 200) return std::nullopt;
  const auto object = model_object(response);
  return object ? model_members(*object, kRules) : std::nullopt;
}

void check_introspection(const IntrospectionReader& reader, std::string_view input) {
  const Response response = read_response(input);
  const Turn turn(input, 2);
  if (turn.is(0)) check_reading(reader, response);
  if (turn.is(1) && reader.write != nullptr) check_writing(reader, response);
}

}  // namespace oauthspec::fuzz
