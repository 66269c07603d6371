// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/secret.h"

#include <string>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

namespace oauth {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);

TEST(Secret, KeepsItsOctetsThroughCopyAndMove) {
  Secret first("s3cret");
  Secret copy = first;
  EXPECT_EQ(copy.reveal(), "s3cret");
  Secret moved = std::move(first);
  EXPECT_EQ(moved.reveal(), "s3cret");
  copy = Secret("other");
  EXPECT_EQ(copy.reveal(), "other");
  copy = moved;
  EXPECT_EQ(copy.reveal(), "s3cret");
  const Secret& same = copy;
  copy = same;
  EXPECT_EQ(copy.reveal(), "s3cret");
}

TEST(Wipe, OverwritesAllThatAStringHasRoomFor) {
  for (const std::size_t size : {6U, 600U}) {
    std::string octets(size, 's');
    octets.resize(size - 2);
    wipe(octets);
    EXPECT_TRUE(octets.empty());
    EXPECT_EQ(std::string_view(octets.data(), size), std::string(size, '\0'));
  }
}

TEST(Secret, EmptiesTheStringThatItTakes) {
  std::string source = "s3cret";
  const std::string& seen = source;
  EXPECT_EQ(Secret::take(std::move(source)).reveal(), "s3cret");
  EXPECT_TRUE(seen.empty());
}

TEST(EqualInConstantTime, ComparesOctets) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time(std::string_view("a\0b", 3), std::string_view("a\0b", 3)));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "bbc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
  EXPECT_FALSE(equal_in_constant_time("\x80", std::string_view("\0", 1)));
}

}  // namespace
}  // namespace oauth
