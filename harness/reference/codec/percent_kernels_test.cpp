// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent_kernels.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/percent.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec::percent {
namespace {

using oauthspec::testing::TightBuffer;

/// What each function of a kernel gives of the same octets, which begin `offset` octets into a buffer that ends with them, written into
/// a buffer of just the room that is promised.
struct Outcome {
  std::string once;
  std::string twice;
  std::string decoded;
  std::string decoded_as_form;
  std::size_t read = 0;

  bool operator==(const Outcome&) const = default;
};

template <typename Write>
std::string written(std::size_t room, Write write) {
  const auto out = std::make_unique<char[]>(room);
  return {out.get(), write(out.get())};
}

Outcome outcome(const Kernel& kernel, std::string_view octets, std::size_t offset = 0) {
  const TightBuffer tight(std::string(offset, '%') + std::string(octets));
  const std::string_view view = tight.view().substr(offset);
  Outcome outcome;
  outcome.once = written(percent_encoded_room(view.size()),
                         [&](char* out) { return kernel.encode(out, view); });
  outcome.twice = written(percent_encoded_twice_room(view.size()),
                          [&](char* out) { return kernel.encode_twice(out, view); });
  const auto decode = [&](char plus) {
    return written(view.size() + kPercentSlack, [&](char* out) {
      const Decoded decoded = kernel.decode(out, view, plus);
      outcome.read = decoded.read;
      return decoded.end;
    });
  };
  outcome.decoded = decode('+');
  outcome.decoded_as_form = decode(' ');
  return outcome;
}

/// Octets of which about `density` in a hundred are escaped.
std::string random_octets(std::mt19937& random, std::size_t size, unsigned density) {
  std::string octets(size, ' ');
  for (char& c : octets) {
    c = random() % 100 < density ? static_cast<char>(random()) : "aZ09-._~"[random() % 8];
  }
  return octets;
}

/// Escapes of either case among plain text and plus signs; `broken` in a thousand begin like one and are none.
std::string random_text(std::mt19937& random, std::size_t size, unsigned density, unsigned broken) {
  std::string text;
  while (text.size() < size) {
    if (random() % 100 >= density) {
      text += "a+=\xC3"[random() % 4];
    } else if (random() % 1000 < broken) {
      text += '%';
    } else {
      text +=
          {'%', "0123456789abcdefABCDEF"[random() % 22], "0123456789abcdefABCDEF"[random() % 22]};
    }
  }
  return text.substr(0, size);
}

class OfEachKernel : public testing::TestWithParam<const Kernel*> {};

INSTANTIATE_TEST_SUITE_P(Percent, OfEachKernel,
                         testing::ValuesIn(available().begin(), available().end()),
                         [](const auto& instance) { return std::string(instance.param->name); });

// RFC 5849 3.4.1.3.2, the table headed "Encoded"; RFC5849-3.6-2, RFC5849-3.6-5
TEST_P(OfEachKernel, EncodesWhatTheRfcShows) {
  EXPECT_EQ(outcome(*GetParam(), "r b").once, "r%20b");
  EXPECT_EQ(outcome(*GetParam(), "=%3D").once, "%3D%253D");
  EXPECT_EQ(outcome(*GetParam(), "c@").twice, "c%2540");
  EXPECT_EQ(outcome(*GetParam(), "%3D%253d+").decoded, "=%3d+");
  EXPECT_EQ(outcome(*GetParam(), "2+q").decoded_as_form, "2 q");
}

// At each place of a vector, all others being of the other kind.
TEST_P(OfEachKernel, EncodesEachOctet) {
  const std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  for (int octet = 0; octet < 256; ++octet) {
    const std::string one(1, static_cast<char>(octet));
    char escaped[4];
    std::snprintf(escaped, sizeof escaped, "%%%02X", octet);
    const bool stays = unreserved.contains(one);
    const std::string expected = stays ? one : escaped;
    for (const std::size_t before : {0U, 5U, 31U, 63U}) {
      const std::string other(before, stays ? '/' : 'a');
      std::string all;
      for (std::size_t i = 0; i < before; ++i) all += stays ? "%2F" : "a";
      ASSERT_EQ(outcome(*GetParam(), other + one).once, all + expected) << octet;
    }
  }
}

TEST_P(OfEachKernel, AgreesWithThePortableOneAtEachLength) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (std::size_t size = 0; size <= 300; ++size) {
    for (const unsigned density : {0U, 5U, 50U, 100U}) {
      const std::size_t offset = random() % 64;
      const std::string octets = random_octets(random, size, density);
      ASSERT_EQ(outcome(*GetParam(), octets, offset), outcome(portable_kernel, octets)) << size;
      const std::string text = random_text(random, size, density, 30);
      ASSERT_EQ(outcome(*GetParam(), text, offset), outcome(portable_kernel, text)) << text;
    }
  }
}

