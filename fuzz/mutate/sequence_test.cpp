// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/sequence.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "fuzz/input/steps.h"

// The same moves in each run.
// NOLINTBEGIN(cert-msc32-c,cert-msc51-cpp)
namespace oauthspec::fuzz {
namespace {

std::size_t leave(std::uint8_t* /*octets*/, std::size_t size, std::size_t /*capacity*/) {
  return size;
}

constexpr std::string_view kFlow =
    "authorize client_id=client state=a%20b\nconsent decision=allow\ntoken @as=client code=$code\n";

TEST(SequenceMutator, KeepsToTheGrammarAndTheRoom) {
  Dice dice(1);
  std::set<std::string> seen;
  std::string text(kFlow);
  for (int i = 0; i < 2000; ++i) {
    text = sequence_mutator().mutate(text, 600, dice, leave);
    EXPECT_LE(text.size(), 600U);
    EXPECT_EQ(write_steps(read_steps(text)), text);
    seen.insert(text);
  }
  EXPECT_GT(seen.size(), 1500U);
}

// What a thief does: takes a step as somebody else, again, later, with an older code, for a place that is nearly the right one, or with
// what was never agreed on.
TEST(SequenceMutator, MakesTheMovesOfThieves) {
  constexpr std::string_view kTheft =
      "authorize client_id=client redirect_uri=https://c.example/cb\ntoken @as=client code=$code\n";
  Dice dice(1);
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) seen.insert(sequence_mutator().mutate(kTheft, 600, dice, leave));
  const std::string token = "token @as=client code=$code\n";
  const std::string begin(kTheft.substr(0, kTheft.find('\n') + 1));
  EXPECT_TRUE(seen.contains(begin + "token @as=second code=$code\n" + token));
  EXPECT_TRUE(seen.contains(begin + token + "token @as=second code=$code\n"));
  EXPECT_TRUE(seen.contains(begin + token + "wait seconds=30\n" + token));
  EXPECT_TRUE(seen.contains(begin + "token @as=client code=$code.1\n"));
  EXPECT_TRUE(seen.contains(begin + "token @as=client code=$code scope=read\n"));
  EXPECT_TRUE(seen.contains(
      begin +
      "token @as=client code=$code code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n"));
  EXPECT_TRUE(
      seen.contains("authorize client_id=client redirect_uri=https://c.example/cb/x\n" + token));
  EXPECT_TRUE(
      seen.contains("authorize client_id=client redirect_uri=http://c.example/cb\n" + token));
}

// In a long flow, too, in which few steps use anything up.
TEST(SequenceMutator, UsesAgainWhatWasUsed) {
  const std::string begin =
      "device-authorization @as=client\ndevice-page user_code=$user_code\ndevice "
      "user_code=$user_code\n"
      "sign-in username=alice\nconsent decision=allow\n";
  const std::string token = "token @as=client device_code=$device_code\n";
  Dice dice(1);
  std::set<std::string> seen;
  for (int i = 0; i < 3000; ++i)
    seen.insert(sequence_mutator().mutate(begin + token, 600, dice, leave));
  EXPECT_TRUE(seen.contains(begin + token + token));
  EXPECT_TRUE(seen.contains(begin + token + "wait seconds=601\nagain back=1\n"));
  EXPECT_TRUE(seen.contains(begin + token + "wait seconds=30\n" + token));
}

TEST(SequenceMutator, GivesTheSameForTheSameDice) {
  Dice one(7);
  Dice other(7);
  EXPECT_EQ(sequence_mutator().mutate(kFlow, 600, one, leave),
            sequence_mutator().mutate(kFlow, 600, other, leave));
}

TEST(SequenceMutator, CrossesStepsOfBoth) {
  Dice dice(1);
  bool both = false;
  for (int i = 0; i < 50; ++i) {
    const std::string crossed = sequence_mutator().cross(kFlow, "revoke token=$t\n", 600, dice);
    both = both || (crossed.find("revoke") != std::string::npos &&
                    crossed.find("token @as") != std::string::npos);
  }
  EXPECT_TRUE(both);
  EXPECT_EQ(sequence_mutator().cross("", "", 600, dice), "");
}

}  // namespace
}  // namespace oauthspec::fuzz
// NOLINTEND(cert-msc32-c,cert-msc51-cpp)
