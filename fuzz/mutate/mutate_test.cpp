// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fuzz/input/http_text.h"
#include "fuzz/mutate/headers.h"
#include "fuzz/mutate/json.h"
#include "fuzz/mutate/mutator.h"
#include "fuzz/mutate/parameters.h"

namespace oauthspec::fuzz {
namespace {

/// Changes the first octet, or makes one.
std::size_t turn_first(std::uint8_t* octets, std::size_t size, std::size_t capacity) {
  if (capacity == 0) return 0;
  octets[0] = size == 0 ? 'x' : static_cast<std::uint8_t>(octets[0] ^ 1);
  return std::max<std::size_t>(size, 1);
}

struct Grammar {
  const char* name;
  const Mutator& mutator;
  std::string good;
  std::string other;
  bool (*whole)(std::string_view);
};

bool is_json(std::string_view text) {
  return nlohmann::json::accept(text);
}
bool is_any(std::string_view /*text*/) {
  return true;
}
bool has_status(std::string_view text) {
  return text.find('\n') != std::string_view::npos;
}

std::vector<Grammar> grammars() {
  return {{"parameters", parameters_mutator(), "grant_type=authorization_code&code=a%20b", "c=d&e",
           is_any},
          {"headers", headers_mutator(),
           "POST https://h/token?a=b\nAuthorization: OAuth a=\"b\", c=\"d\"\nHost: h\n\ncode=1",
           "401\nWWW-Authenticate: Bearer realm=\"a\"\n\n", has_status},
          {"json", json_mutator(), R"({"access_token":"a","expires_in":3600,"x":[1,{"y":null}]})",
           R"({"error":"invalid_grant"})", is_json}};
}

class MutatorTest : public testing::TestWithParam<std::size_t> {
 protected:
  const Grammar grammar_ = grammars().at(GetParam());

