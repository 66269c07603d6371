// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/explain.h"

#include <gtest/gtest.h>

#include "harness/adapter/in_process.h"
#include "harness/selfcheck/testing/standard.h"

namespace oauthspec::selfcheck {
namespace {

using nlohmann::json;

// What an adapter would answer that puts `value` at `pointer` before it asks a right library.
json after_slip(const std::string& op, json in, const std::string& pointer, const json& value) {
  in[json::json_pointer(pointer)] = value;
  const auto verdict = adapter::answer_or_failure(adapter::reference_answer, op, in);
  return std::get<adapter::Out>(verdict).value;
}

std::optional<std::string> why(const std::string& op, const json& in, const json& got) {
  return explain(op, in, got, fakes::library().ops.at(op), adapter::reference_answer);
}

json request_to_sign() {
  const auto found = fakes::library().find("oauth1/sign/rfc5849-1-2-protected-resource");
  return found.test->in;
}

TEST(Explain, NamesAMemberThatIsNotUsed) {
  const json in = request_to_sign();
  EXPECT_EQ(why("oauth1.sign", in, after_slip("oauth1.sign", in, "/token/secret", "")),
            "as if /token/secret were empty");
  EXPECT_EQ(why("oauth1.sign", in, after_slip("oauth1.sign", in, "/token", nullptr)),
            "as if /token were null");
}

TEST(Explain, NamesMembersThatAreSwapped) {
  const json in = request_to_sign();
  json swapped = in;
  std::swap(swapped["client"]["secret"], swapped["token"]["secret"]);
  EXPECT_EQ(why("oauth1.sign", in, after_slip("oauth1.sign", swapped, "/nonce", in["nonce"])),
            "as if /client/secret and /token/secret were swapped");
}

TEST(Explain, NamesWhatIsEncodedOrDecodedOnceTooOften) {
  const json in{{"text", "a%20b"}};
  EXPECT_EQ(why("oauth1.percent_encode", in, "a%20b"), "as if /text were percent-decoded first");
  EXPECT_EQ(why("oauth1.percent_encode", in, "a%252520b"),
            "as if /text were percent-encoded first");
}

TEST(Explain, NamesAnEncoding) {
  EXPECT_EQ(why("oauth1.percent_encode", {{"text", "\xC3\xA9"}}, "%C3%83%C2%A9"),
            "as if its UTF-8 were read as Latin-1");
}

TEST(Explain, NamesAnItemThatIsLeftOut) {
  const json in = json::parse(R"({"parameters":[["a","1"],["b","2"]]})");
  EXPECT_EQ(why("oauth1.normalize_parameters", in, "a=1"), "as if /parameters/1 were left out");
}

TEST(Explain, SaysNothingWhereNoSlipOrTooManyExplainTheAnswer) {
  EXPECT_EQ(why("oauth1.percent_encode", {{"text", "a"}}, "nonsense"), std::nullopt);
  const auto found = fakes::library().find("oauth1/verify/hmac-sha1-header");
  EXPECT_EQ(why("oauth1.verify", found.test->in, json::parse(R"([{"verdict":"refused"}])")),
            std::nullopt);
}

}  // namespace
}  // namespace oauthspec::selfcheck
