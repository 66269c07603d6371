// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/selftest.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/checks/topics.h"
#include "harness/checks/visits.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/defects/subject.h"
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
    // Nonces say when a proof was made: what is asked of servers without them means nothing there.
    const bool nothing_to_ask =
        settings.dpop_nonce && result.finding.verdict == checks::Verdict::unsupported;
    if (nothing_to_ask) continue;
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

// By the profile that has every grant; none is put to a provider that others have used. Those that wait start first in a run: who
// forgets to say so would hold up all others.
TEST(Checks, AskForTheOwnerAndForTimeAsTheyAreSaidTo) {
  std::map<std::string_view, std::size_t> counted;
  for (const checks::Topic topic : checks::all_topics()) {
    for (const checks::Check& check : topic) {
      const Subject subject(Rules{}, Settings{}, keys());
      const auto before = subject.target().world.now();
      static_cast<void>(checks::run(check, subject.target()));
      if (subject.target().world.now() != before) {
        EXPECT_EQ(check.waits, checks::Waits::yes) << check.id;
      }
      if (subject.visits() > 0) counted[check.id] = subject.visits();
      EXPECT_EQ(checks::visits_of(check.id), subject.visits())
          << check.id << "; OAUTHSPEC_COUNT_VISITS=harness/checks/visits.inc writes them anew";
    }
  }
  if (const char* const file = std::getenv("OAUTHSPEC_COUNT_VISITS")) {
    std::ofstream out(file);
    for (const auto& [check, count] : counted) {
      out << "    {\"" << check << "\", " << count << "},\n";
    }
  }
}

// One that shares its name with another could not be served, and would be proved by the other's proof.
TEST(Defects, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const DefectTopic topic : all_defects()) {
    for (const Defect& defect : topic) {
      EXPECT_TRUE(names.insert(defect.name).second) << defect.name;
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

// Not only has each defect its check, but each of these checks a defect too.
TEST(Checks, OfTheAuthorizationEndpointCatchADefectEach) {
  std::set<std::string_view> catching;
  for (const DefectTopic topic :
       {defects::redirect_uri(), defects::redirect_uri_families(), defects::authorization_limits(),
        defects::authorization_injection(), defects::form_post()}) {
    for (const Defect& defect : topic) {
      for (const checks::Check* check : try_defect(defect, keys()).caught_by) {
        catching.insert(check->id);
      }
    }
  }
  for (const checks::Topic topic :
       {checks::redirect_uri(), checks::redirect_uri_families(), checks::authorization_limits(),
        checks::authorization_injection(), checks::form_post()}) {
    for (const checks::Check& check : topic) {
      EXPECT_TRUE(catching.contains(check.id)) << check.id << " catches nothing";
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
