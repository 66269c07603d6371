// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/error.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace oauth {
namespace {

TEST(ErrorTable, HasANameAClauseAndAMeaningForEachCode) {
  std::set<std::string_view> names;
  std::size_t codes = 0;
#define OAUTHSPEC_ERROR(enumerator, clause_text, meaning_text) \
  ++codes;                                                     \
  names.insert(name(Errc::enumerator));                        \
  EXPECT_EQ(name(Errc::enumerator), #enumerator);              \
  EXPECT_EQ(clause(Errc::enumerator), clause_text);            \
  EXPECT_FALSE(meaning(Errc::enumerator).empty());
#include "harness/reference/base/error_codes.def"
#undef OAUTHSPEC_ERROR
  EXPECT_EQ(names.size(), codes);
}

}  // namespace
}  // namespace oauth
