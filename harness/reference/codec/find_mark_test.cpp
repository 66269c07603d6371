// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/find_mark.h"

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "harness/reference/codec/percent_kernels.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::TightBuffer;

/// RFC 3986 sections 2.2, 2.3 and 3.2.2, written out.
constexpr std::string_view kRegName =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=";

bool is_marked(char c, Mark mark) {
  switch (mark) {
    case Mark::name:
      return !kRegName.contains(c);
    case Mark::path:
      return !kRegName.contains(c) && !std::string_view(":@/").contains(c);
    case Mark::form:
      break;
  }
  return std::string_view("&=%+").contains(c);
}

std::vector<std::size_t> places(std::string_view text, Mark mark, std::size_t at = 0) {
  std::vector<std::size_t> all;
  MarkedOctets octets(text, mark, at);
  for (std::size_t next = octets.next(); next < text.size(); next = octets.next())
    all.push_back(next);
  EXPECT_EQ(octets.next(), text.size()) << "it goes on behind its end";
  return all;
}

std::vector<std::size_t> expected_places(std::string_view text, Mark mark, std::size_t at = 0) {
  std::vector<std::size_t> all;
  for (; at < text.size(); ++at) {
    if (is_marked(text[at], mark)) all.push_back(at);
  }
  return all;
}

constexpr std::array<Mark, kMarks> kEach{Mark::name, Mark::path, Mark::form};

class MarkByEachKernel : public testing::TestWithParam<const percent::Kernel*> {
 protected:
  MarkByEachKernel() { EXPECT_TRUE(percent::use(GetParam()->name)); }
  ~MarkByEachKernel() override {
    static_cast<void>(percent::use(percent::available().back()->name));
  }
};

INSTANTIATE_TEST_SUITE_P(Percent, MarkByEachKernel,
                         testing::ValuesIn(percent::available().begin(),
                                           percent::available().end()),
                         [](const auto& instance) { return std::string(instance.param->name); });

TEST_P(MarkByEachKernel, IsOnTheRightOctets) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  for (const Mark mark : kEach) EXPECT_EQ(places(all, mark), expected_places(all, mark));
}

// Not an octet beyond the text is read, nor a mark seen there.
TEST_P(MarkByEachKernel, IsFoundAtEachLengthFromEachPlace) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (std::size_t size = 0; size <= 200; ++size) {
    std::string text(size, ' ');
    for (char& c : text) c = "ab1-/?#&=%+@:\xC3\x1F"[random() % (size % 2 == 0 ? 15 : 4)];
    const TightBuffer tight(text);
    const std::size_t at = random() % (size + 1);
    for (const Mark mark : kEach) {
      const auto expected = expected_places(text, mark, at);
      ASSERT_EQ(places(tight.view(), mark, at), expected) << text;
      ASSERT_EQ(find_mark(tight.view(), at, mark), expected.empty() ? size : expected.front());
    }
  }
}

TEST_P(MarkByEachKernel, IsFoundFarAway) {
  for (const std::size_t before : {63U, 64U, 65U, 127U, 128U, 1000U}) {
    const std::string text = std::string(before, 'a') + "%";
    for (const Mark mark : kEach) {
      EXPECT_EQ(find_mark(text, 0, mark), before);
      EXPECT_EQ(find_mark(text, before + 1, mark), text.size());
    }
  }
}

}  // namespace
}  // namespace oauth::codec
