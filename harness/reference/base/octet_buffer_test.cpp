// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/octet_buffer.h"

#include <algorithm>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace oauth {
namespace {

TEST(OctetBuffer, KeepsWhatIsThereWhenItGrows) {
  OctetBuffer buffer;
  EXPECT_EQ(buffer.text(), "");
  std::string expected;
  for (std::size_t size = 0; size < 300; ++size) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    // Asks for more than it writes.
    buffer.end_at(std::ranges::copy(piece, buffer.room(size + 9)).out);
    expected += piece;
    ASSERT_EQ(buffer.text(), expected);
  }
  buffer.append(" and more");
  EXPECT_EQ(buffer.text(), expected + " and more");
  buffer.cut(10);
  EXPECT_EQ(buffer.text(), expected.substr(0, 10));
}

TEST(OctetBuffer, KeepsItsRoomWhenItIsCleared) {
  OctetBuffer buffer;
  const char* const place = buffer.room(1000);
  buffer.append("text");
  buffer.clear();
  EXPECT_EQ(buffer.size(), 0U);
  EXPECT_EQ(buffer.room(1000), place);
}

TEST(OctetBuffer, IsEmptyOnceItsOctetsHaveMoved) {
  OctetBuffer from(OctetBuffer::Contents::secret);
  from.append("text");
  OctetBuffer to(std::move(from));
  EXPECT_EQ(to.text(), "text");
  from = OctetBuffer();
  from.append("other");
  to = std::move(from);
  EXPECT_EQ(to.text(), "other");
}

}  // namespace
}  // namespace oauth
