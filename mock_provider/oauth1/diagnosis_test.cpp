// SPDX-License-Identifier: Apache-2.0
// Each wrong signature is made of a base string and a key written out here, not by the code that looks for the mistake.
#include "mock_provider/oauth1/diagnosis.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "mock_provider/testing/oauth1_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::crypto::Hash;
using oauth::message::Parameters;
using oauth::message::Request;
using ::testing::HasSubstr;
using ::testing::Not;

// Both secrets change when they are encoded.
constexpr std::string_view kSecret = "s/ecret";
constexpr std::string_view kTokenSecret = "t+ok";
constexpr std::string_view kKey = "s%2Fecret&t%2Bok";

constexpr std::string_view kUri = "http%3A%2F%2F127.0.0.1%3A8080%2Foauth1%2Fresource";
constexpr std::string_view kOwn =
    "B%3Dz%252Fw%26a%3D1%26a%3D2%26b%3Dx%2520y%26c%3Dq%2520r%2521~%26d%3D%26";
constexpr std::string_view kProtocol =
    "oauth_consumer_key%3Dsigner%26oauth_nonce%3Dn%26oauth_signature_method%3DHMAC-SHA1%26oauth_"
    "timestamp%3D1700000000%26oauth_token%3Dtok";

std::string right_base_string() {
  return "POST&" + std::string(kUri) + '&' + std::string(kOwn) + std::string(kProtocol);
}

using Edits = std::vector<std::pair<std::string, std::string>>;

