// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/engine.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "fuzz/driver/places.h"
#include "fuzz/driver/target.h"

namespace oauthspec::fuzz::driver {
namespace {

TEST(Engine, BoundsInputsAndCountsNoBranchesAsOftenAsTheyAreTaken) {
  Target target;
  target.name = "thing";
  target.kind = "codec";
  target.max_length = 77;
  const Words words = planted_words({}, target, 1, 10, "folder");
  for (const char* const word : {"-max_len=77", "-use_counters=0", "-seed=1"}) {
    EXPECT_NE(std::ranges::find(words, std::string(word)), words.end()) << word;
  }
}

}  // namespace
}  // namespace oauthspec::fuzz::driver
