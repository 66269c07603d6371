// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/checks/needs.h"
#include "harness/checks/testing/fake_site.h"

namespace oauthspec::checks {
namespace {

using testing::FakeSite;
using ::testing::HasSubstr;

constexpr Requirements kSome{"RFC6749-3.2-1"};

Answered ok(const oauth::message::Request& /*request*/) {
  return oauth::message::Response{200, {}, "{}"};
}
Answered silent(const oauth::message::Request& /*request*/) {
  return std::unexpected(http::TransportFailure{http::TransportCode::timed_out, "no answer"});
}

Finding asks_once(Session& session) {
  const auto response = session.get("https://as.example/a");
  return response ? pass() : response.error();
}

TEST(Run, KeepsWhatWentOverTheWire) {
  FakeSite site(ok);
  const CheckResult result = run({"t/a", "A", kSome, Level::must, {}, asks_once}, site.target());
  EXPECT_EQ(result.finding.verdict, Verdict::pass);
  ASSERT_EQ(result.evidence.size(), 1U);
  EXPECT_EQ(result.evidence[0].request.url, "https://as.example/a");
}

TEST(Run, WithoutAnAnswerIsInconclusive) {
  FakeSite site(silent);
  const CheckResult result = run({"t/a", "A", kSome, Level::must, {}, asks_once}, site.target());
  EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
  EXPECT_TRUE(result.finding.unanswered);
  ASSERT_EQ(result.evidence.size(), 1U);
  EXPECT_FALSE(result.evidence[0].outcome);
}

TEST(Run, EndsACheckThatThrows) {
  FakeSite site(ok);
  const Check check{"t/a", "A", kSome, Level::must, {}, [](Session& session) {
                      return sure(session.target().second).id().empty() ? pass() : fail("no");
                    }};
  const CheckResult result = run(check, site.target());
  EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
  EXPECT_FALSE(result.finding.unanswered);
}

TEST(Run, SaysWhatIsNotConfigured) {
  FakeSite site(ok);
  const CheckResult result =
      run({"t/a", "A", kSome, Level::must, {Need::second_client}, asks_once}, site.target());
  EXPECT_EQ(result.finding.verdict, Verdict::unsupported);
  EXPECT_THAT(result.finding.message, HasSubstr("oauth2.clients.second"));
  EXPECT_TRUE(result.evidence.empty());
}

TEST(Run, IsPatientAsLongAsItIsAllowedTo) {
  FakeSite site(ok);
  site.change().patience = 60;
  const auto waits = [](Session& session) {
    const auto waited = session.wait(61);
    return waited ? pass() : waited.error();
  };
  const CheckResult result = run({"t/a", "A", kSome, Level::must, {}, waits}, site.target());
  EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
  EXPECT_THAT(result.finding.message, HasSubstr("61 seconds"));
}

TEST(Run, TakesAVisitInCirclesForNoAnswer) {
  FakeSite site(ok);
  const auto visits = [](Session& session) {
    const auto came = session.authorized({{"redirect_uri", "https://c.example/cb"}});
    return came ? pass() : came.error();
  };
  const CheckResult result = run({"t/a", "A", kSome, Level::must, {}, visits}, site.target());
  EXPECT_TRUE(result.finding.unanswered);
}

// Those that rely on others are among the real checks.
TEST(Foundations, AreTriedOnceAndTold) {
  std::size_t requests = 0;
  FakeSite site([&requests](const oauth::message::Request&) -> Answered {
    ++requests;
    return oauth::message::Response{400, {{"Content-Type", "application/json"}}, "{}"};
  });
  site.change().server.token_endpoint = "https://as.example/token";
  site.change().confidential =
      TestClient{{"c", oauth::oauth2::SecretBasic{oauth::Secret("s")}}, {}, {}};
  Foundations foundations;
  const Check relying{"t/a", "A", kSome, Level::must, {Need::client_credentials}, asks_once};
  for (int i = 0; i < 3; ++i) {
    const CheckResult result = foundations.run(relying, site.target());
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_THAT(result.finding.message,
                HasSubstr("relies on client-credentials/a-client-gets-a-token-for-itself"));
  }
  EXPECT_EQ(requests, 1U);
}

TEST(Needs, HaveFoundationsThatExist) {
  for (int i = 0; i <= static_cast<int>(kLastNeed); ++i) {
    const auto need = static_cast<Need>(i);
    EXPECT_FALSE(describe(need).empty());
    const auto foundation = foundation_of(need);
    EXPECT_TRUE(foundation.empty() || find_check(foundation) != nullptr) << foundation;
  }
}

}  // namespace
}  // namespace oauthspec::checks
