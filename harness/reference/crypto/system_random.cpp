// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/system_random.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <span>

#include <openssl/rand.h>
#include <pthread.h>

#include "harness/reference/base/pooled_random.h"

namespace oauth::crypto {
namespace {

class OpensslRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    // RAND_bytes() takes an int.
    constexpr std::size_t kMost = std::size_t{1} << 20U;
    while (!octets.empty()) {
      const auto part = octets.first(std::min(kMost, octets.size()));
      // Without random octets nothing that is promised holds, and nobody could mend it while we run.
      if (RAND_bytes(part.data(), static_cast<int>(part.size())) != 1) std::abort();
      octets = octets.subspan(part.size());
    }
  }
};

class SystemRandom final : public RandomSource {
 public:
  SystemRandom() {
    forking = this;
    // Of a process that forks, the child forgets the pool, so that no octet is given out on both sides; OpenSSL's own generator sees to
    // that itself. The lock is held meanwhile, or another thread might leave the child half a pool and a lock that nobody opens.
    const int failed =
        pthread_atfork([] { forking->mutex_.lock(); }, [] { forking->mutex_.unlock(); },
                       [] {
                         forking->pool_.forget();
                         forking->mutex_.unlock();
                       });
    if (failed != 0) std::abort();
  }

  void fill(std::span<std::uint8_t> octets) override {
    const std::lock_guard lock(mutex_);
    pool_.fill(octets);
  }

 private:
  static SystemRandom*
      forking;  // pthread_atfork() passes nothing on; there is one source a process

  std::mutex mutex_;
  OpensslRandom openssl_;
  PooledRandom pool_{openssl_};
};

SystemRandom* SystemRandom::forking = nullptr;

}  // namespace

RandomSource& system_random() {
  static SystemRandom source;
  return source;
}

}  // namespace oauth::crypto
