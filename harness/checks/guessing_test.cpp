// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/guessing.h"

#include <gtest/gtest.h>

namespace oauthspec::checks {
namespace {

TEST(BitsToGuess, CountsWhatDiffers) {
  // Four places, each of four characters that were seen.
  EXPECT_DOUBLE_EQ(bits_to_guess({"abcd", "bcda", "cdab", "dabc"}), 8);
}

TEST(BitsToGuess, LeavesOutWhatAllHave) {
  EXPECT_DOUBLE_EQ(bits_to_guess({"token-ab-of-mine", "token-ba-of-mine"}), 2);
}

TEST(BitsToGuess, IsSmallForNumbersInARow) {
  EXPECT_LT(bits_to_guess({"1001", "1002", "1003", "1004", "1005"}), 3);
}

TEST(BitsToGuess, ComparesNoFurtherThanTheShortest) {
  EXPECT_DOUBLE_EQ(bits_to_guess({"ab", "baxyz"}), 2);
}

TEST(BitsToGuess, IsNothingWhereAllAreOne) {
  EXPECT_DOUBLE_EQ(bits_to_guess({"same", "same", "same"}), 0);
  EXPECT_DOUBLE_EQ(bits_to_guess({"one"}), 0);
  EXPECT_DOUBLE_EQ(bits_to_guess({"", "text"}), 0);
  EXPECT_DOUBLE_EQ(bits_to_guess({}), 0);
}

// RFC 5849 sections 1.2, 2.1 and 2.3 have these shared-secrets and verification codes.
TEST(BitsToGuess, FindsTheExamplesOfTheRfcLongEnough) {
  EXPECT_GT(bits_to_guess(
                {"hdhd0244k9j7ao03", "pfkkdhi9sl3r4s00", "xyz4992k83j47x0b", "ll399dj47dskfjdk"}),
            56);
  EXPECT_GT(bits_to_guess({"473f82d3", "0a1be6c9", "95de104f", "e2c87b36"}), 24);
}

TEST(BitsToGuess, FindsFewDigitsTooShort) {
  EXPECT_LT(bits_to_guess({"493021", "108374", "775629", "231840"}), 24);
}

TEST(Altered, ChangesOneCharacterIntoOneOfItsKind) {
  EXPECT_EQ(altered("abc"), "bbc");
  EXPECT_EQ(altered("zoo"), "aoo");
  EXPECT_EQ(altered("Zoo"), "Aoo");
  EXPECT_EQ(altered("90"), "00");
  EXPECT_EQ(altered("-_x"), "-_y");
}

TEST(Altered, LengthensWhatHasNeitherLettersNorDigits) {
  EXPECT_EQ(altered(""), "x");
  EXPECT_EQ(altered("-_"), "-_x");
}

}  // namespace
}  // namespace oauthspec::checks
