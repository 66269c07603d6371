// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/selftest.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/adapter/reference/reference.h"
#include "harness/defects/all.h"
#include "harness/defects/kill_matrix.h"

namespace oauthspec::defects {
namespace {

using nlohmann::json;
using result::Status;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kOp = "oauth1.base_string_uri";

const vector::Library& library() {
  static const auto kLibrary =
      vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors");
  return kLibrary.value();
}

adapter::Verdict right(const json& in) {
  return adapter::reference_answer(kOp, in);
}

adapter::Verdict refuse_all(const json& /*in*/) {
  return adapter::Reject{"no", ""};
}

adapter::Verdict crash(const json& /*in*/) {
  throw std::runtime_error("crash");
}

// Refuses nothing, and is right of what must be accepted.
adapter::Verdict accept_all(const json& in) {
  const auto answer = right(in);
  return std::holds_alternative<adapter::Out>(answer) ? answer
                                                      : adapter::Out{"http://example.com/", {}};
}

Trial trial(const Defect& defect) {
  return try_defect(library(), defect);
}
// A trial points to its defect.
Trial trial(Defect&& defect) = delete;

TEST(Catches, NothingOfTheReference) {
  EXPECT_THAT(catches(library(), adapter::reference_hello(), adapter::reference_answer), IsEmpty());
}

// Whatever is caught of a defect is then the fault of the function that was planted.
TEST(Catches, NothingOfTheLibraryThatDefectsArePlantedIn) {
  for (const Catch& one : catches(library(), adapter::reference_hello(), sound_answer))
    ADD_FAILURE() << one.name() << " comes to " << result::name(one.status);
}

TEST(TryDefect, CatchesNothingOfWhatIsRight) {
  const Defect defect{kOp, "none", "RFC5849-3.4.1.2-1", "nothing", right};
  EXPECT_THAT(trial(defect).catches, IsEmpty());
  EXPECT_FALSE(trial(defect).as_planned());
}

TEST(TryDefect, TellsABlameOnAnotherRequirement) {
  Defect defect = *find("oauth1/base_string_uri/query-kept");
  EXPECT_TRUE(trial(defect).as_planned());
  defect.requirement = "RFC5849-3.4.1.2-8";
  EXPECT_THAT(trial(defect).catches, Not(IsEmpty()));
  EXPECT_EQ(trial(defect).blaming, 0U);
  EXPECT_FALSE(trial(defect).as_planned());
}

TEST(TryDefect, TellsAWarningFromAFailure) {
  Defect defect = *find("oauth1/base_string_uri/query-kept");
  defect.weight = Weight::warn;
  EXPECT_FALSE(trial(defect).as_planned());
  defect = *find("oauth1/base_string_uri/host-field-unchecked");
  EXPECT_TRUE(trial(defect).as_planned());
  defect.weight = Weight::fail;
  EXPECT_FALSE(trial(defect).as_planned());
}

TEST(TryDefect, CountsAnExceptionAsAFailure) {
  const Defect planted{kOp, "crash", "RFC5849-3.4.1.2-1", "an exception", crash};
  const Trial crashed = trial(planted);
  EXPECT_THAT(crashed.catches, Each(Field(&Catch::status, Status::error)));
  EXPECT_TRUE(crashed.as_planned());
}

// A refusal proves nothing where the control is refused too.
TEST(TryDefect, CatchesWhatIsRefusedAndNotTheRefusals) {
  const Defect planted{kOp, "refuse", "RFC5849-3.4.1.2-1", "refuses all", refuse_all};
  const Trial refused = trial(planted);
  EXPECT_TRUE(refused.as_planned());
  for (const Catch& one : refused.catches)
    EXPECT_FALSE(vector::may_reject(*one.test)) << one.name();
}

TEST(RefusalGroups, HoldTheRejectingTestsOfASuiteByTheirFirstRequirement) {
  const Defect planted{kOp, "accept", "RFC5849-3.4.1.2-1", "accepts all", accept_all};
  const Trial accepted = trial(planted);
  std::size_t tests = 0;
  for (const RefusalGroup& group : refusal_groups(library(), {accepted})) {
    tests += group.tests;
    EXPECT_EQ(group.suite, "oauth1/base_string_uri");
    EXPECT_THAT(group.caught, ElementsAre("oauth1/base_string_uri/accept")) << group.requirement;
  }
  const auto suite =
      std::ranges::find(library().suites, "oauth1/base_string_uri", &vector::Suite::name);
  EXPECT_EQ(tests,
            static_cast<std::size_t>(std::ranges::count_if(suite->tests, vector::rejecting)));
}

TEST(RefusalGroups, AreNotCaughtByWhatMustBeAccepted) {
  const Defect& defect = *find("oauth1/base_string_uri/query-kept");
  EXPECT_THAT(refusal_groups(library(), {trial(defect)}),
              Each(Field(&RefusalGroup::caught, IsEmpty())));
}

TEST(FlagGroups, NameTheDefectsThatTestsWithTheFlagCatch) {
  const Defect& defect = *find("oauth1/base_string_uri/default-port-kept");
  const auto groups = flag_groups(library(), {trial(defect)});
  EXPECT_THAT(groups, Each(Field(&FlagGroup::suite, "oauth1/base_string_uri")));
  const auto caught = std::ranges::find(groups, "DefaultPort", &FlagGroup::flag);
  ASSERT_NE(caught, groups.end());
  EXPECT_THAT(caught->caught, ElementsAre(full_name(defect)));
  const auto idle = std::ranges::find(groups, "SchemeUnchecked", &FlagGroup::flag);
  ASSERT_NE(idle, groups.end());
  EXPECT_THAT(idle->caught, IsEmpty());
}

TEST(Proofs, AreBlamedDefectsOrRefusalsWithTheirControls) {
  const auto before = proofs(library(), {});
  EXPECT_FALSE(before.contains("RFC5849-2-1")) << "no library can show it";
  EXPECT_FALSE(before.at("RFC5849-3.6-3").evidence.covered());
  // oauth1/verify/version-1-1 and its control version-right cite it.
  EXPECT_FALSE(before.at("RFC5849-3.2-4").evidence.refusals.empty());
  EXPECT_TRUE(before.at("RFC5849-3.2-4").evidence.covered());

  const Defect& defect = *find("oauth1/percent_encode/space-as-plus");
  const auto after = proofs(library(), {trial(defect)});
  EXPECT_THAT(after.at("RFC5849-3.6-3").evidence.defects, ElementsAre(full_name(defect)));
  EXPECT_FALSE(before.at("RFC5849-3.6-3").expected);
  EXPECT_TRUE(after.at("RFC5849-3.6-3").expected);
  EXPECT_FALSE(after.at("RFC5849-3.4.2-1").expected) << "no test of percent_encode cites it";
  EXPECT_TRUE(after.at("RFC5849-3.6-3").evidence.covered());
}

TEST(Proofs, AreNoneWhereAnotherRequirementIsBlamed) {
  const Defect defect{kOp, "none", "RFC5849-3.6-3", "wrong, but not of this", refuse_all};
  EXPECT_THAT(proofs(library(), {trial(defect)}).at("RFC5849-3.6-3").evidence.defects, IsEmpty());
}

TEST(KillMatrix, SaysWhichTestCatchesWhichDefect) {
  const json matrix =
      kill_matrix(library(), {trial(*find("oauth1/base_string_uri/empty-path-kept"))});
  const json& defect = matrix.at("defects").at(0);
  EXPECT_EQ(defect.at("name"), "oauth1/base_string_uri/empty-path-kept");
  EXPECT_EQ(defect.at("as_planned"), true);
  const json expected{
      {"test", "oauth1/base_string_uri/empty-path"}, {"status", "fail"}, {"cites", true}};
  EXPECT_THAT(defect.at("caught").get<std::vector<json>>(), Contains(expected));
  EXPECT_EQ(matrix.at("requirements").at("RFC5849-3.4.1.2-7").at("covered"), true);
  EXPECT_FALSE(matrix.at("refusals").empty());
  EXPECT_FALSE(matrix.at("flags").empty());
}

}  // namespace
}  // namespace oauthspec::defects
