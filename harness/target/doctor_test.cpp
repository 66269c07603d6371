// SPDX-License-Identifier: Apache-2.0
#include "harness/target/doctor.h"

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

TEST(Doctor, SaysWhatIsNotNamed) {
  FakeSite site([](const auto&) { return with_date(""); });
  site.change().server.token_endpoint = "https://as.example/token";
  const auto diagnoses = examine(site.target());
  EXPECT_EQ(worst(diagnoses), Health::note);
  EXPECT_THAT(diagnoses.back().subject, HasSubstr("oauth2.clients."));
}

}  // namespace
}  // namespace oauthspec::target
