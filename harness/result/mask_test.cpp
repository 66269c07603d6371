// SPDX-License-Identifier: Apache-2.0
#include "harness/result/mask.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/result/json_lines.h"
#include "harness/vector/load.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
namespace codec = oauth::codec;

std::filesystem::path vectors_folder() {
  return std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors";
}

/// What a result has, or null.
json shown(const std::optional<json>& value) {
  return value.value_or(json());
}

const json& schema_of(const std::string& op) {
  static std::map<std::string, vector::Schema> loaded;
  auto found = loaded.find(op);
  if (found == loaded.end()) {
    auto schema = vector::Schema::load(vectors_folder() / "schema" / (op + ".schema.json"));
    if (!schema) throw std::runtime_error(vector::describe(schema.error()));
    found = loaded.emplace(op, *std::move(schema)).first;
  }
  return found->second.document();
}

Result masked(const Result& result, const json& op_schema) {
  return Mask(op_schema).masked(result);
}

Result signing(const std::string& secret, const std::string& token_secret) {
  Result result;
  result.test = "oauth1/sign/x";
  result.op = "oauth1.sign";
  result.sent = json::parse(R"({
      "request": {"method": "GET", "url": "http://a/", "headers": [], "body": ""},
      "client": {"key": "dpf43f3p", "secret": ""}, "token": {"key": "nnch734d", "secret": ""},
      "method": "PLAINTEXT", "nonce": null, "timestamp": null, "version": null, "realm": null, "extra": []})");
  result.sent["client"]["secret"] = secret;
  result.sent["token"]["secret"] = token_secret;
  return result;
}

Result masked_signing(const Result& result) {
  return masked(result, schema_of("oauth1.sign"));
}

TEST(Mask, HidesTheMarkedMembers) {
  const Result result = masked_signing(signing("kd94hf93", "pfkkdhi9"));
  EXPECT_EQ(result.sent["client"], json({{"key", "dpf43f3p"}, {"secret", "***1"}}));
  EXPECT_EQ(result.sent["token"], json({{"key", "***2"}, {"secret", "***3"}}));
  EXPECT_EQ(result.sent["method"], "PLAINTEXT");
}

TEST(Mask, HidesSecretsWhereverTheyStand) {
  Result result = signing("kd94&hf93", "pfkkdhi9");
  result.expected = json{{"out", {{"signature", "kd94%26hf93&pfkkdhi9"}}}};
  result.got = json{{"out", {{"signature", "kd94&hf93&pfkkdhi9"}}}, {"note", "kd94%2526hf93"}};
  result.message = R"(at octet 4: expected "kd94%26hf93&", got "kd94&hf93&pfkkdhi9")";
  result.stderr_text = "signing with pfkkdhi9\nand nnch734d\n";
  const Result hidden = masked_signing(result);
  // What is the same secret otherwise written shows as such.
  EXPECT_EQ(hidden.expected, json({{"out", {{"signature", "***1.1&***3"}}}}));
  EXPECT_EQ(hidden.got, json({{"out", {{"signature", "***1&***3"}}}, {"note", "***1.2"}}));
  EXPECT_EQ(hidden.message, R"(at octet 4: expected "***1.1&", got "***1&***3")");
  EXPECT_EQ(hidden.stderr_text, "signing with ***3\nand ***2\n");
}

TEST(Mask, HidesSecretsInEveryBranch) {
  Result result = signing("kd94hf93", "");
  result.expected = json::parse(
      R"({"name": "x", "one_of": [{"policy": "a", "out": {"signature": "kd94hf93&"}}, {"policy": "b", "reject": []}]})");
  EXPECT_EQ(shown(masked_signing(result).expected).at("one_of")[0]["out"]["signature"], "***1&");
}

TEST(Mask, HidesShortSecretsInTheirOwnMemberOnly) {
  Result result = signing("s", "abc");
  result.expected = json{{"out", {{"signature", "s&abc"}}}};
  result.message = "s&abc is its";
  const Result hidden = masked_signing(result);
  EXPECT_EQ(hidden.sent["client"]["secret"], "***1");
  EXPECT_EQ(hidden.sent["token"]["secret"], "***3");
  EXPECT_EQ(hidden.expected, result.expected);
  EXPECT_EQ(hidden.message, "s&abc is its");
}

