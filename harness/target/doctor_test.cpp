// SPDX-License-Identifier: Apache-2.0
#include "harness/target/doctor.h"

#include <algorithm>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/checks/testing/fake_site.h"

namespace oauthspec::target {
namespace {

using checks::testing::FakeSite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

checks::Answered with_date(const char* date) {
  return oauth::message::Response{404, {{"Date", date}}, ""};
}

std::vector<Diagnosis> faults_of(FakeSite& site) {
  std::vector<Diagnosis> faults;
  for (Diagnosis& one : examine(site.target())) {
    if (one.health >= Health::fault) faults.push_back(std::move(one));
  }
  return faults;
}

// The fake's clock stands at the beginning of 1970.
TEST(Doctor, SeesClocksThatDiffer) {
  FakeSite ahead([](const auto&) { return with_date("Thu, 01 Jan 1970 00:10:00 GMT"); });
  ahead.change().resource = "https://rs.example/r";
  const auto faults = faults_of(ahead);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0].finding, HasSubstr("600 seconds ahead"));
  EXPECT_THAT(faults[0].remedy, HasSubstr("Set the clocks"));
  FakeSite right([](const auto&) { return with_date("Thu, 01 Jan 1970 00:00:20 GMT"); });
  right.change().resource = "https://rs.example/r";
  EXPECT_THAT(faults_of(right), IsEmpty());
}

TEST(Doctor, AsksEachHostOnce) {
  std::vector<std::string> asked;
  FakeSite site([&asked](const oauth::message::Request& request) -> checks::Answered {
    asked.push_back(request.url);
    return std::unexpected(http::TransportFailure{http::TransportCode::refused, "nobody listens"});
  });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().server.authorization_endpoint = "https://as.example/authorize";
  site.change().resource = "https://rs.example:8443/r";
  const auto diagnoses = examine(site.target());
  EXPECT_EQ(worst(diagnoses), Health::unreachable);
  EXPECT_THAT(asked, ::testing::UnorderedElementsAre("https://as.example/token",
                                                     "https://rs.example:8443/r"));
  ASSERT_EQ(diagnoses.size(), 2U);
  EXPECT_THAT(diagnoses[0].remedy, HasSubstr("Start the server"));
}

checks::Answered json_answer(int status, const char* body) {
  return oauth::message::Response{status, {{"Content-Type", "application/json"}}, body};
}

checks::TestClient public_client() {
  checks::TestClient client;
  client.client.client_id = "phone";
  return client;
}

checks::TestClient confidential_client() {
  checks::TestClient client;
  client.client.client_id = "shop";
  client.client.authentication = oauth::oauth2::SecretBasic{oauth::Secret("s3cret")};
  return client;
}

const Diagnosis* about(const std::vector<Diagnosis>& diagnoses, std::string_view subject) {
  const auto found = std::ranges::find_if(diagnoses, [subject](const Diagnosis& one) {
    return one.subject.find(subject) != std::string::npos;
  });
  return found == diagnoses.end() ? nullptr : &*found;
}

// Some servers tell a public client by its verifier, and ask everybody else for a secret.
TEST(Doctor, KnowsAPublicClientThatItsVerifierTells) {
  FakeSite site([](const oauth::message::Request& request) {
    const bool has_verifier = request.body.find("&code_verifier=") != std::string::npos;
    return json_answer(
        400, has_verifier ? R"({"error": "invalid_grant"})" : R"({"error": "invalid_client"})");
  });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().open = public_client();
  EXPECT_THAT(faults_of(site), IsEmpty());
}

TEST(Doctor, TellsAPublicClientOfNoCredentials) {
  FakeSite site([](const auto&) { return json_answer(401, R"({"error": "invalid_client"})"); });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().open = public_client();
  const auto faults = faults_of(site);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0].finding, ::testing::Not(HasSubstr("credentials")));
  EXPECT_THAT(faults[0].remedy, HasSubstr("leave oauth2.clients.public out"));
}

TEST(Doctor, SeesThatNoTokenEndpointIsThere) {
  for (const int status : {200, 302, 404, 405}) {
    FakeSite site([status](const auto&) -> checks::Answered {
      return oauth::message::Response{status, {{"Content-Type", "text/html"}}, "<p>Hello"};
    });
    site.change().server.token_endpoint = "https://as.example/tokens";
    site.change().confidential = confidential_client();
    site.change().open = public_client();
    site.change().resource = "https://as.example/r";
    const auto diagnoses = examine(site.target());
    const auto* const fault = about(diagnoses, "the token endpoint");
    ASSERT_NE(fault, nullptr) << status;
    EXPECT_EQ(fault->health, Health::fault);
    EXPECT_THAT(fault->remedy, HasSubstr("oauth2.endpoints.token"));
    EXPECT_EQ(about(diagnoses, "the client oauth2.clients.public"), nullptr) << "found out nothing";
    const auto* const resource = about(diagnoses, "the protected resource");
    ASSERT_NE(resource, nullptr);
    EXPECT_THAT(resource->finding, HasSubstr("not examined"));
  }
}