std::string edited(std::string text, const Edits& edits) {
  for (const auto& [from, to] : edits) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

std::string mac(Hash hash, std::string_view key, std::string_view text) {
  const auto tag = (*oauth::crypto::openssl().mac_key(hash, key))->authenticate(text);
  return {tag->octets().begin(), tag->octets().end()};
}

Request form_request() {
  return {"POST",
          "http://127.0.0.1:8080/oauth1/resource?b=x+y&B=z%2Fw&a=2&a=1",
          {{"Content-Type", "application/x-www-form-urlencoded"}},
          "c=q+r%21~&d="};
}

class SignatureDiagnosisTest : public testing::OAuth1Test {
 protected:
  SignatureDiagnosisTest() {
    ClientRecord signer = state.registry.clients.at("client");
    signer.id = "signer";
    signer.secret = oauth::Secret(kSecret);
    state.registry.clients.emplace("signer", std::move(signer));
    add_token("tok", kTokenSecret, "signer");
  }

  /// Sends the request with this value of oauth_signature.
  int send(Request request, std::string_view signature, std::string_view method = "HMAC-SHA1") {
    const Parameters protocol{{"oauth_consumer_key", "signer"},
                              {"oauth_token", "tok"},
                              {"oauth_signature_method", method},
                              {"oauth_timestamp", "1700000000"},
                              {"oauth_nonce", "n"},
                              {"oauth_signature", signature}};
    request.headers.push_back(
        {"Authorization", *oauth1::write_authorization_header("Photos", protocol)});
    return handle(request, state).response.status;
  }
  int send(Request request, std::string_view key, std::string_view base_string, Hash hash) {
    return send(std::move(request), oauth::codec::base64_encode(mac(hash, key, base_string)));
  }

  const SignatureDiagnosis& told() const { return *last().diagnosis; }

  void expect_no_secret() const {
    for (const std::string& text : {told().base_string, told().client_base_string.value_or(""),
                                    told().mistake, last().verdict.explanation}) {
      for (const std::string_view secret :
           {kSecret, kTokenSecret, kKey, std::string_view("s%2Fecret"), std::string_view("t%2Bok"),
            std::string_view("second-secret")}) {
        EXPECT_THAT(text, Not(HasSubstr(std::string(secret))));
      }
    }
  }
};

TEST_F(SignatureDiagnosisTest, IsNotMadeOfARightSignature) {
  EXPECT_EQ(send(form_request(), kKey, right_base_string(), Hash::sha1), 200);
  EXPECT_FALSE(last().diagnosis);
}

struct BaseStringCase {
  std::string sentence;
  std::string requirement;
  Edits edits;
};

TEST_F(SignatureDiagnosisTest, KnowsMistakesInTheBaseString) {
  const std::string own(kOwn);
  const std::vector<BaseStringCase> cases = {
      {"as \"+\"", "RFC5849-3.6-3", {{"x%2520y", "x%2By"}, {"q%2520r%2521~", "q%2Br%2521%257E"}}},
      {"encodeURIComponent", "RFC5849-3.6-3", {{"%2521", "%21"}}},
      {"\"~\" is percent-encoded", "RFC5849-3.6-2", {{"~", "%257E"}}},
      {"lower-case digits",
       "RFC5849-3.6-4",
       {{"%3A", "%3a"}, {"%2F", "%2f"}, {"%3D", "%3d"}, {"%252F", "%252f"}}},
      {"not percent-encoded before",
       "RFC5849-3.4.1.3.2-1",
       {{"%252F", "%2F"}, {"%2520", "%20"}, {"%2521", "%21"}}},
      {"percent-encoded twice",
       "RFC5849-3.4.1.3.2-1",
       {{"%252F", "%25252F"}, {"%2520", "%252520"}, {"%2521", "%252521"}}},
      {"are not sorted.",
       "RFC5849-3.4.1.3.2-2",
       {{own, "b%3Dx%2520y%26B%3Dz%252Fw%26a%3D2%26a%3D1%26c%3Dq%2520r%2521~%26d%3D%26"},
        {std::string(kProtocol),
         "oauth_consumer_key%3Dsigner%26oauth_token%3Dtok%26oauth_signature_method%3DHMAC-SHA1%"
         "26oauth_timestamp%3D1700000000%26oauth_nonce%3Dn"}}},
      {"not sorted by value", "RFC5849-3.4.1.3.2-3", {{"a%3D1%26a%3D2", "a%3D2%26a%3D1"}}},
      {"without regard to case",
       "RFC5849-3.4.1.3.2-2",
       {{own, "a%3D1%26a%3D2%26b%3Dx%2520y%26B%3Dz%252Fw%26c%3Dq%2520r%2521~%26d%3D%26"}}},
      {"The joined parameters are not",
       "RFC5849-3.4.1.1-4",
       {{"%3D", "="}, {"%26", "&"}, {"%25", "%"}}},
      {"The base string URI is not percent-encoded",
       "RFC5849-3.4.1.1-1",
       {{std::string(kUri), "http://127.0.0.1:8080/oauth1/resource"}}},
      {"The scheme", "RFC5849-3.4.1.2-1", {{"http%3A", "https%3A"}}},
      {"lacks the port", "RFC5849-3.4.1.2-4", {{"%3A8080", ""}}},
      {"localhost and 127.0.0.1", "RFC5849-3.4.1.2-3", {{"127.0.0.1", "localhost"}}},
      {"The query stands in the base string URI.",
       "RFC5849-3.4.1.2-1",
       {{"resource&", "resource%3Fb%3Dx%2By%26B%3Dz%252Fw%26a%3D2%26a%3D1&"}}},
      {"instead of among the parameters",
       "RFC5849-3.4.1.2-1",
       {{"resource&", "resource%3Fb%3Dx%2By%26B%3Dz%252Fw%26a%3D2%26a%3D1&"},
        {"B%3Dz%252Fw%26a%3D1%26a%3D2%26b%3Dx%2520y%26c", "c"}}},
      {"A slash was added", "RFC5849-3.4.1.2-6", {{"resource&", "resource%2F&"}}},
      {"has no path", "RFC5849-3.4.1.2-1", {{"%2Foauth1%2Fresource", ""}}},
      {"in lower case in the base string", "RFC5849-3.4.1.1-2", {{"POST&", "post&"}}},
      {"HTTP method is GET", "RFC5849-3.4.1.1-1", {{"POST&", "GET&"}}},
      {"The query's parameters are not",
       "RFC5849-3.4.1.3.1-1",
       {{"B%3Dz%252Fw%26a%3D1%26a%3D2%26b%3Dx%2520y%26", ""}}},
      {"The form's parameters are not",
       "RFC5849-3.4.1.3.1-3",
       {{"c%3Dq%2520r%2521~%26d%3D%26", ""}}},
      {"Only the first", "RFC5849-3.4.1.3.1-8", {{"a%3D1%26a%3D2", "a%3D2"}}},
      {"Only the last", "RFC5849-3.4.1.3.1-8", {{"a%3D1%26a%3D2", "a%3D1"}}},
      {"was not read as a space",
       "RFC5849-3.4.1.3.1-7",
       {{"x%2520y", "x%252By"}, {"q%2520r", "q%252Br"}}},
      {"were not decoded",
       "RFC5849-3.4.1.3.1-1",
       {{"x%2520y", "x%252By"}, {"q%2520r%2521~", "q%252Br%252521~"}, {"z%252Fw", "z%25252Fw"}}},
      {"The realm", "RFC5849-3.4.1.3.1-2", {{"token%3Dtok", "token%3Dtok%26realm%3DPhotos"}}},
      {"An empty oauth_signature",
       "RFC5849-3.4.1.3.1-5",
       {{"oauth_signature_method", "oauth_signature%3D%26oauth_signature_method"}}},
      {"oauth_version is in",
       "RFC5849-3.4.1.3.1-6",
       {{"token%3Dtok", "token%3Dtok%26oauth_version%3D1.0"}}},
      {"oauth_nonce is not in", "RFC5849-3.4.1.3.1-2", {{"oauth_nonce%3Dn%26", ""}}},
      {"oauth_token is not in", "RFC5849-3.4.1.3.1-2", {{"%26oauth_token%3Dtok", ""}}},
      // Two at once.
      {"The query's parameters are not in the base string. The base string URI lacks the port",
       "RFC5849-3.4.1.3.1-1",
       {{"B%3Dz%252Fw%26a%3D1%26a%3D2%26b%3Dx%2520y%26", ""}, {"%3A8080", ""}}}};
  for (const BaseStringCase& one : cases) {
    const std::string wrong = edited(right_base_string(), one.edits);
    ASSERT_EQ(send(form_request(), kKey, wrong, Hash::sha1), 401) << one.sentence;
    EXPECT_THAT(told().mistake, HasSubstr(one.sentence));
    EXPECT_EQ(last().verdict.requirement, one.requirement) << one.sentence;
    EXPECT_EQ(told().base_string, right_base_string());
    EXPECT_EQ(told().client_base_string, wrong) << one.sentence;
    const std::size_t at = told().first_difference;
    EXPECT_EQ(wrong.substr(0, at), right_base_string().substr(0, at));
    EXPECT_NE(wrong.substr(at, 1), right_base_string().substr(at, 1));
    expect_no_secret();
  }
}

TEST_F(SignatureDiagnosisTest, KnowsMistakesOfOtherRequests) {
  struct Case {
    std::string sentence;
    Request request;
    std::string base_string;
  };
  const std::string start = "POST&" + std::string(kUri) + '&';
  const std::string end(kProtocol);
  const std::string url = "http://127.0.0.1:8080/oauth1/resource";
  const std::vector<Case> cases = {
      {"sorted before they are encoded",
       {"POST", url + "?a%2F=1&a.=2", {}, ""},
       start + "a.%3D2%26a%252F%3D1%26" + end},
      {"members of the JSON body",
       {"POST", url, {{"Content-Type", "application/json"}}, R"({"n": 1, "m": "x"})"},
       start + "m%3Dx%26n%3D1%26" + end},
      {"though its Content-Type is no form's",
       {"POST", url, {{"Content-Type", "text/plain"}}, "k=v"},
       start + "k%3Dv%26" + end},
      {"default port",
       {"POST", url, {{"Host", "example.com"}}, ""},
       "POST&http%3A%2F%2Fexample.com%3A80%2Foauth1%2Fresource&" + end},
      {"not in lower case.",
       {"POST", url, {{"Host", "Example.com"}}, ""},
       "POST&http%3A%2F%2FExample.com%2Foauth1%2Fresource&" + end},
      {"HTTP method is POST", {"GET", url, {}, ""}, start + end}};
  for (const Case& one : cases) {
    ASSERT_EQ(send(one.request, kKey, one.base_string, Hash::sha1), 401) << one.sentence;
    EXPECT_THAT(told().mistake, HasSubstr(one.sentence));
    EXPECT_EQ(told().client_base_string, one.base_string);
  }
}

TEST_F(SignatureDiagnosisTest, KnowsMistakesInTheKey) {
  TemporaryRecord left_over;
  left_over.key = oauth::Secret("temporary");
  left_over.secret = oauth::Secret("left over");
  left_over.client_id = "signer";
  left_over.expires = 1'700'000'600;
  state.temporary.add(std::move(left_over));
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"no token secret", "s%2Fecret&"},
      {"no \"&\"", "s%2Fecrett%2Bok"},
      {"not percent-encoded in the key", "s/ecret&t+ok"},
      {"wrong way round", "t%2Bok&s%2Fecret"},
      {"no client secret", "&t%2Bok"},
      {"another client's", "second-secret&t%2Bok"},
      {"temporary credentials", "s%2Fecret&left%20over"}};
  for (const auto& [sentence, key] : cases) {
    ASSERT_EQ(send(form_request(), key, right_base_string(), Hash::sha1), 401) << sentence;
    EXPECT_THAT(told().mistake, HasSubstr(sentence));
    EXPECT_EQ(told().client_base_string, right_base_string());
    EXPECT_EQ(told().first_difference, right_base_string().size());
    expect_no_secret();
    // The same key is the whole signature of PLAINTEXT.
    Request request = form_request();
    request.url.replace(0, 4, "https");
    ASSERT_EQ(send(request, key, "PLAINTEXT"), 401);
    EXPECT_THAT(told().mistake, HasSubstr(sentence));
    EXPECT_EQ(told().base_string, "");
    EXPECT_FALSE(told().client_base_string);
    expect_no_secret();
  }
}

