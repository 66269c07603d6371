// SPDX-License-Identifier: Apache-2.0
// Every parser comes to an outcome, whatever it is shown: a value, or an error value with a code. An exception that left
// the library would fail the test, a crash would end it, and a sanitizer sees what neither shows. How the time grows is
// for bench/hostile_input.cpp.
#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/shapes.h"

namespace oauthspec::testing {
namespace {

class HostileInput : public ::testing::TestWithParam<std::size_t> {
 protected:
  const Parser& parser() const { return all_parsers().at(GetParam()); }

  /// Reads it twice, which must give one outcome, and a code must be one that has a name.
  Outcome read(const std::string& text) const {
    const Reading reading = parser().prepare(text);
    const Outcome outcome = reading();
    if (outcome) {
      EXPECT_FALSE(oauth::name(*outcome).empty());
      EXPECT_FALSE(oauth::clause(*outcome).empty());
    }
    EXPECT_EQ(reading(), outcome);
    return outcome;
  }
};

constexpr std::size_t kOctets = 64UL * 1024;
constexpr std::size_t kRandomInputs = 200;

// Without it, a parser that refuses everything at its door would pass all that follows.
TEST_P(HostileInput, IsMadeOfAMessageThatIsTaken) {
  SCOPED_TRACE(parser().name);
  EXPECT_EQ(read(parser().good), Outcome());
}

TEST_P(HostileInput, OfEveryShapeHasAnOutcome) {
  SCOPED_TRACE(parser().name);
  std::size_t refused = 0;
  for (const Shape& shape : shapes_of(parser().syntax)) {
    SCOPED_TRACE(shape.name);
    const std::string text = hostile_input(shape, parser(), kOctets);
    EXPECT_GE(text.size() + parser().good.size() + 64, kOctets);
    EXPECT_LE(text.size(), kOctets);
    if (read(text)) ++refused;
  }
  EXPECT_GT(refused, 0U);
}

TEST_P(HostileInput, OfRandomOctetsHasAnOutcome) {
  SCOPED_TRACE(parser().name);
  std::mt19937 random(GetParam());
  for (std::size_t i = 0; i < kRandomInputs; ++i) {
    std::string text(random() % 64, '\0');
    std::ranges::generate(text, [&random] { return static_cast<char>(random()); });
    read(text);
  }
}

/// A good message in which an octet is changed, taken out, doubled, or replaced by one of those that mean something.
std::string mutate(std::string text, std::mt19937& random) {
  constexpr std::string_view kMeaning =
      "\"\\{}[]:,%&=+?#/;. \t\r\n\0-9e\xFF\xC0"
      "~";
  const std::size_t at = random() % text.size();
  switch (random() % 4) {
    case 0:
      text[at] = static_cast<char>(random());
      break;
    case 1:
      text.erase(at, 1 + random() % 8);
      break;
    case 2:
      text.insert(at, text.substr(at, 1 + random() % 16));
      break;
    default:
      text.insert(at, 1, kMeaning[random() % kMeaning.size()]);
  }
  return text;
}

TEST_P(HostileInput, OfAMutatedMessageHasAnOutcome) {
  SCOPED_TRACE(parser().name);
  std::mt19937 random(GetParam());
  for (std::size_t i = 0; i < kRandomInputs; ++i) {
    std::string text = parser().good;
    for (std::size_t times = 1 + random() % 3; times > 0 && !text.empty(); --times) {
      text = mutate(std::move(text), random);
    }
    read(text);
  }
}

// Every length at which a message can be cut off.
TEST_P(HostileInput, OfAMessageCutShortHasAnOutcome) {
  SCOPED_TRACE(parser().name);
  const std::string& good = parser().good;
  std::size_t refused = 0;
  for (std::size_t size = 0; size < good.size(); ++size) {
    if (read(good.substr(0, size))) ++refused;
  }
  EXPECT_GT(refused, 0U);
}

INSTANTIATE_TEST_SUITE_P(Parsers, HostileInput,
                         ::testing::Range(std::size_t{0}, all_parsers().size()));

}  // namespace
}  // namespace oauthspec::testing