// Where a token endpoint may be, nobody is kept from the checks.
TEST(Doctor, CallsNoClientKnownByAnAnswerThatIsNoneOfOAuths) {
  FakeSite site([](const auto&) -> checks::Answered {
    return oauth::message::Response{400, {{"Content-Type", "text/plain"}}, "bad request"};
  });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().open = public_client();
  const auto diagnoses = examine(site.target());
  EXPECT_EQ(worst(diagnoses), Health::note);
  const auto* const client = about(diagnoses, "the client oauth2.clients.public");
  ASSERT_NE(client, nullptr);
  EXPECT_THAT(client->finding, HasSubstr("nobody can tell"));
}

TEST(Doctor, ExaminesTheResourceThoughAnotherClientIsAtFault) {
  FakeSite site([](const oauth::message::Request& request) {
    return request.body.find("client_id=phone") != std::string::npos
               ? json_answer(401, R"({"error": "invalid_client"})")
               : json_answer(400, R"({"error": "invalid_grant"})");
  });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().confidential = confidential_client();
  site.change().open = public_client();
  site.change().resource = "https://rs.example/r";
  const auto diagnoses = examine(site.target());
  const auto* const resource = about(diagnoses, "the protected resource");
  ASSERT_NE(resource, nullptr);
  EXPECT_THAT(resource->finding, ::testing::Not(HasSubstr("not examined")));
}

TEST(Doctor, SaysWhatIsLeftOutBecauseOfAFault) {
  FakeSite site([](const auto&) { return json_answer(401, R"({"error": "invalid_client"})"); });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().server.authorization_endpoint = "https://as.example/authorize";
  site.change().confidential = confidential_client();
  site.change().confidential->redirect_uris = {"https://shop.example/cb"};
  site.change().resource = "https://rs.example/r";
  const auto diagnoses = examine(site.target());
  for (const char* subject : {"a code for oauth2.clients.confidential", "the protected resource"}) {
    const auto* const left_out = about(diagnoses, subject);
    ASSERT_NE(left_out, nullptr) << subject;
    EXPECT_THAT(left_out->finding, HasSubstr("because of the fault above"));
  }
}

TEST(Doctor, NotesWhatIsClaimedOrNamedInPart) {
  FakeSite site([](const auto&) { return json_answer(400, R"({"error": "invalid_grant"})"); });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().confidential = confidential_client();
  site.change().confidential->scope = {"read"};
  site.change().documents = {"rfc6749", "rfc7636"};
  const auto diagnoses = examine(site.target());
  const auto* const challenge = about(diagnoses, "rfc7636");
  ASSERT_NE(challenge, nullptr);
  EXPECT_THAT(challenge->finding, ::testing::ContainsRegex("[0-9][0-9]+ checks are left out"));
  EXPECT_THAT(challenge->remedy, HasSubstr("oauth2.supports.code_challenge_methods_supported"));
  EXPECT_NE(about(diagnoses, "confidential.scope"), nullptr);
  site.change().confidential->scope = {"read", "write"};
  site.change().server.code_challenge_methods = {"S256"};
  const auto whole = examine(site.target());
  EXPECT_EQ(about(whole, "rfc7636"), nullptr);
  EXPECT_EQ(about(whole, "confidential.scope"), nullptr);
}

TEST(Doctor, NotesNamesThatNoCheckKnows) {
  Config config;
  config.description.documents = {"rfc6749", "rfc9999"};
  config.supports = {{"code_challenge_method_supported", {"S256"}},
                     {"grant_types_supported", {"authorization_code"}},
                     {"userinfo_endpoint", "https://as.example/userinfo"}};
  const auto notes = examine_config(config);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(worst(notes), Health::note);
  const auto* const document = about(notes, "documents");
  ASSERT_NE(document, nullptr);
  EXPECT_THAT(document->finding, HasSubstr("rfc9999"));
  EXPECT_THAT(document->remedy, HasSubstr("rfc6749, rfc6750"));
  const auto* const member = about(notes, "oauth2.supports.code_challenge_method_supported");
  ASSERT_NE(member, nullptr);
  EXPECT_THAT(member->remedy, HasSubstr("code_challenge_methods_supported"));
  const auto* const other = about(notes, "oauth2.supports.userinfo_endpoint");
  ASSERT_NE(other, nullptr);
  EXPECT_THAT(other->remedy, IsEmpty());
}

TEST(Doctor, SaysWhatIsNotNamed) {
  FakeSite site([](const auto&) { return with_date(""); });
  site.change().server.token_endpoint = "https://as.example/token";
  const auto diagnoses = examine(site.target());
  EXPECT_EQ(worst(diagnoses), Health::note);
  EXPECT_THAT(diagnoses.back().subject, HasSubstr("oauth2.clients."));
}

}  // namespace
}  // namespace oauthspec::target