TEST(Mask, LeavesEmptySecretsAndNullAlone) {
  Result result = signing("", "");
  EXPECT_EQ(masked_signing(result).sent["client"]["secret"], "");
  result.sent["token"] = nullptr;
  EXPECT_EQ(masked_signing(result).sent["token"], nullptr);
}

TEST(Mask, TakesSecretsFromWhatCameBack) {
  Result result;
  result.op = "oauth1.parse_credentials_response";
  result.sent = json::parse(R"({"kind": "token", "response": {"status": 200, "headers": [],
      "body": "oauth_token=hh5s93j4&oauth_token_secret=hdhd0244"}})");
  result.expected = json::parse(R"({"out": {"key": "hh5s93j4", "secret": "hdhd0244"}})");
  result.got = json::parse(R"({"out": {"key": "hh5s93j4", "secret": "hdhd0244 "}})");
  const Result hidden = masked(result, schema_of(result.op));
  EXPECT_EQ(hidden.sent["response"]["body"], "oauth_token=***1&oauth_token_secret=***2");
  EXPECT_EQ(shown(hidden.expected).at("out"), json({{"key", "***1"}, {"secret", "***2"}}));
  // That it differs can be seen, and how it does cannot.
  EXPECT_EQ(shown(hidden.got).at("out"), json({{"key", "***1"}, {"secret", "***3"}}));
}

TEST(Mask, HidesSecretsOfEveryClientAndToken) {
  Result result;
  result.op = "oauth1.verify";
  result.sent = json::parse(R"({
      "sequence": [{"method": "GET", "url": "https://a/?oauth_token=tokenfour", "headers": [], "body": ""}],
      "clients": [{"key": "a", "secret": "firstsecret"}, {"key": "b", "secret": "othersecret"}],
      "tokens": [{"key": "tokenfour", "secret": "lastsecret", "client": "a"}], "now": 1, "window": 1})");
  result.stderr_text = "firstsecret othersecret lastsecret";
  const Result hidden = masked(result, schema_of(result.op));
  EXPECT_EQ(hidden.stderr_text, "***1 ***2 ***4");
  EXPECT_EQ(hidden.sent["sequence"][0]["url"], "https://a/?oauth_token=***3");
  EXPECT_EQ(hidden.sent["clients"][1], json({{"key", "b"}, {"secret", "***2"}}));
}

TEST(Mask, HidesEachLineOfAKey) {
  Result result = signing("", "");
  const std::string first(64, 'A');
  const std::string second = "Bcdefghijkl0123456789";
  result.sent["client"] = {{"key", "k"},
                           {"private_key",
                            {{"pem", "-----BEGIN PRIVATE KEY-----\n" + first + "\n" + second +
                                         "\n-----END PRIVATE KEY-----\n"}}}};
  result.stderr_text = "-----BEGIN PRIVATE KEY-----\\n" + second + "\\n-----END";
  const Result hidden = masked_signing(result);
  EXPECT_EQ(hidden.sent["client"]["private_key"]["pem"], "***1");
  EXPECT_EQ(hidden.stderr_text, "-----BEGIN PRIVATE KEY-----\\n***3\\n-----END");
}

TEST(Mask, HidesThePrivateMembersOfAJwk) {
  Result result = signing("", "");
  result.sent["client"] = {
      {"key", "k"},
      {"private_key", {{"jwk", {{"kty", "RSA"}, {"e", "AQAB"}, {"d", "privatepart"}}}}}};
  result.message = "AQAB privatepart";
  const Result hidden = masked_signing(result);
  EXPECT_EQ(hidden.sent["client"]["private_key"]["jwk"],
            json({{"kty", "RSA"}, {"e", "AQAB"}, {"d", "***1"}}));
  EXPECT_EQ(hidden.message, "AQAB ***1");
}

TEST(Mask, HidesPiecesInMessages) {
  Result result = signing("0123456789abcdef", "");
  result.message = R"(expected ..."456789abcdef&", got ..."9abcdef&"...)";
  // What is left of the second piece is shorter than one that can be told from chance.
  EXPECT_EQ(masked_signing(result).message, R"(expected ..."***&", got ..."9abcdef&"...)");
}