  std::string mutate(std::string_view input, std::size_t capacity, unsigned seed) const {
    Dice dice(seed);
    return grammar_.mutator.mutate(input, capacity, dice, turn_first);
  }
};

INSTANTIATE_TEST_SUITE_P(All, MutatorTest, testing::Range<std::size_t>(0, 3),
                         [](const auto& param) { return grammars().at(param.param).name; });

TEST_P(MutatorTest, TheSameSeedGivesTheSameChange) {
  for (unsigned seed = 1; seed < 200; ++seed) {
    EXPECT_EQ(mutate(grammar_.good, 1000, seed), mutate(grammar_.good, 1000, seed));
  }
}

TEST_P(MutatorTest, ChangesAreOfManyKinds) {
  std::set<std::string> changed;
  for (unsigned seed = 1; seed < 2000; ++seed) changed.insert(mutate(grammar_.good, 1000, seed));
  EXPECT_GT(changed.size(), 300U);
}

TEST_P(MutatorTest, TheGrammarMostlyHolds) {
  int whole = 0;
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    whole += static_cast<int>(grammar_.whole(mutate(grammar_.good, 1000, seed)));
  }
  EXPECT_GT(whole, 600);
}

TEST_P(MutatorTest, NothingIsLongerThanItMayBe) {
  for (unsigned seed = 1; seed < 1000; ++seed) {
    for (const std::size_t capacity : {0U, 1U, 7U, 60U}) {
      const std::string input = grammar_.good.substr(0, capacity);
      EXPECT_LE(mutate(input, capacity, seed).size(), capacity);
      Dice dice(seed);
      EXPECT_LE(grammar_.mutator.cross(input, grammar_.other, capacity, dice).size(), capacity);
    }
  }
}

TEST_P(MutatorTest, AnyOctetsAreAnInput) {
  for (unsigned seed = 1; seed < 3000; ++seed) {
    Dice dice(seed);
    std::string input(below(dice, 40), '\0');
    for (char& octet : input) octet = static_cast<char>(below(dice, 256));
    EXPECT_LE(mutate(input, 200, seed).size(), 200U);
    std::ignore = grammar_.mutator.cross(input, grammar_.good, 200, dice);
    std::ignore = grammar_.mutator.cross(grammar_.good, input, 200, dice);
  }
}

TEST_P(MutatorTest, CrossingTakesOfBoth) {
  std::set<std::string> crossed;
  for (unsigned seed = 1; seed < 200; ++seed) {
    Dice dice(seed);
    crossed.insert(grammar_.mutator.cross(grammar_.good, grammar_.other, 1000, dice));
  }
  EXPECT_GT(crossed.size(), 3U);
}

/// Whether some seed makes `wanted` of the input.
bool reaches(const Mutator& mutator, std::string_view input, std::string_view wanted) {
  for (unsigned seed = 1; seed < 30000; ++seed) {
    Dice dice(seed);
    if (mutator.mutate(input, 1000, dice, turn_first) == wanted) return true;
  }
  return false;
}

TEST(ParametersMutator, MakesTheMistakesOfClientsAndServers) {
  for (const std::string_view wanted :
       {"a=b&a=b&c=d", "c=d&a=b", "a=b", "a=b&c=b", "a=b&c=%252F", "ab&c=d", "a=b&scope=d",
        "%61=b&c=d", "a=b&C=D", "a=b;&c=d", "a=b&c"}) {
    EXPECT_TRUE(reaches(parameters_mutator(), "a=b&c=d", wanted)) << wanted;
  }
  EXPECT_TRUE(reaches(parameters_mutator(), "a=%2F", "a=%252F"));
  EXPECT_TRUE(reaches(parameters_mutator(), "a=%2F", "a=/"));
}

TEST(HeadersMutator, MakesTheMistakesOfClientsAndServers) {
  constexpr std::string_view request = "GET h?a=b\nA: B x=\"y\",z\nC: D\n\nc=d";
  for (const std::string_view wanted :
       {"POST h?a=b\nA: B x=\"y\",z\nC: D\n\nc=d", "GET h?a=b&a=b\nA: B x=\"y\",z\nC: D\n\nc=d",
        "GET h?a=b\nC: D\n\nc=d", "GET h?a=b\nC: D\nA: B x=\"y\",z\n\nc=d",
        "GET h?a=b\nA: B x=y\",z\nC: D\n\nc=d", "GET h?a=b\nA: z,B x=\"y\"\nC: D\n\nc=d",
        "GET h?a=b\nA: B x=\"y\",z\nC: D\nC: D\n\nc=d",
        "GET h?a=b\nA: B x=\"y\",z\nC: D\n\nc=d&c=d",
        "GET h?a=b\nA: B x=\"y\",z\nC: D, D\n\nc=d"}) {
    EXPECT_TRUE(reaches(headers_mutator(), request, wanted)) << wanted;
  }
}

TEST(HeadersMutator, ChangesTheUrlOfARequest) {
  for (const std::string_view wanted :
       {"GET https://h:443/a\n\n", "GET https://h:80/a\n\n", "GET http://h/a\n\n",
        "GET https://a@h/a\n\n", "GET https://H/a\n\n", "GET https://h/a/\n\n"}) {
    EXPECT_TRUE(reaches(headers_mutator(), "GET https://h/a\n\n", wanted)) << wanted;
  }
}

TEST(JsonMutator, MakesTheMistakesOfClientsAndServers) {
  constexpr std::string_view object = R"({"a":3600,"b":"c"})";
  for (const std::string_view wanted :
       {R"({"a":"3600","b":"c"})", R"({"a":null,"b":"c"})", R"({"a":1e+99,"b":"c"})",
        R"({"a":[3600],"b":"c"})", R"({"b":"c"})", R"({"a":3600,"b":"c","a":3600})",
        R"({"a":3600,"b":3600})", R"({"a":3600.0,"b":"c"})", R"({"a":3600,"b":"c","alg":"none"})",
        R"({"\u0061":3600,"b":"c"})"}) {
    EXPECT_TRUE(reaches(json_mutator(), object, wanted)) << wanted;
  }
}

TEST(JsonMutator, FindsTheBodyOfAMessage) {
  EXPECT_TRUE(reaches(json_mutator(), "200\nA: b\n\n{\"a\":1}", "200\nA: b\n\n{\"a\":\"1\"}"));
}

}  // namespace
}  // namespace oauthspec::fuzz
