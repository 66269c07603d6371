// SPDX-License-Identifier: Apache-2.0
#include "harness/http/response_writer.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/field.h"

namespace oauthspec::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string octets_of(const Reply& reply, const WireContext& context = {"D", false, true}) {
  std::string out;
  write_response(reply, context, out);
  return out;
}

Reply reply_with(int status, std::vector<oauth::message::HeaderField> headers,
                 std::string body = "") {
  Reply reply;
  reply.response = {status, std::move(headers), std::move(body)};
  return reply;
}

TEST(WriteResponse, WritesFieldsInOrderAndItsOwnBehindThem) {
  EXPECT_EQ(
      octets_of(reply_with(200, {{"set-cookie", "a"}, {"X", ""}, {"Set-Cookie", "b"}}, "body")),
      "HTTP/1.1 200 OK\r\nset-cookie: a\r\nX: \r\nSet-Cookie: b\r\nContent-Length: 4\r\nDate: "
      "D\r\nConnection: keep-alive\r\n\r\nbody");
}

TEST(WriteResponse, KnowsWhereAMessageEndsBetterThanItsService) {
  const std::string octets = octets_of(
      reply_with(200, {{"content-length", "99"}, {"Transfer-Encoding", "chunked"}}, "body"));
  EXPECT_THAT(octets, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_THAT(octets, Not(HasSubstr("99")));
  EXPECT_THAT(octets, Not(HasSubstr("chunked")));
}

TEST(WriteResponse, TakesDateAndCloseFromTheService) {
  const std::string octets =
      octets_of(reply_with(200, {{"date", "yesterday"}, {"connection", "Close"}}));
  EXPECT_THAT(octets, HasSubstr("date: yesterday\r\n"));
  EXPECT_THAT(octets, Not(HasSubstr("Date: D")));
  EXPECT_THAT(octets, HasSubstr("Connection: close\r\n"));
}

TEST(WriteResponse, GivesAnUnknownStatusNoPhrase) {
  EXPECT_THAT(octets_of(reply_with(299, {})), StartsWith("HTTP/1.1 299 \r\n"));
  EXPECT_THAT(octets_of(reply_with(999, {})), StartsWith("HTTP/1.1 999 \r\n"));
}

TEST(WriteResponse, MakesA500OfWhatCannotBeSent) {
  for (const Reply& reply : {reply_with(100, {}), reply_with(0, {}), reply_with(1000, {}),
                             reply_with(200, {{"a b", "c"}}), reply_with(200, {{"", "c"}}),
                             reply_with(200, {{"a:", "c"}}), reply_with(200, {{"a", "b\r"}})}) {
    std::string out;
    EXPECT_FALSE(write_response(reply, {"D", false, true}, out));
    EXPECT_THAT(out, StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    EXPECT_THAT(out, HasSubstr("Connection: close\r\n"));
  }
}

TEST(HttpDate, IsThatOfTheRfc) {
  // RFC 7231 section 7.1.1.1 shows this one.
  EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{784'111'777}}),
            "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(std::chrono::sys_seconds{}), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(FieldValue, HasNoLineEndAndNoNul) {
  EXPECT_TRUE(is_field_value("a \t\xff"));
  for (const std::string& text : {std::string("a\r"), std::string("\n"), std::string("a\0b", 3)}) {
    EXPECT_FALSE(is_field_value(text));
  }
}

}  // namespace
}  // namespace oauthspec::http
