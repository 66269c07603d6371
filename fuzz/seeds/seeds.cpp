// SPDX-License-Identifier: Apache-2.0
#include "fuzz/seeds/seeds.h"

namespace oauthspec::fuzz {

std::vector<SeedRule> seed_rules() {
  std::vector<SeedRule> all;
  for (const std::span<const SeedRule> topic : {
           codec_seeds(),
           oauth1_seeds(),
           jose_seeds(),
           percent_seeds(),
           response_seeds(),
           request_seeds(),
       }) {
    all.insert(all.end(), topic.begin(), topic.end());
  }
  return all;
}

}  // namespace oauthspec::fuzz
