// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/parts.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include <gtest/gtest.h>

#include "fuzz/mutate/number.h"
#include "fuzz/mutate/words_of.h"

namespace oauthspec::fuzz {
namespace {

std::size_t leave(std::uint8_t* /*octets*/, std::size_t size, std::size_t capacity) {
  return std::min(size, capacity);
}

std::string mutate(std::string_view input, unsigned seed, std::size_t capacity = 1000) {
  Dice dice(seed);
  return parts_mutator().mutate(input, capacity, dice, leave);
}

/// Whether some seed makes `wanted` of the input.
bool reaches(std::string_view input, std::string_view wanted) {
  for (unsigned seed = 1; seed < 100000; ++seed) {
    if (mutate(input, seed) == wanted) return true;
  }
  return false;
}

TEST(PartsMutator, ChangesEachPartByWhatItLooksLike) {
  EXPECT_TRUE(reaches("5\xff{\"a\":1}", "6\xff{\"a\":1}"));
  EXPECT_TRUE(reaches("5\xff{\"a\":1}", "5\xff{\"a\":\"1\"}"));
  EXPECT_TRUE(
      reaches("a=b\xff"
              "5",
              "a=b&a=b\xff"
              "5"));
  EXPECT_TRUE(
      reaches("a=b\xff"
              "GET h?c=d\n\n",
              "a=b\xff"
              "GET h?c=d&c=d\n\n"));
  EXPECT_TRUE(
      reaches("a\xff"
              "b",
              "a/\xff"
              "b"));
}

TEST(PartsMutator, ChangesTheFieldsAndTheBodyOfAMessage) {
  EXPECT_TRUE(reaches("400\nA: b\n\n{\"c\":1}", "200\nA: b\n\n{\"c\":1}"));
  EXPECT_TRUE(reaches("400\nA: b\n\n{\"c\":1}", "400\nA: b\nA: b\n\n{\"c\":1}"));
  EXPECT_TRUE(reaches("400\nA: b\n\n{\"c\":1}", "400\nA: b\n\n{\"c\":1,\"c\":1}"));
  EXPECT_TRUE(reaches("POST h\n\na=b", "POST h\n\na=b&a=b"));
}

TEST(PartsMutator, ChangesTheNumberThatStandsBeforeAMessage) {
  EXPECT_TRUE(reaches("5\n400\nA: b\n\n{}", "6\n400\nA: b\n\n{}"));
  EXPECT_TRUE(reaches("5\n400\nA: b\n\n{}", "5\n200\nA: b\n\n{}"));
}

TEST(PartsMutator, MovesParts) {
  for (const std::string_view wanted : {"b\xff"
                                        "a",
                                        "a\xff"
                                        "a\xff"
                                        "b",
                                        "b",
                                        "\xff"
                                        "b"}) {
    EXPECT_TRUE(
        reaches("a\xff"
                "b",
                wanted))
        << wanted;
  }
}

TEST(PartsMutator, ChangesWhatIsTheSameInTwoPlaces) {
  EXPECT_TRUE(reaches("aa\xff{\"b\":\"aa\"}", "AA\xff{\"b\":\"AA\"}") ||
              reaches("aa\xff{\"b\":\"aa\"}", "aa/\xff{\"b\":\"aa/\"}"));
  EXPECT_TRUE(reaches("aa\xff{\"b\":\"cc\"}", "cc\xff{\"b\":\"cc\"}"));
}

TEST(PartsMutator, ChangesALittleWhatIsCompared) {
  EXPECT_TRUE(
      reaches("a=xy\xff"
              "GET h?b=xy\n\n",
              "a=xy\xff"
              "GET h?b=xy/\n\n"));
}

TEST(PartsMutator, NothingIsLongerThanItMayBe) {
  constexpr std::string_view good =
      "5\xff"
      "400\nA: b\n\n{\"c\":1}\xff"
      "a=b";
  for (unsigned seed = 1; seed < 2000; ++seed) {
    for (const std::size_t capacity : {0U, 1U, 9U, 60U}) {
      EXPECT_LE(mutate(good.substr(0, capacity), seed, capacity).size(), capacity);
      Dice dice(seed);
      EXPECT_LE(parts_mutator()
                    .cross(good,
                           "4\xff"
                           "a",
                           capacity, dice)
                    .size(),
                capacity);
    }
  }
}

TEST(PartsMutator, AnyOctetsAreAnInput) {
  for (unsigned seed = 1; seed < 5000; ++seed) {
    Dice dice(seed);
    std::string input(below(dice, 40), '\0');
    for (char& octet : input) octet = "\xff{\"=&\n0a "[below(dice, 9)];
    EXPECT_LE(mutate(input, seed, 200).size(), 200U);
    std::ignore = parts_mutator().cross(input,
                                        "1\xff"
                                        "a=b",
                                        200, dice);
    std::ignore = parts_mutator().cross(
        "1\xff"
        "a=b",
        input, 200, dice);
  }
}

TEST(PartsMutator, CrossesPartsOfOnePlace) {
  std::set<std::string> crossed;
  for (unsigned seed = 1; seed < 500; ++seed) {
    Dice dice(seed);
    crossed.insert(
        parts_mutator().cross("a=b\xff"
                              "1",
                              "c=d\xff"
                              "2",
                              1000, dice));
  }
  EXPECT_TRUE(
      crossed.contains("c=d\xff"
                       "1"));
  EXPECT_TRUE(
      crossed.contains("a=b\xff"
                       "2"));
  EXPECT_TRUE(
      crossed.contains("a=b&c=d\xff"
                       "1"));
}

TEST(ChangeNumber, ReachesNeighboursAndEndsOfTypes) {
  std::set<std::string> changed;
  for (unsigned seed = 1; seed < 2000; ++seed) {
    Dice dice(seed);
    changed.insert(change_number("60", dice));
  }
  for (const char* wanted : {"61", "59", "120", "30", "-60", "060", "9223372036854775808"}) {
    EXPECT_TRUE(changed.contains(wanted)) << wanted;
  }
  EXPECT_FALSE(is_number(""));
  EXPECT_FALSE(is_number("-"));
  EXPECT_FALSE(is_number("1.5"));
  EXPECT_TRUE(is_number("-1"));
}

TEST(Words, AreWhatStandsBetweenMarks) {
  std::set<std::string> changed;
  for (unsigned seed = 1; seed < 200; ++seed) {
    Dice dice(seed);
    changed.insert(exchange_word("a=b", dice));
  }
  EXPECT_EQ(changed, (std::set<std::string>{"a=a", "a=b", "b=b"}));
}

}  // namespace
}  // namespace oauthspec::fuzz
