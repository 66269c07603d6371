// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/system_random.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <mutex>

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace oauth::crypto {
namespace {

class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    const std::lock_guard lock(mutex_);
    while (!octets.empty()) {
      if (left_ == 0) {
        fetch();
      }
      const std::size_t taken = std::min(left_, octets.size());
      std::uint8_t* const from = pool_.data() + (pool_.size() - left_);
      std::copy_n(from, taken, octets.begin());
      OPENSSL_cleanse(from, taken);
      left_ -= taken;
      octets = octets.subspan(taken);
    }
  }

 private:
  void fetch() {
    // Without random octets nothing that is promised holds, and nobody could mend it while we run.
    if (RAND_bytes(pool_.data(), static_cast<int>(pool_.size())) != 1) {
      std::abort();
    }
    left_ = pool_.size();
  }

  static constexpr std::size_t kPoolOctets = 4096;

  std::mutex mutex_;
  std::array<std::uint8_t, kPoolOctets> pool_{};
  std::size_t left_ = 0;
};

}  // namespace

RandomSource& system_random() {
  static SystemRandom source;
  return source;
}

}  // namespace oauth::crypto