TEST_P(OfEachKernel, AgreesWithThePortableOneOnLongText) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (const unsigned density : {0U, 1U, 10U, 60U}) {
    for (int i = 0; i < 10; ++i) {
      const std::size_t size = 2000 + random() % 4000;
      const std::string octets = random_octets(random, size, density);
      ASSERT_EQ(outcome(*GetParam(), octets, random() % 64), outcome(portable_kernel, octets));
      const std::string text = random_text(random, size, density, 1);
      ASSERT_EQ(outcome(*GetParam(), text, random() % 64), outcome(portable_kernel, text));
    }
  }
}

// What is refused stands at each place, cut short and with each digit wrong.
TEST_P(OfEachKernel, StopsBeforeWhatIsNoEscape) {
  for (const std::string_view refused : {"%", "%4", "%g1", "%4g", "%%41", "%+1"}) {
    for (std::size_t before = 0; before < 150; ++before) {
      for (const std::size_t after : {0U, 1U, 70U}) {
        const std::string text =
            std::string(before, 'a') + std::string(refused) + std::string(after, 'z');
        const Outcome found = outcome(*GetParam(), text);
        ASSERT_EQ(found.read, before) << text;
        ASSERT_EQ(found.decoded, std::string(before, 'a')) << text;
      }
    }
  }
}

RC_GTEST_PROP(EveryKernel, Agree, (const std::string& octets, std::uint8_t offset)) {
  const Outcome expected = outcome(portable_kernel, octets);
  for (const Kernel* kernel : available()) RC_ASSERT(outcome(*kernel, octets, offset) == expected);
}

RC_GTEST_PROP(EveryKernel, AgreeOnText, (unsigned seed, std::uint16_t size)) {
  std::mt19937 random(seed);
  const std::string text = random_text(random, size % 700, seed % 101, seed % 100);
  const Outcome expected = outcome(portable_kernel, text);
  for (const Kernel* kernel : available()) {
    RC_ASSERT(outcome(*kernel, text, random() % 64) == expected);
  }
}

/// Leaves the best in use, as it was before.
class Kernels : public testing::Test {
 protected:
  ~Kernels() override { static_cast<void>(use(available().back()->name)); }
};

TEST_F(Kernels, TheBestIsInUseUntilAnotherIsChosen) {
  EXPECT_EQ(available().front()->name, "portable");
  for (const Kernel* kernel : available()) {
    EXPECT_TRUE(use(kernel->name));
    EXPECT_EQ(in_use().name, kernel->name);
    EXPECT_EQ(percent_encode("a/b"), "a%2Fb");
  }
}

TEST_F(Kernels, AnUnknownOneChangesNothing) {
  ASSERT_TRUE(use("portable"));
  for (const char* name : {"", "sse", "PORTABLE", "neon"}) {
    EXPECT_FALSE(use(name));
    EXPECT_THAT(use_variable(name),
                testing::Optional(testing::HasSubstr("OAUTHSPEC_SIMD is to be one of")));
  }
  EXPECT_EQ(use_variable(nullptr), std::nullopt);
  EXPECT_EQ(in_use().name, "portable");
  EXPECT_EQ(use_variable(available().back()->name.data()), std::nullopt);
  EXPECT_EQ(in_use().name, available().back()->name);
}

}  // namespace
}  // namespace oauth::codec::percent
