// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/crash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/driver/crash_report.h"

namespace oauthspec::fuzz::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kTree = "/src";

constexpr std::string_view kBroken =
    "PROPERTY BROKEN: octets are encoded as RFC 5849 section 3.6 says "
    "(../../fuzz/oracle/percent.cpp:61)\n"
    "==22016== ERROR: libFuzzer: deadly signal\n"
    "    #0 0x559c3790f961 in __sanitizer_print_stack_trace "
    "(/src/build/fuzz/bin/fuzz_percent+0x129961) (BuildId: 34)\n"
    "    #3 0x7f303345a04f  (/lib/x86_64-linux-gnu/libc.so.6+0x3c04f) (BuildId: 93)\n"
    "    #5 0x7f3033459fb1 in raise signal/../sysdeps/posix/raise.c:26:13\n"
    "    #6 0x7f3033444471 in abort stdlib/abort.c:79:7\n"
    "    #7 0x559c37969120 in oauthspec::fuzz::holds(bool, std::source_location) "
    "/src/build/fuzz/../../fuzz/check/holds.cpp:16:3\n"
    "    #8 0x559c37967136 in oauthspec::fuzz::(anonymous "
    "namespace)::check_encoding(oauthspec::fuzz::PercentCodec const&, "
    "std::basic_string_view<char, std::char_traits<char>>) "
    "/src/build/fuzz/../../fuzz/oracle/percent.cpp:61:3\n"
    "    #9 0x559c37967136 in oauthspec::fuzz::check_percent(oauthspec::fuzz::PercentCodec const&) "
    "/src/build/fuzz/../../fuzz/oracle/percent.cpp:106:32\n"
    "    #10 0x559c37946ec6 in LLVMFuzzerTestOneInput "
    "/src/build/fuzz/../../fuzz/targets/percent.cpp:8:1\n"
    "    #11 0x559c3784b416 in fuzzer::Fuzzer::ExecuteCallback(unsigned char const*, unsigned "
    "long) (/src/x+0x65416)\n"
    "\n"
    "SUMMARY: libFuzzer: deadly signal\n";

TEST(Crash, OfAPropertyIsNamedByIt) {
  const auto crash = read_crash(kBroken, kTree);
  ASSERT_TRUE(crash);
  EXPECT_EQ(crash->kind, "property");
  EXPECT_EQ(crash->headline, "octets are encoded as RFC 5849 section 3.6 says");
  EXPECT_EQ(crash->name, "property-octets-are-encoded-as-rfc-5849-section-3-6-says");
  EXPECT_THAT(crash->frames,
              ElementsAre(Frame{"oauthspec::fuzz::check_encoding", "fuzz/oracle/percent.cpp:61"},
                          Frame{"oauthspec::fuzz::check_percent", "fuzz/oracle/percent.cpp:106"}));
}

TEST(Crash, OfASanitizerIsNamedByItsKindAndTheInnermostCalls) {
  const auto crash = read_crash(
      "==5==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602 at pc 0x1 bp 0x2 sp "
      "0x3\n"
      "READ of size 1 at 0x602 thread T0\n"
      "    #0 0x1 in __asan_memcpy /b/llvm-19/compiler-rt/lib/asan/x.cpp:22:3\n"
      "    #1 0x1 in std::vector<int>::at(unsigned long) "
      "/usr/include/c++/12/bits/stl_vector.h:1:2\n"
      "    #2 0x1 in oauth::codec::Uri<char>::parse(char const*) /elsewhere/uri.cpp:7:63\n"
      "    #3 0x1 in oauth::codec::parse_uri(char const*) "
      "/src/harness/reference/codec/uri.cpp:70:6\n"
      "    #4 0x1 in main /src/a.cpp:1:1\n"
      "\n"
      "0x602 is located 0 bytes after 4-byte region\n"
      "allocated by thread T0 here:\n"
      "    #0 0x1 in somebody_else(char const*) /src/b.cpp:1:1\n",
      kTree);
  ASSERT_TRUE(crash);
  EXPECT_EQ(crash->kind, "heap-buffer-overflow");
  EXPECT_EQ(crash->name, "heap-buffer-overflow-uri-parse-uri");
  EXPECT_THAT(crash->headline, HasSubstr("AddressSanitizer: heap-buffer-overflow"));
  EXPECT_THAT(crash->frames,
              ElementsAre(Frame{"oauth::codec::Uri<char>::parse", "uri.cpp:7"},
                          Frame{"oauth::codec::parse_uri", "harness/reference/codec/uri.cpp:70"},
                          Frame{"main", "a.cpp:1"}));
}

