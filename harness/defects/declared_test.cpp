// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/declared.h"

#include <array>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/defects/all.h"
#include "harness/defects/selftest.h"

namespace oauthspec::defects {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

// One test of oauth1.sign, which cites one statement.
vector::Library library() {
  vector::Test test;
  test.id = "t";
  test.requirements = {"RFC5849-3.4-1"};
  vector::Suite suite;
  suite.name = "oauth1/sign";
  suite.op = "oauth1.sign";
  suite.tests = {test};
  vector::Library made;
  made.suites = {suite};
  return made;
}

TEST(DeclaredBlames, AreTakenAtTheirWordWhereATestOfTheOpCites) {
  const std::array planted{Defect{"oauth1.sign", "wrong", "RFC5849-3.4-1", "it is wrong", nullptr}};
  EXPECT_THAT(declared_blames(library(), planted),
              ElementsAre(testing::AllOf(Field(&vector::Blame::requirement, "RFC5849-3.4-1"),
                                         Field(&vector::Blame::defect, "oauth1/sign/wrong"))));
}

TEST(DeclaredBlames, AreNoneWhereNoTestOfTheOpCites) {
  const std::array planted{
      Defect{"oauth1.verify", "wrong", "RFC5849-3.4-1", "no test of this op", nullptr},
      Defect{"oauth1.sign", "other", "RFC5849-3.4-2", "no test of this statement", nullptr}};
  EXPECT_THAT(declared_blames(library(), planted), IsEmpty());
}

// What `oauthspec selftest` proves of all defects, shown for those of one op.
TEST(DeclaredBlames, AreThoseOfTrials) {
  const auto vectors =
      vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors").value();
  std::vector<Defect> planted;
  for (const Defect& defect : all()) {
    if (defect.op == "oauth1.percent_encode") planted.push_back(defect);
  }
  std::vector<Trial> trials;
  for (const Defect& defect : planted) trials.push_back(try_defect(vectors, defect));
  const auto declared =
      vector::evidence(vectors.catalogue, vectors.suites, declared_blames(vectors, planted));
  std::size_t blamed = 0;
  for (const auto& [id, proof] : proofs(vectors, trials)) {
    EXPECT_EQ(declared.at(id).defects, proof.evidence.defects) << id;
    blamed += proof.evidence.defects.size();
  }
  EXPECT_EQ(blamed, planted.size());
}

}  // namespace
}  // namespace oauthspec::defects
