// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/par_and_revocation.h"

#include <array>
#include <charconv>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/error_response.h"
#include "fuzz/oracle/retry_after_model.h"
#include "fuzz/oracle/round_trip.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;

constexpr std::int64_t kEndOf9999 = 253'402'300'799;

constexpr std::array kRules{MemberRule{"request_uri", Kind::uri, true},
                            MemberRule{"expires_in", Kind::seconds, true}};

std::int64_t read_now(std::string_view text) {
  std::int64_t now = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), now);
  return error == std::errc() && now >= 0 && now <= kEndOf9999 ? now : 0;
}

void check_pushed(const PushedAndRevoked& reader, const Response& response) {
  const auto read = reader.parse_pushed(response);
  const auto expected = model_pushed(response);
  holds(!read || (read->contains("request_uri") && read->at("expires_in") >= 1),
        "a request_uri lives for a second or more");
  holds(read.has_value() == expected.has_value(),
        "a response is refused where RFC 9126 section 2.2 says so, and nowhere else");
  if (!read || !expected) return;
  holds(*read == *expected, "members are read as they are written");
  if (reader.write_pushed != nullptr) {
    check_round_trip(*read, reader.write_pushed, reader.parse_pushed);
  }
}

void check_revocation(const PushedAndRevoked& reader, const Response& response, std::int64_t now) {
  const auto read = reader.parse_revocation(response, now);
  const auto expected = model_revocation(response, now);
  if (read) {
    holds((read->at("revoked") == true) == (response.status == 200),
          "200 and no other status says that a token is revoked");
    holds(!read->contains("retry_after") || (*read)["retry_after"] >= 0,
          "nobody is told to try again in the past");
  }
  holds(read.has_value() == expected.has_value(),
        "a response is refused where RFC 7009 section 2.2 says so, and nowhere else");
  if (read && expected) holds(*read == *expected, "a response is read as it is written");
}

}  // namespace

std::optional<Members> model_pushed(const Response& response) {
  if (response.status != 201) return std::nullopt;
  const auto object = model_object(response);
  auto members = object ? model_members(*object, kRules) : std::nullopt;
  return members && members->at("expires_in") != 0 ? members : std::nullopt;
}

std::optional<Members> model_revocation(const Response& response, std::int64_t now) {
  if (response.status == 200) return Members{{"revoked", true}};
  const auto error = model_error_body(response);
  // The token is still there, and the client may try again: no more has to be said.
  if (!error && response.status != 503) return std::nullopt;
  Members members{{"revoked", false}};
  if (const auto field = model_field(response, "Retry-After")) {
    if (const auto seconds = model_retry_after(*field, now)) members["retry_after"] = *seconds;
  }
  for (const char* name : {"error", "error_description", "error_uri"}) {
    if (error && error->contains(name)) members[name] = (*error)[name];
  }
  return members;
}

void check_par_and_revocation(const PushedAndRevoked& reader, std::string_view input) {
  const auto [second, text] = split_parts<2>(input);
  const Response response = read_response(text);
  const Turn turn(input, 2);
  if (turn.is(0) && reader.parse_pushed != nullptr) check_pushed(reader, response);
  if (turn.is(1) && reader.parse_revocation != nullptr)
    check_revocation(reader, response, read_now(second));
}

}  // namespace oauthspec::fuzz