std::string hexadecimal(std::string_view octets) {
  std::string text;
  for (const char c : octets) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

TEST_F(SignatureDiagnosisTest, KnowsWrongFormsOfTheSignature) {
  // A request whose signature has a "+" in its Base64.
  Request request{"GET", {}, {}, ""};
  std::string text;
  std::string octets;
  std::string right;
  for (int i = 0; right.find('+') == std::string::npos; ++i) {
    request.url = "http://127.0.0.1:8080/oauth1/resource?e=" + std::to_string(i);
    text =
        "GET&" + std::string(kUri) + "&e%3D" + std::to_string(i) + "%26" + std::string(kProtocol);
    octets = mac(Hash::sha1, kKey, text);
    right = oauth::codec::base64_encode(octets);
  }
  std::string spaces = right;
  std::ranges::replace(spaces, '+', ' ');
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"percent-encoded twice", oauth::codec::percent_encode(right)},
      {"came as a space", spaces},
      {"lacks its \"=\"", right.substr(0, right.find('='))},
      {"base64url", oauth::codec::base64_encode(octets, oauth::codec::Base64::url)},
      {"line break", right + '\n'},
      {"hexadecimal digits, not in Base64", hexadecimal(octets)},
      {"Base64 of hexadecimal", oauth::codec::base64_encode(hexadecimal(octets))}};
  for (const auto& [sentence, signature] : cases) {
    ASSERT_EQ(send(request, signature), 401) << sentence;
    EXPECT_THAT(told().mistake, HasSubstr(sentence));
    EXPECT_EQ(told().client_base_string, text);
  }
}