TEST(Mask, HidesEscapedTexts) {
  Result result = signing("a\"b\\c\n\u00e9", "");
  result.message = R"(got "a\"b\\c\n\xC3\xA9" or "a\"b\\c\n\u00e9" or "a\"b\\c\x0A\xC3\xA9")";
  const std::string hidden = masked_signing(result).message;
  EXPECT_THAT(hidden, Not(HasSubstr("b\\\\c\\n\\u00e9")));
  EXPECT_THAT(hidden, Not(HasSubstr("b\\\\c\\x0A")));
}

std::string some_secret() {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kLongest = 40;
  const auto length = *rc::gen::inRange(kShortest, kLongest);
  return *rc::gen::container<std::string>(
      length, rc::gen::elementOf(std::string("abcXYZ019 +&=%/\"\\-._~")));
}

RC_GTEST_PROP(MaskOfAnySecret, LeavesNoFormOfIt, ()) {
  const std::string secret = some_secret();
  const std::string before = *rc::gen::container<std::string>(rc::gen::element('0', '#', ':'));
  const std::string once = codec::percent_encode(secret);
  Result result = signing(secret, "");
  result.got = json{{"out",
                     {{"signature", before + secret},
                      {"base_string", before + once + "&" + codec::percent_encode(once)},
                      {"header", "OAuth " + codec::base64_encode(before + secret + before)}}}};
  result.message = before + secret;
  const Result hidden = masked_signing(result);
  const std::string text = shown(hidden.got).dump() + hidden.message;
  RC_ASSERT(text.find(secret) == std::string::npos);
  RC_ASSERT(text.find(once) == std::string::npos);
  RC_ASSERT(text.find(codec::percent_encode(once)) == std::string::npos);
  // The Base64 is cut where the secret begins and ends, so what is left decodes to nothing of it.
  const auto header = shown(hidden.got).at("out")["header"].get<std::string>();
  RC_ASSERT(header.find("***") != std::string::npos);
}

/// A result of parsing a credentials response, refused where nothing else is said.
Result refused(const std::string& body) {
  Result result;
  result.op = "oauth1.parse_credentials_response";
  result.sent = {{"kind", "token"},
                 {"response", {{"status", 401}, {"headers", json::array()}, {"body", body}}}};
  result.expected = json{{"reject", json::array()}};
  result.got = json{{"reject", {{"message", "no good: " + body}}}};
  return result;
}

TEST(Mask, HidesWhatStandsInATextUnderTest) {
  const Result hidden = masked(refused("oauth_token=hh5s93j4&oauth_token_secret=hdhd0244&x=y"),
                               schema_of("oauth1.parse_credentials_response"));
  EXPECT_EQ(hidden.sent["response"]["body"], "oauth_token=***1&oauth_token_secret=***2&x=y");
  EXPECT_EQ(shown(hidden.got)["reject"]["message"],
            "no good: oauth_token=***1&oauth_token_secret=***2&x=y");
}

TEST(Mask, HidesShortSecretsBehindTheirNames) {
  const Result hidden = masked(refused("oauth_token=t&oauth_token_secret=s&text=tst"),
                               schema_of("oauth1.parse_credentials_response"));
  EXPECT_EQ(hidden.sent["response"]["body"], "oauth_token=***1&oauth_token_secret=***2&text=tst");
}

Result parsing(const std::string& header, const json& parameters) {
  Result result;
  result.op = "oauth1.parse_authorization_header";
  result.sent = {{"header", header}};
  result.expected = json{{"out", {{"parameters", parameters}}}};
  return result;
}

TEST(Mask, HidesThePartsOfAPlaintextSignature) {
  Result result = parsing(R"(OAuth oauth_signature="ja893SD9%26hdhd%252B244")",
                          json::parse(R"([["oauth_signature", "ja893SD9&hdhd%2B244"]])"));
  result.stderr_text = "ja893SD9 and hdhd+244";
  const Result hidden = masked(result, schema_of(result.op));
  EXPECT_EQ(hidden.sent["header"], R"(OAuth oauth_signature="***1%26***2.1")");
  EXPECT_EQ(shown(hidden.expected)["out"]["parameters"],
            json::parse(R"([["oauth_signature", "***1&***2.2"]])"));
  EXPECT_EQ(hidden.stderr_text, "***1 and ***2");
}

