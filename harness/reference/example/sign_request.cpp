// SPDX-License-Identifier: Apache-2.0
// Signs one request with token credentials and prints its Authorization header field. The README beside
// this folder shows this program and what it prints; a test compares the two.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <span>

#include "harness/reference/oauth1/client.h"

namespace {

/// A program of its own would ask the system here; this one signs the same request on every run.
class StoppedClock final : public oauth::Clock {
 public:
  std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(137131202));
  }
};

class SameOctets final : public oauth::RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override { std::ranges::fill(octets, 7); }
};

}  // namespace

int main() {
  using namespace oauth::oauth1;
  const StoppedClock clock;
  SameOctets random;
  Client client(oauth::crypto::openssl(), clock, random,
                {"dpf43f3p2l4k3l03", oauth::Secret("kd94hf93k423kf44"), nullptr});

  const Credentials token{"nnch734d00sl2jdk", oauth::Secret("pfkkdhi9sl3r4s00")};
  const auto request = client.authenticate(
      {"GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", {}, ""}, token);
  if (!request) {
    std::cerr << name(request.error().code) << '\n';
    return 1;
  }
  std::cout << request->headers.back().value << '\n';
}