TEST(Crash, OfTheEngineIsNamedByItsKind) {
  const auto late = read_crash("==1== ERROR: libFuzzer: timeout after 20 seconds\n", kTree);
  ASSERT_TRUE(late);
  EXPECT_EQ(late->name, "timeout");
  const auto large =
      read_crash("==1== ERROR: libFuzzer: out-of-memory (used: 2050Mb; limit: 2048Mb)\n", kTree);
  ASSERT_TRUE(large);
  EXPECT_EQ(large->kind, "out-of-memory");
  EXPECT_EQ(large->headline, "libFuzzer: out-of-memory (used: 2050Mb; limit: 2048Mb)");
}

TEST(Crash, OfUndefinedBehaviourIsItsLine) {
  const auto crash =
      read_crash("a.cpp:14:15: runtime error: signed integer overflow: 1 + 2\n", kTree);
  ASSERT_TRUE(crash);
  EXPECT_THAT(crash->headline, HasSubstr("signed integer overflow"));
}

TEST(Crash, IsNoneWhereNothingTellsOfIt) {
  EXPECT_FALSE(read_crash("#5\tDONE   cov: 1\n", kTree));
  EXPECT_FALSE(read_crash("", kTree));
}

TEST(Crash, FilesAreKnownByTheirPrefix) {
  EXPECT_TRUE(is_crash_file("crash-da39"));
  EXPECT_TRUE(is_crash_file("timeout-da39"));
  EXPECT_FALSE(is_crash_file("slow-unit-da39"));
  EXPECT_FALSE(is_crash_file("property-x"));
}

TEST(HexDump, ShowsOctetsAndText) {
  EXPECT_EQ(hex_dump(std::string_view("0123456789abcdef\0\n\x7f~", 20)),
            "00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
            "00000010  00 0a 7f 7e                                      |...~|\n");
  EXPECT_EQ(hex_dump(""), "");
}

TEST(CrashReport, HoldsEverythingAndLetsNothingOut) {
  const auto crash = read_crash(kBroken, kTree);
  ASSERT_TRUE(crash);
  const std::string report = crash_report({.target = {.name = "percent",
                                                      .title = "percent-encoding",
                                                      .spec = "RFC 5849 3.6",
                                                      .kind = "codec",
                                                      .max_length = 1,
                                                      .dictionary = "",
                                                      .mutator = ""},
                                           .crash = *crash,
                                           .crashes = 3,
                                           .attempts = 5,
                                           .found = "longer",
                                           .input = "a%\x1b[2J'```",
                                           .version = "0.1.0"});
  EXPECT_THAT(report, HasSubstr("# percent: octets are encoded as RFC 5849 section 3.6 says\n"));
  EXPECT_THAT(report, HasSubstr("**Flaky**: 3 of 5 runs crashed."));
  EXPECT_THAT(report,
              HasSubstr("printf '\\141\\045\\033\\133\\062\\112\\047\\140\\140\\140' > input\n"));
  EXPECT_THAT(report, HasSubstr("oauthspec::fuzz::check_encoding (fuzz/oracle/percent.cpp:61)\n"));
  EXPECT_EQ(report.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
