// SPDX-License-Identifier: Apache-2.0
// The memory that this process holds while the mock provider's handle() answers client_credentials requests one after the other.
// usage: bench_provider_memory [REQUESTS]
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include <unistd.h>

#include "harness/reference/base/clock.h"
#include "harness/reference/crypto/system_random.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"

namespace oauthspec::bench {
namespace {

constexpr unsigned long kMillion = 1'000'000;

class MovedClock final : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override { return at; }
  std::chrono::sys_seconds at{std::chrono::seconds(1'700'000'000)};
};

double resident_mib() {
  std::ifstream pages("/proc/self/statm");
  unsigned long whole = 0;
  unsigned long resident = 0;
  pages >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1U << 20U);
}

// Input: how many requests come in one second; 0: all in the same second.
bool measure(const char* title, unsigned long requests, unsigned long a_second) {
  MovedClock clock;
  provider::State state({oauth::crypto::openssl(), clock, oauth::crypto::system_random()},
                        provider::Settings{}, provider::default_registry(), provider::Rules{},
                        std::make_shared<provider::SigningKeys>());
  const oauth::message::Request request{"POST",
                                        "http://127.0.0.1:8080/token",
                                        {{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="},
                                         {"Content-Type", "application/x-www-form-urlencoded"}},
                                        "grant_type=client_credentials&scope=read"};
  std::cout << title << "\n| requests | resident, MiB | access tokens |\n|---|---|---|\n";
  for (unsigned long i = 1; i <= requests; ++i) {
    if (provider::handle(request, state).response.status != 200) {
      return false;
    }
    if (a_second != 0 && i % a_second == 0) {
      clock.at += std::chrono::seconds(1);
    }
    if (i == requests / 10 || i == requests / 2 || i == requests) {
      std::cout << "| " << i << " | " << resident_mib() << " | " << state.access_tokens.size()
                << " |\n";
    }
  }
  return true;
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  const unsigned long requests = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : kMillion;
  // The first is bounded by its capacity alone, the second by what has expired.
  const bool answered = measure("All in one second:", requests, 0) &&
                        measure("\nFour a second, so that tokens expire:", requests, 4);
  return answered ? 0 : 1;
}
