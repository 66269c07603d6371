// SPDX-License-Identifier: Apache-2.0
// Every parser comes to an outcome, whatever it is shown: a value, or an error value with a code. An exception that left
// the library would fail the test, a crash would end it, and a sanitizer sees what neither shows. How the time grows is
// for bench/hostile_input.cpp.
#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/shapes.h"

namespace oauthspec::testing {
namespace {

constexpr std::size_t kOctets = 64UL * 1024;
constexpr std::size_t kRandomInputs = 200;
constexpr std::uint32_t kSeed = 2026;

/// Reads it twice, which must give one outcome, and a code must be one that has a name.
Outcome read(const Parser& parser, const std::string& text) {
  const Reading reading = parser.prepare(text);
  const Outcome outcome = reading();
  if (outcome) {
    EXPECT_FALSE(oauth::name(*outcome).empty());
    EXPECT_FALSE(oauth::clause(*outcome).empty());
  }
  EXPECT_EQ(reading(), outcome);
  return outcome;
}

/// Shows an input after the other to every parser: `inputs(parser, show)` calls show(text). Gives how many parsers refused none.
template <class Inputs>
std::size_t takers_of_all(const Inputs& inputs) {
  std::size_t takers = 0;
  for (const Parser& parser : all_parsers()) {
    SCOPED_TRACE(parser.name);
    bool refused = false;
    inputs(parser, [&](const std::string& text) { refused |= read(parser, text).has_value(); });
    if (!refused) ++takers;
  }
  return takers;
}

// Without it, a parser that refuses everything at its door would pass all that follows.
TEST(HostileInput, IsMadeOfMessagesThatAreTaken) {
  for (const Parser& parser : all_parsers()) {
    SCOPED_TRACE(parser.name);
    EXPECT_EQ(read(parser, parser.good), Outcome());
  }
}

TEST(HostileInput, OfEveryShapeHasAnOutcome) {
  const std::size_t takers = takers_of_all([](const Parser& parser, const auto& show) {
    for (const Shape& shape : shapes_of(parser.syntax)) {
      SCOPED_TRACE(shape.name);
      const std::string text = hostile_input(shape, parser, kOctets);
      // The last piece may be cut, no more.
      EXPECT_GT(text.size() + 64, kOctets);
      EXPECT_LE(text.size(), kOctets);
      show(text);
    }
  });
  EXPECT_EQ(takers, 0U);
}

TEST(HostileInput, OfRandomOctetsHasAnOutcome) {
  std::mt19937 random(kSeed);  // NOLINT(cert-msc51-cpp): the same each time
  takers_of_all([&random](const Parser& /*any*/, const auto& show) {
    for (std::size_t i = 0; i < kRandomInputs; ++i) {
      std::string text(random() % 64, '\0');
      std::ranges::generate(text, [&random] { return static_cast<char>(random()); });
      show(text);
    }
  });
}

/// A message in which an octet is changed, some are taken out or doubled, or one is put in that means something.
std::string mutate(std::string text, std::mt19937& random) {
  using namespace std::string_view_literals;
  constexpr std::string_view kMeaning = "\"\\{}[]:,%&=+?#/;. \t\r\n\0-9e~\xFF\xC0"sv;
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

TEST(HostileInput, OfMutatedMessagesHasAnOutcome) {
  std::mt19937 random(kSeed);  // NOLINT(cert-msc51-cpp): the same each time
  takers_of_all([&random](const Parser& parser, const auto& show) {
    for (std::size_t i = 0; i < kRandomInputs; ++i) {
      std::string text = parser.good;
      for (std::size_t times = 1 + random() % 3; times > 0 && !text.empty(); --times) {
        text = mutate(std::move(text), random);
      }
      show(text);
    }
  });
}

// At every length at which a message can be cut off.
TEST(HostileInput, OfMessagesCutShortHasAnOutcome) {
  const std::size_t takers = takers_of_all([](const Parser& parser, const auto& show) {
    for (std::size_t size = 0; size < parser.good.size(); ++size) {
      show(parser.good.substr(0, size));
    }
  });
  EXPECT_EQ(takers, 0U);
}

}  // namespace
}  // namespace oauthspec::testing
