// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/selftest.h"

#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/testing/rsa_test_key.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider {
namespace {

std::shared_ptr<const SigningKeys> keys() {
  static const auto made = std::make_shared<const SigningKeys>(
      *SigningKeys::from_pem(oauth::crypto::openssl(), {oauthspec::testing::kRsaPrivateKey}));
  return made;
}

void expect_nothing_found(const Settings& settings) {
  for (const auto& result : check_correct(settings, keys())) {
    EXPECT_EQ(result.finding.verdict, checks::Verdict::pass)
        << name(settings.profile) << ": " << result.check->id << ": "
        << checks::name(result.finding.verdict) << ": " << result.finding.message;
  }
}

TEST(Checks, FindNothingInTheProviderAsItIs) {
  for (const Profile profile : {Profile::rfc6749, Profile::bcp, Profile::oauth21}) {
    Settings settings;
    settings.profile = profile;
    expect_nothing_found(settings);
  }
}

TEST(Checks, FindNothingWhateverTheDefectsAreSetUpWith) {
  std::set<void (*)(Settings&)> seen;
  for (const DefectTopic topic : all_defects()) {
    for (const Defect& defect : topic) {
      if (defect.settle != nullptr && seen.insert(defect.settle).second) {
        Settings settings;
        defect.settle(settings);
        expect_nothing_found(settings);
      }
    }
  }
}

TEST(Checks, HaveIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  for (const auto topic : checks::all_topics()) {
    for (const auto& check : topic) {
      EXPECT_TRUE(ids.insert(check.id).second) << check.id;
      EXPECT_FALSE(check.requirements.empty()) << check.id;
    }
  }
}

class PlantedDefects : public ::testing::TestWithParam<const Defect*> {};

TEST_P(PlantedDefects, AreCaughtByWhatCitesTheirRequirement) {
  const Trial trial = try_defect(*GetParam(), keys());
  EXPECT_FALSE(trial.caught_by.empty())
      << GetParam()->name << ", which breaks " << GetParam()->requirement
      << ", is caught by none of the " << trial.citing << " checks that cite it";
}

std::vector<const Defect*> every_defect() {
  std::vector<const Defect*> defects;
  for (const DefectTopic topic : all_defects()) {
    for (const Defect& defect : topic) {
      defects.push_back(&defect);
    }
  }
  return defects;
}

INSTANTIATE_TEST_SUITE_P(All, PlantedDefects, ::testing::ValuesIn(every_defect()));

}  // namespace
}  // namespace oauthspec::provider
