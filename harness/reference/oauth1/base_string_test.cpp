// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/percent.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using message::Request;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

constexpr const char* kForm = "application/x-www-form-urlencoded";

// RFC 5849 3.4.1.1, with the Authorization header field of the example.
TEST(BaseString, MatchesTheRfcsExample) {
  const Request request{"POST",
                        "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
                        {{"Host", "example.com"},
                         {"Content-Type", kForm},
                         {"Authorization",
                          "OAuth realm=\"Example\",\r\n oauth_consumer_key=\"9djdj82h48djs9d2\", "
                          "oauth_token=\"kkk9d7dh3k39sjv7\",oauth_signature_method=\"HMAC-SHA1\", "
                          "oauth_timestamp=\"137131201\", oauth_nonce=\"7d8f3e4a\", "
                          "oauth_signature=\"bYT5CMsGcbgUdFHObYMEfcx6bsw%3D\""}},
                        "c2&a3=2+q"};
  EXPECT_THAT(base_string(request),
              Gives("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
                    "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
                    "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
                    "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
                    "9d7dh3k39sjv7"));
}

// RFC 5849 3.4.1.3.2, the concatenated string.
TEST(NormalizeParameters, MatchesTheRfcsExample) {
  EXPECT_EQ(
      normalize_parameters({{"b5", "=%3D"},
                            {"a3", "a"},
                            {"c@", ""},
                            {"a2", "r b"},
                            {"oauth_consumer_key", "9djdj82h48djs9d2"},
                            {"oauth_token", "kkk9d7dh3k39sjv7"},
                            {"oauth_signature_method", "HMAC-SHA1"},
                            {"oauth_timestamp", "137131201"},
                            {"oauth_nonce", "7d8f3e4a"},
                            {"c2", ""},
                            {"a3", "2 q"}}),
      "a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2&oauth_"
      "nonce=7d8f3e4a"
      "&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_token=kkk9d7dh3k39sjv7");
}

TEST(NormalizeParameters, SortsByEncodedNameNotByJoinedPair) {
  // "a" comes before "a-", although "a=..." comes behind "a-=...".
  EXPECT_EQ(normalize_parameters({{"a-", "1"}, {"a", "2"}}), "a=2&a-=1");
  // "{" is "%7B" and comes before "a"; as octets it comes behind.
  EXPECT_EQ(normalize_parameters({{"a", "1"}, {"{", "2"}}), "%7B=2&a=1");
  EXPECT_EQ(normalize_parameters(message::Parameters{}), "");
}

TEST(BaseString, TakesABodyOnlyAsAForm) {
  const auto body_of = [](std::vector<message::HeaderField> headers) {
    return base_string({"POST", "http://h/", std::move(headers), "a=1"});
  };
  EXPECT_THAT(body_of({{"Content-Type", kForm}}), Gives("POST&http%3A%2F%2Fh%2F&a%3D1"));
  EXPECT_THAT(body_of({{"Content-Type", "text/plain"}}), Gives("POST&http%3A%2F%2Fh%2F&"));
  EXPECT_THAT(body_of({}), Gives("POST&http%3A%2F%2Fh%2F&"));
}

TEST(BaseString, EncodesACustomMethod) {
  EXPECT_THAT(base_string({"m-search!", "http://h/", {}, ""}),
              Gives("M-SEARCH%21&http%3A%2F%2Fh%2F&"));
  EXPECT_THAT(base_string({"", "http://h/", {}, ""}), RefusesWith(Errc::method_invalid));
  EXPECT_THAT(base_string({"A B", "http://h/", {}, ""}), RefusesWith(Errc::method_invalid));
}

TEST(BaseString, RefusesWhatCannotBeRead) {
  EXPECT_THAT(base_string({"GET", "http://h/?a=%", {}, ""}), RefusesWith(Errc::percent_truncated));
  EXPECT_THAT(base_string({"POST", "http://h/", {{"Content-Type", kForm}}, "a=%"}),
              RefusesWith(Errc::percent_truncated));
  EXPECT_THAT(base_string({"GET", "http://h/", {{"Host", "h"}, {"Host", "i"}}, ""}),
              RefusesWith(Errc::host_header_invalid));
  EXPECT_THAT(base_string({"GET",
                           "http://h/",
                           {{"Authorization", "OAuth a=\"1\""}, {"Authorization", "oauth b=\"2\""}},
                           ""}),
              RefusesWith(Errc::header_duplicate));
  EXPECT_THAT(base_string({"GET", "http://h/", {{"Authorization", "Basic a=,"}}, ""}),
              Gives("GET&http%3A%2F%2Fh%2F&"));
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

message::Parameters list_of(const Pairs& pairs) {
  message::Parameters list;
  for (const auto& [name, value] : pairs) list.add(name, value);
  return list;
}

/// The RFC's steps, each done as plainly as can be.
std::string plain_model(const Pairs& pairs) {
  Pairs encoded;
  for (const auto& [name, value] : pairs)
    encoded.emplace_back(codec::percent_encode(name), codec::percent_encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

RC_GTEST_PROP(NormalizeParameters, AgreesWithAPlainModel, (const Pairs& pairs)) {
  RC_ASSERT(normalize_parameters(list_of(pairs)) == plain_model(pairs));
}

RC_GTEST_PROP(NormalizeParameters, DoesNotDependOnTheOrder, (Pairs pairs)) {
  const std::string before = normalize_parameters(list_of(pairs));
  std::reverse(pairs.begin(), pairs.end());
  RC_ASSERT(normalize_parameters(list_of(pairs)) == before);
}

RC_GTEST_PROP(BaseString, HoldsTheNormalizedParametersEncoded, (const Pairs& pairs)) {
  const auto text = base_string({"GET", "http://h/", {}, ""}, list_of(pairs));
  Pairs covered = pairs;
  std::erase_if(covered, [](const auto& pair) { return pair.first == "oauth_signature"; });
  RC_ASSERT(text.has_value());
  RC_ASSERT(*text == "GET&http%3A%2F%2Fh%2F&" + codec::percent_encode(plain_model(covered)));
}

}  // namespace
}  // namespace oauth::oauth1
