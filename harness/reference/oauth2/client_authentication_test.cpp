// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/client_authentication.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::Parameters;
using oauthspec::testing::RefusesWith;

// RFC 6749 section 2.3.1: client s6BhdRkqt3 with the password 7Fjfp0ZBr1KtDRbnfVdmIw.
constexpr const char* kExampleField = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";

struct Sent {
  Parameters form;
  std::vector<message::HeaderField> headers;
};

Result<Sent> sent_by(const char* client_id, ClientAuthentication authentication) {
  Sent sent;
  const auto done =
      add_client_authentication({client_id, std::move(authentication)}, sent.form, sent.headers);
  if (!done) return std::unexpected(done.error());
  return sent;
}

TEST(AddClientAuthentication, WritesTheRfcsExamples) {
  const auto basic = sent_by("s6BhdRkqt3", SecretBasic{Secret("7Fjfp0ZBr1KtDRbnfVdmIw")});
  ASSERT_TRUE(basic);
  EXPECT_EQ(message::find_header(basic->headers, "Authorization"), kExampleField);
  EXPECT_TRUE(basic->form.empty());
  // RFC6749-2.3.1-5, RFC6749-2.3.1-6
  const auto post = sent_by("s6BhdRkqt3", SecretPost{Secret("7Fjfp0ZBr1KtDRbnfVdmIw")});
  EXPECT_EQ(message::write_form(post->form),
            "client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw");
  EXPECT_TRUE(post->headers.empty());
  // RFC7523-2.2-1, RFC7523-2.2-2
  const auto assertion = sent_by("", Assertion{Secret("eyJ.eyJ.x")});
  EXPECT_EQ(assertion->form.find("client_assertion_type"),
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  EXPECT_EQ(assertion->form.find("client_assertion"), "eyJ.eyJ.x");
  // RFC6749-3.2.1-2, RFC8705-2-2
  EXPECT_EQ(message::write_form(sent_by("a", NoAuthentication{})->form), "client_id=a");
  EXPECT_EQ(message::write_form(sent_by("a", TlsCertificate{})->form), "client_id=a");
}

// RFC6749-3.2-7: what has no value counts as omitted, and so is not sent. RFC6749-A.1-1, RFC6749-A.2-1
TEST(AddClientAuthentication, RefusesWhatSaysNothingOrIsNoVschar) {
  EXPECT_THAT(sent_by("", NoAuthentication{}), RefusesWith(Errc::credentials_invalid));
  EXPECT_THAT(sent_by("", TlsCertificate{}), RefusesWith(Errc::credentials_invalid));
  EXPECT_THAT(sent_by("a", Assertion{}), RefusesWith(Errc::credentials_invalid));
  EXPECT_THAT(sent_by("a\t", NoAuthentication{}), RefusesWith(Errc::credentials_invalid));
  EXPECT_THAT(sent_by("a", SecretBasic{Secret("\x7F")}), RefusesWith(Errc::credentials_invalid));
  EXPECT_THAT(sent_by("a", SecretPost{Secret("\xC3\xA9")}), RefusesWith(Errc::credentials_invalid));
}

Judgement<PresentedClient> found(const char* form, const std::vector<std::string>& fields = {}) {
  Parameters parameters;
  EXPECT_TRUE(parameters.add_form(form));
  message::Request request{"POST", "https://as.example/token", {}, form};
  for (const auto& field : fields) request.headers.push_back({"authorization", field});
  return find_client(request, parameters);
}

TEST(FindClient, ReadsTheRfcsExamples) {
  const auto basic = found("", {kExampleField});
  ASSERT_TRUE(basic);
  EXPECT_EQ(basic->client_id, "s6BhdRkqt3");
  EXPECT_EQ(std::get<SecretBasic>(basic->authentication).client_secret.reveal(),
            "7Fjfp0ZBr1KtDRbnfVdmIw");
  const auto post = found(
      "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA&client_id=s6BhdRkqt3&"
      "client_secret=7Fjfp0ZBr1KtDRbnfVdmIw");
  ASSERT_TRUE(post);
  EXPECT_EQ(post->client_id, "s6BhdRkqt3");
  EXPECT_EQ(std::get<SecretPost>(post->authentication).client_secret.reveal(),
            "7Fjfp0ZBr1KtDRbnfVdmIw");
  const auto none = found("client_id=1406020730&client_secret=");
  ASSERT_TRUE(none);
  EXPECT_TRUE(std::holds_alternative<NoAuthentication>(none->authentication));
}

// RFC6749-2.3-3, RFC6749-5.2-3
TEST(FindClient, RefusesMoreThanOneMethodAndPartsOfOne) {
  const Refusal refusal{"invalid_request", 400, Errc::credentials_invalid};
  const auto refused = [](const Judgement<PresentedClient>& read) {
    return read ? Refusal{} : read.error();
  };
  const std::string assertion =
      "client_assertion=x&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-"
      "bearer";
  EXPECT_TRUE(found(assertion.c_str()));
  EXPECT_EQ(refused(found("client_id=s6BhdRkqt3&client_secret=x", {kExampleField})), refusal);
  EXPECT_EQ(refused(found(assertion.c_str(), {kExampleField})), refusal);
  EXPECT_EQ(refused(found((assertion + "&client_id=a&client_secret=x").c_str())), refusal);
  EXPECT_EQ(refused(found("", {kExampleField, kExampleField})), refusal);
  EXPECT_EQ(refused(found("client_id=other", {kExampleField})), refusal);
  EXPECT_EQ(refused(found("client_secret=x")), refusal);
  EXPECT_EQ(refused(found("client_assertion=x")), refusal);
  EXPECT_EQ(refused(found("client_assertion=x&client_assertion_type=urn:other")), refusal);
}

// RFC6749-5.2-6: who used the header field is answered with 401.
TEST(FindClient, RefusesAFieldThatCannotBeRead) {
  const auto read = found("client_id=a", {"Basic !"});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), (Refusal{"invalid_client", 401, Errc::base64_invalid}));
}

}  // namespace
}  // namespace oauth::oauth2