TEST_F(SignatureDiagnosisTest, KnowsAnotherMethodThanTheOneDeclared) {
  ASSERT_EQ(send(form_request(), kKey, right_base_string(), Hash::sha256), 401);
  EXPECT_THAT(told().mistake, HasSubstr("says HMAC-SHA1, and the signature is by HMAC-SHA256"));
  EXPECT_EQ(last().verdict.requirement, "RFC5849-3.1-3");
}

TEST_F(SignatureDiagnosisTest, KnowsMistakesUnderAnRsaSignature) {
  const auto key = *oauth::crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey);
  const std::string text = edited(right_base_string(), {{"HMAC-SHA1", "RSA-SHA1"}});
  const auto sign = [&key](std::string_view base_string, Hash hash) {
    return oauth::codec::base64_encode(
        *key->sign(oauth::crypto::Scheme::rsassa_pkcs1, hash, base_string));
  };
  EXPECT_EQ(send(form_request(), sign(text, Hash::sha1), "RSA-SHA1"), 200);
  EXPECT_EQ(send(form_request(), sign(edited(text, {{"%3A8080", ""}}), Hash::sha1), "RSA-SHA1"),
            401);
  EXPECT_THAT(told().mistake, HasSubstr("lacks the port"));
  EXPECT_EQ(send(form_request(), sign(text, Hash::sha256), "RSA-SHA1"), 401);
  EXPECT_THAT(told().mistake, HasSubstr("by RSA-SHA256"));
  EXPECT_EQ(send(form_request(), oauth::codec::percent_encode(sign(text, Hash::sha1)), "RSA-SHA1"),
            401);
  EXPECT_THAT(told().mistake, HasSubstr("percent-encoded twice"));
  state.registry.clients.at("signer").rsa_public_key.reset();
  EXPECT_EQ(send(form_request(), sign(text, Hash::sha1), "RSA-SHA1"), 401);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-3.4.3-1");
}