TEST(Mask, ShowsASignatureThatBetraysNothing) {
  const std::string header =
      R"(OAuth oauth_signature_method="HMAC-SHA1", oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D")";
  const Result result = parsing(header, json::array());
  EXPECT_EQ(masked(result, schema_of(result.op)).sent["header"], header);
}

TEST(Mask, LeavesTheNamesOfParametersAlone) {
  Result result =
      parsing(R"(OAuth oauth_token="token")", json::parse(R"([["oauth_token", "token"]])"));
  result.got = json{{"error", {{"type", "KeyError"}, {"message", "oauth_token is no token_type"}}}};
  const Result hidden = masked(result, schema_of(result.op));
  EXPECT_EQ(hidden.sent["header"], R"(OAuth oauth_token="***1")");
  EXPECT_EQ(shown(hidden.got)["error"]["message"], "oauth_token is no token_type");
}

TEST(Mask, TellsTheSecretsOfAQuestion) {
  const Result result =
      parsing(R"(OAuth oauth_token="hh5s%2F93", oauth_nonce="nonce")", json::array());
  EXPECT_THAT(Mask(schema_of(result.op)).secrets_of(result.sent),
              testing::UnorderedElementsAre("hh5s/93", "hh5s%2F93"));
}

TEST(Mask, HidesTheNamesThatALibraryMakesOfSecrets) {
  Result result = parsing(R"(OAuth oauth_token="hh5s93j4")", json::array());
  result.got = json{{"out", {{"parameters", {{"hh5s93j4", 1}, {"oauth_token", 12345678}}}}}};
  EXPECT_EQ(shown(masked(result, schema_of(result.op)).got)["out"]["parameters"],
            json({{"***1", 1}, {"oauth_token", "***2"}}));
}

TEST(Mask, HidesSecretsInOctetsThatAreNoUtf8) {
  Result result = refused("");
  const std::string body = "oauth_token_secret=hdhd0244\xFF";
  result.sent["response"]["body"] = {{"b64", codec::base64_encode(body)}};
  result.stderr_text = "hdhd0244\xFF " + codec::base64_encode(body);
  const Result hidden = masked(result, schema_of(result.op));
  EXPECT_THAT(hidden.sent["response"]["body"]["b64"].get<std::string>(),
              Not(HasSubstr(codec::base64_encode("hdhd0244").substr(0, 10))));
  EXPECT_THAT(hidden.stderr_text, Not(HasSubstr("hdhd0244")));
}

void collect_marked(const json& schema, const json& node, const json& value,
                    std::vector<std::string>& secrets) {
  const json& resolved = vector::resolve(schema, node);
  if (node.value("sensitive", false)) {
    if (value.is_string()) secrets.push_back(value);
    return;
  }
  if (value.is_object() && resolved.contains("properties")) {
    for (const auto& [name, property] : resolved["properties"].items()) {
      if (value.contains(name)) collect_marked(schema, property, value[name], secrets);
    }
  }
}

// The texts of a value, and not the names of its members: "secret" may be both.
std::string texts_of(const json& value) {
  if (value.is_string()) return value.get<std::string>() + '\n';
  std::string all;
  if (value.is_structured()) {
    for (const json& part : value) all += texts_of(part);
  }
  return all;
}

TEST(Mask, LeavesNoSecretOfAnyVectorInItsLine) {
  const auto library = vector::load(vectors_folder());
  ASSERT_TRUE(library) << vector::describe(library.error());
  std::size_t seen = 0;
  for (const vector::Suite& suite : library->suites) {
    const json& schema = library->ops.at(suite.op).schema.document();
    for (const vector::Test& test : suite.tests) {
      Result result;
      result.test = full_name(suite, test);
      result.sent = test.in;
      result.expected = json{{"out", shown(test.expect.outcomes[0].out)}};
      std::vector<std::string> secrets;
      collect_marked(schema, schema["definitions"]["in"], test.in, secrets);
      const Result hidden = masked(result, schema);
      const std::string line = texts_of(hidden.sent) + texts_of(shown(hidden.expected));
      for (const std::string& secret : secrets) {
        if (secret.size() < 4) continue;
        ++seen;
        EXPECT_EQ(line.find(secret), std::string::npos) << result.test << " shows " << secret;
      }
    }
  }
  EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace oauthspec::result
