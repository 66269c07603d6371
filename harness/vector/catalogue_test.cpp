// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::vector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Requirement requirement(const std::string& id, const std::string& document) {
  return {.id = id,
          .document = document,
          .section = "3",
          .level = "MUST",
          .binds = "client",
          .text = "it holds",
          .visible = {"library"},
          .not_library = {},
          .verified = true,
          .withdrawn = {}};
}

Catalogue catalogue() {
  Catalogue all;
  for (const char* id : {"RFC1-1-1", "RFC1-1-2", "RFC1-1-3", "RFC1-1-4", "RFC1-1-5"}) {
    all.emplace(id, requirement(id, "RFC 1"));
  }
  all.at("RFC1-1-3").withdrawn = "a misreading";
  all.at("RFC1-1-4").verified = false;
  all.at("RFC1-1-5").visible = {"server", "human"};
  all.emplace("RFC2-1-1", requirement("RFC2-1-1", "RFC 2"));
  return all;
}

Suite suite() {
  Suite made;
  made.name = "oauth1/x";
  Test accepted;
  accepted.id = "good";
  accepted.requirements = {"RFC1-1-1"};
  accepted.expect.outcomes = {{.policy = "", .out = "value", .reject = {}}};
  Test refused = accepted;
  refused.id = "bad";
  refused.requirements = {"RFC1-1-1", "RFC1-1-4", "RFC1-1-5"};
  refused.expect.outcomes = {{.policy = "", .out = {}, .reject = {}}};
  refused.control = "good";
  made.tests = {accepted, refused};
  return made;
}

TEST(Cover, NamesTheTestsThatCiteEachRequirement) {
  const Coverage coverage = cover(catalogue(), {suite()});
  EXPECT_THAT(coverage.by_requirement.at("RFC1-1-1").tests,
              ElementsAre("oauth1/x/good", "oauth1/x/bad"));
  EXPECT_THAT(coverage.by_requirement.at("RFC1-1-1").rejecting, ElementsAre("oauth1/x/bad"));
  EXPECT_THAT(coverage.by_requirement.at("RFC1-1-2").tests, IsEmpty());
}

TEST(Cover, LeavesWithdrawnAndUnverifiedOutOfTheShares) {
  const Coverage coverage = cover(catalogue(), {suite()});
  ASSERT_EQ(coverage.documents.size(), 2U);
  const DocumentCoverage& first = coverage.documents[0];
  EXPECT_EQ(first.document, "RFC 1");
  EXPECT_EQ(first.counted, 3U);  // 1, 2 and 5
  EXPECT_EQ(first.cited, 2U);    // 1 and 5
}

TEST(Cover, NamesWhatALibraryCouldShowAndNoTestCites) {
  const Coverage coverage = cover(catalogue(), {suite()});
  const DocumentCoverage& first = coverage.documents.at(0);
  EXPECT_EQ(first.library, 2U);  // 1 and 2
  EXPECT_EQ(first.library_cited, 1U);
  EXPECT_THAT(first.library_uncited, ElementsAre("RFC1-1-2"));
  EXPECT_THAT(coverage.documents.at(1).library_uncited, ElementsAre("RFC2-1-1"));
}

TEST(Counts, NeitherWithdrawnNorUnverified) {
  const Catalogue all = catalogue();
  EXPECT_TRUE(counts(all.at("RFC1-1-1")));
  EXPECT_FALSE(counts(all.at("RFC1-1-3")));
  EXPECT_FALSE(counts(all.at("RFC1-1-4")));
}

}  // namespace
}  // namespace oauthspec::vector