TEST_F(SignatureDiagnosisTest, ComparesTheBaseStringThatTheClientTells) {
  Request request = form_request();
  request.headers.push_back({"X-OAuth-Base-String", "POST&unheard-of"});
  EXPECT_EQ(send(request, kKey, "POST&unheard-of", Hash::sha1), 401);
  EXPECT_EQ(told().client_base_string, "POST&unheard-of");
  EXPECT_EQ(told().first_difference, 5U);
  EXPECT_THAT(told().mistake, HasSubstr("from octet 5 on, and is what the client signed"));
  EXPECT_EQ(send(request, "another key", "POST&unheard-of", Hash::sha1), 401);
  EXPECT_THAT(told().mistake, HasSubstr("from octet 5 on."));
  request.headers.back().value = right_base_string();
  EXPECT_EQ(send(request, "another key", right_base_string(), Hash::sha1), 401);
  EXPECT_THAT(told().mistake, HasSubstr("so that the key is another one"));
}

TEST_F(SignatureDiagnosisTest, SaysNothingWhereNothingExplainsTheSignature) {
  EXPECT_EQ(send(form_request(), "bm90aGluZw=="), 401);
  EXPECT_EQ(told().base_string, right_base_string());
  EXPECT_EQ(told().mistake, "");
  EXPECT_FALSE(told().client_base_string);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-3.2-1");
}

// RFC 5849 section 4.10: what it costs does not grow with what a client sends.
TEST_F(SignatureDiagnosisTest, IsBoundedForLargeRequests) {
  const std::string one = edited(right_base_string(), {{"%3A8080", ""}});
  const std::string two = edited(one, {{"POST&", "post&"}});
  const auto explains = [this](std::string_view base_string, std::size_t octets) {
    Request request = form_request();
    request.headers.push_back({"X-Padding", std::string(octets, 'x')});
    EXPECT_EQ(send(request, kKey, base_string, Hash::sha1), 401);
    EXPECT_EQ(told().base_string, right_base_string());
    return !told().mistake.empty();
  };
  EXPECT_TRUE(explains(one, 0));
  EXPECT_TRUE(explains(two, 0));
  EXPECT_TRUE(explains(one, 1024));
  EXPECT_FALSE(explains(two, 1024));
  EXPECT_FALSE(explains(one, 8192));
}

}  // namespace
}  // namespace oauthspec::provider
