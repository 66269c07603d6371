// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// As llvm-cov of clang 19 writes it.
constexpr std::string_view kLcov =
    "SF:/src/harness/reference/codec/uri.cpp\n"
    "FN:12,_ZN5oauth5codec9parse_uriEv\n"
    "FN:30,uri.cpp:_ZN5oauth5codec5lowerEc\n"
    "FN:40,_ZN5oauth4pickIiEEvv\n"
    "FN:40,_ZN5oauth4pickIcEEvv\n"
    "FNDA:7,_ZN5oauth5codec9parse_uriEv\n"
    "FNDA:0,uri.cpp:_ZN5oauth5codec5lowerEc\n"
    "FNDA:0,_ZN5oauth4pickIiEEvv\n"
    "FNDA:2,_ZN5oauth4pickIcEEvv\n"
    "FNF:4\nFNH:2\n"
    "DA:12,7\nDA:13,7\nDA:30,0\nDA:40,2\n"
    "BRDA:12,0,0,1\nBRF:1\nBRH:1\nLF:4\nLH:3\nend_of_record\n"
    "SF:/src/harness/reference/crypto/system_random.cpp\n"
    "FN:3,fill\nFNDA:0,fill\nDA:3,0\nDA:4,0\nend_of_record\n"
    "SF:/usr/include/string\nDA:1,0\nend_of_record\n"
    "SF:/src/harness/reference/base/error.cpp\nDA:1,1\nend_of_record\n";

TEST(Coverage, IsReadByFileLineAndFunction) {
  const auto files = read_lcov(kLcov, "/src");
  ASSERT_TRUE(files) << files.error();
  ASSERT_EQ(files->size(), 3U);
  EXPECT_EQ((*files)[0].file, "harness/reference/base/error.cpp");
  EXPECT_EQ((*files)[1].lines, 4U);
  EXPECT_EQ((*files)[1].covered, 3U);
  EXPECT_THAT((*files)[1].uncovered, ElementsAre("30 oauth::codec::lower(char)"));
  EXPECT_THAT((*files)[2].uncovered, ElementsAre("3 fill"));
}

TEST(Coverage, OfNoFileOfTheTreeIsAnError) {
  EXPECT_FALSE(read_lcov("", "/src"));
  EXPECT_FALSE(read_lcov(kLcov, "/elsewhere"));
  // A folder of a longer name is another one.
  EXPECT_FALSE(read_lcov("SF:/src2/a.cpp\nDA:1,1\nend_of_record\n", "/src"));
}

TEST(Coverage, CountsTheParsersOnly) {
  EXPECT_TRUE(is_parser_file("harness/reference/oauth2/dpop.cpp"));
  EXPECT_TRUE(is_parser_file("harness/reference/crypto/openssl_keys.cpp"));
  for (const std::string_view other :
       {"harness/reference/base/system_clock.h", "harness/reference/crypto/openssl_generate.cpp",
        "harness/reference/crypto/system_random.cpp", "harness/reference/example/sign_request.cpp",
        "harness/adapter/child.cpp", "fuzz/oracle/uri.cpp"}) {
    EXPECT_FALSE(is_parser_file(other)) << other;
  }
  const auto files = read_lcov(kLcov, "/src");
  ASSERT_TRUE(files) << files.error();
  EXPECT_DOUBLE_EQ(percent_covered(*files), 80);
  EXPECT_EQ(percent_covered({}), 0);
}

TEST(Coverage, IsATableWithWhatNothingCalled) {
  const auto files = read_lcov(kLcov, "/src");
  ASSERT_TRUE(files) << files.error();
  const std::string table = coverage_table(*files);
  EXPECT_THAT(table, HasSubstr("| harness/reference/codec/uri.cpp | 3 | 4 | 75.0 % |\n"));
  EXPECT_THAT(table, HasSubstr("system_random.cpp (does not count) | 0 | 2 | 0.0 % |\n"));
  EXPECT_THAT(table, HasSubstr("| parsers | 4 | 5 | 80.0 % |\n"));
  EXPECT_THAT(table, HasSubstr("- harness/reference/codec/uri.cpp:30 oauth::codec::lower(char)\n"));
  EXPECT_THAT(table, Not(HasSubstr("fill")));
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
