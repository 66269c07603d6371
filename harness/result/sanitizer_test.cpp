// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sanitizer.h"

#include <gtest/gtest.h>

namespace oauthspec::result {
namespace {

struct Sample {
  const char* text;
  SanitizerReport report;
};

// For the message of a failure.
void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.text;
}

class Sanitizer : public testing::TestWithParam<Sample> {};

TEST_P(Sanitizer, IsRecognised) {
  const auto report = sanitizer_report(GetParam().text);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->sanitizer, GetParam().report.sanitizer);
  EXPECT_EQ(report->kind, GetParam().report.kind);
  EXPECT_EQ(report->place, GetParam().report.place);
}

// As gcc 12 and clang 19 write them, shortened.
INSTANTIATE_TEST_SUITE_P(
    Reports, Sanitizer,
    testing::Values(
        Sample{"about to parse\n"
               "=================================================================\n"
               "==15315==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000017 "
               "at pc "
               "0x55a59f6964ee bp 0x7ffc08e177d0 sp 0x7ffc08e177c8\n"
               "READ of size 1 at 0x602000000017 thread T0\n"
               "    #0 0x55a59f6964ed in peek /src/lib/uri.c:8\n"
               "    #1 0x55a59f696763 in main /src/lib/main.c:13\n",
               {"AddressSanitizer", "heap-buffer-overflow", "peek (uri.c:8)"}},
        Sample{
            "==15208==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000014 at "
            "pc 0x7f69\n"
            "WRITE of size 9 at 0x602000000014 thread T0\n"
            "    #0 0x7f692ea48060 in __interceptor_memcpy "
            "../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors.inc:827\n"
            "    #1 0x55b38c417334 in uri::parse(char const*, int) /src/uri.cpp:7:63\n",
            {"AddressSanitizer", "heap-buffer-overflow",
             "uri::parse(char const*, int) (uri.cpp:7:63)"}},
        Sample{"==15680==ERROR: AddressSanitizer: attempting double-free on 0x502000000010 in "
               "thread T0:\n"
               "    #0 0x55dcec38a336 in free (/src/as-clang-19+0xcb336) (BuildId: 64738942)\n"
               "    #1 0x55dcec3cb29c in drop /src/a.c:19:47\n",
               {"AddressSanitizer", "attempting double-free", "drop (a.c:19:47)"}},
        Sample{
            "AddressSanitizer:DEADLYSIGNAL\n"
            "==15482==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000008 (pc 0x5626)\n"
            "==15482==The signal is caused by a READ memory access.\n"
            "    #0 0x562625f358ed in main (/src/a.out+0x12ed)\n"
            "\n"
            "    #0 0x562625f358ed in other /src/a.c:1\n"
            "SUMMARY: AddressSanitizer: SEGV (/src/a.out+0x12ed) in main\n",
            {"AddressSanitizer", "SEGV", ""}},
        Sample{"\n==15368==ERROR: LeakSanitizer: detected memory leaks\n\n"
               "Direct leak of 9 byte(s) in 1 object(s) allocated from:\n"
               "    #0 0x7f544acb89cf in __interceptor_malloc "
               "../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69\n"
               "    #1 0x55997fedb7ca in keep /src/a.c:15\n\n"
               "SUMMARY: AddressSanitizer: 9 byte(s) leaked in 1 allocation(s).\n",
               {"LeakSanitizer", "detected memory leaks", "keep (a.c:15)"}},
        Sample{"WARNING: ThreadSanitizer: data race (pid=15656)\n"
               "  Read of size 4 at 0x55ba5432c094 by main thread:\n"
               "    #0 main /src/a.c:17 (ts-gcc+0x14f8)\n",
               {"ThreadSanitizer", "data race", "main (a.c:17)"}},
        Sample{"==16108==WARNING: MemorySanitizer: use-of-uninitialized-value\n"
               "    #0 0x55a97702b3e3 in main /src/a.c:18:41\n",
               {"MemorySanitizer", "use-of-uninitialized-value", "main (a.c:18:41)"}},
        Sample{"src/a.c:14:32: runtime error: signed integer overflow: 1 + 2147483647 cannot be "
               "represented in "
               "type 'int'\n"
               "SUMMARY: UndefinedBehaviorSanitizer: undefined-behavior src/a.c:14:32\n",
               {"UndefinedBehaviorSanitizer",
                "signed integer overflow: 1 + 2147483647 cannot be represented in type 'int'",
                "a.c:14:32"}},
        // What it died of, and not what it lived through.
        Sample{"a.c:14:32: runtime error: shift exponent 40 is too large\n"
               "==7==ERROR: AddressSanitizer: stack-overflow on address 0x7ffe (pc 0x1)\n",
               {"AddressSanitizer", "stack-overflow", ""}},
        // The beginning is lost: only so much of stderr is kept.
        Sample{
            "    #9 0x55b38c417751 in main /src/a.c:12\n"
            "SUMMARY: AddressSanitizer: heap-use-after-free /src/a.c:8:65 in peek\n==7==ABORTING",
            {"AddressSanitizer", "heap-use-after-free /src/a.c:8:65 in peek", ""}}));

TEST(SanitizerReport, IsNoneWithoutABanner) {
  for (const char* text :
       {"", "\n", "about to exit\n", "panic: runtime error: index out of range [5]\n",
        "ERROR: invalid request\n", "WARNING: AddressSanitizer\n", "ERROR: AddressSanitizer: ",
        "==15==ABORTING\n", "AddressSanitizer can not provide additional info.\n",
        "he said ERROR: AddressSanitizer: SEGV\n", ": runtime error: x\n",
        "a.c:x: runtime error: x\n"}) {
    EXPECT_FALSE(sanitizer_report(text)) << text;
  }
}

TEST(SanitizerReport, IsDescribedInOneLine) {
  EXPECT_EQ(describe({"AddressSanitizer", "heap-buffer-overflow", "peek (uri.c:8)"}),
            "AddressSanitizer: heap-buffer-overflow in peek (uri.c:8)");
  EXPECT_EQ(describe({"LeakSanitizer", "detected memory leaks", ""}),
            "LeakSanitizer: detected memory leaks");
}

TEST(SanitizerReport, KeepsItsKindShort) {
  const auto report = sanitizer_report(
      "==1==ERROR: AddressSanitizer: " + std::string(100'000, 'x') + "\n#0\n# 1\n#");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->kind.size(), 200U);
  EXPECT_EQ(report->place, "");
}

}  // namespace
}  // namespace oauthspec::result
