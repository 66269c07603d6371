// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::vector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Requirement requirement(const std::string& id) {
  return {.id = id,
          .document = "RFC 1",
          .section = "3",
          .level = "MUST",
          .binds = "client",
          .text = "it holds",
          .visible = {"library"},
          .not_library = {},
          .verified = true,
          .withdrawn = {}};
}

Requirement shown_by(const std::string& binds, const std::set<std::string>& visible) {
  Requirement made = requirement("RFC1-1-1");
  made.binds = binds;
  made.visible = visible;
  return made;
}

Catalogue catalogue() {
  Catalogue all;
  for (const char* id : {"RFC1-1-1", "RFC1-1-2", "RFC1-1-3"}) all.emplace(id, requirement(id));
  return all;
}

// A test that is accepted, and its refused twin, which cites one statement more.
Suite suite() {
  Suite made;
  made.name = "oauth1/x";
  Test accepted;
  accepted.id = "good";
  accepted.requirements = {"RFC1-1-1"};
  accepted.expect.outcomes = {{.policy = "", .out = "value", .reject = {}}};
  Test refused = accepted;
  refused.id = "bad";
  refused.requirements = {"RFC1-1-1", "RFC1-1-2", "RFC9-1-1"};
  refused.expect.outcomes = {{.policy = "", .out = {}, .reject = {}}};
  refused.control = "good";
  made.tests = {accepted, refused};
  return made;
}

TEST(Evidence, NamesTheTestsThatCiteEachStatement) {
  const EvidenceById all = evidence(catalogue(), {suite()}, {});
  EXPECT_EQ(all.size(), 3U) << "an id that is in no catalogue is none";
  EXPECT_THAT(all.at("RFC1-1-1").tests, ElementsAre("oauth1/x/good", "oauth1/x/bad"));
  EXPECT_THAT(all.at("RFC1-1-2").tests, ElementsAre("oauth1/x/bad"));
  EXPECT_FALSE(all.at("RFC1-1-3").cited());
}

TEST(Evidence, CoversWhatARefusalAndItsControlBothCite) {
  const EvidenceById all = evidence(catalogue(), {suite()}, {});
  EXPECT_THAT(all.at("RFC1-1-1").refusals, ElementsAre("oauth1/x/bad"));
  EXPECT_TRUE(all.at("RFC1-1-1").covered());
}

TEST(Evidence, DoesNotCoverWhatTheRefusalAloneCites) {
  const Evidence cited = evidence(catalogue(), {suite()}, {}).at("RFC1-1-2");
  EXPECT_TRUE(cited.cited());
  EXPECT_THAT(cited.refusals, IsEmpty());
  EXPECT_FALSE(cited.covered());
}

TEST(Evidence, DoesNotCoverWhatIsRefusedWithoutControl) {
  Suite alone = suite();
  alone.tests[1].control.reset();
  EXPECT_FALSE(evidence(catalogue(), {alone}, {}).at("RFC1-1-1").covered());
  alone.tests[1].control = "gone";
  EXPECT_FALSE(evidence(catalogue(), {alone}, {}).at("RFC1-1-1").covered());
}

TEST(Evidence, DoesNotCoverWhatIsAcceptedTwice) {
  Suite accepted = suite();
  accepted.tests[1].expect.outcomes[0].out = "other";
  EXPECT_FALSE(evidence(catalogue(), {accepted}, {}).at("RFC1-1-1").covered());
}

TEST(Evidence, CoversWhatADefectIsBlamedOn) {
  const EvidenceById all =
      evidence(catalogue(), {}, {{"RFC1-1-2", "oauth1/x/wrong"}, {"RFC9-1-1", "oauth1/x/other"}});
  EXPECT_THAT(all.at("RFC1-1-2").defects, ElementsAre("oauth1/x/wrong"));
  EXPECT_TRUE(all.at("RFC1-1-2").covered());
  EXPECT_FALSE(all.at("RFC1-1-1").covered());
}

TEST(Standing, CountsWhatALibraryShowsWhomeverItBinds) {
  for (const char* binds : {"client", "server", "resource", "all"})
    EXPECT_EQ(standing(shown_by(binds, {"library", "server"})), Standing::counts) << binds;
}

// Else a catalogue would have full coverage by saying that nothing is visible.
TEST(Standing, CountsWhatBindsALibraryUnlessItSaysWhyNot) {
  EXPECT_EQ(standing(shown_by("client", {"human"})), Standing::counts);
  EXPECT_EQ(standing(shown_by("all", {"server"})), Standing::counts);
  Requirement explained = shown_by("client", {"human"});
  explained.not_library = "it is a matter of the user interface";
  EXPECT_EQ(standing(explained), Standing::not_library);
}

TEST(Standing, SaysWhereAServersStatementShowsInstead) {
  EXPECT_EQ(standing(shown_by("server", {"client", "server"})), Standing::server);
  EXPECT_EQ(standing(shown_by("resource", {"client", "human"})), Standing::client);
  EXPECT_EQ(standing(shown_by("server", {"human"})), Standing::human);
}

TEST(Standing, LeavesOutWhatIsWithdrawnOrWasNotSeen) {
  Requirement left_out = requirement("RFC1-1-1");
  left_out.verified = false;
  EXPECT_EQ(standing(left_out), Standing::unverified);
  left_out.withdrawn = "a misreading";
  EXPECT_EQ(standing(left_out), Standing::withdrawn);
}

TEST(Demand, HasTheLevelsOfTheKeyWords) {
  const auto demand_of = [](const char* level) {
    Requirement made = requirement("RFC1-1-1");
    made.level = level;
    return demand(made);
  };
  for (const char* level : {"MUST", "MUST NOT", "REQUIRED", "SHALL", "SHALL NOT"})
    EXPECT_EQ(demand_of(level), Demand::must) << level;
  for (const char* level : {"SHOULD", "SHOULD NOT", "RECOMMENDED", "NOT RECOMMENDED"})
    EXPECT_EQ(demand_of(level), Demand::should) << level;
  for (const char* level : {"MAY", "OPTIONAL"}) EXPECT_EQ(demand_of(level), Demand::may) << level;
  EXPECT_EQ(demand_of("DEFINED"), Demand::defined);
}

TEST(Names, AreDifferent) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Standing::human); ++i)
    names.insert(name(static_cast<Standing>(i)));
  EXPECT_EQ(names.size(), 7U);
  EXPECT_EQ(name(Demand::defined), "DEFINED");
  EXPECT_EQ(name(Demand::may), "MAY");
}

}  // namespace
}  // namespace oauthspec::vector
