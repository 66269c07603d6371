// SPDX-License-Identifier: Apache-2.0
// HMAC over 300 octets, which is what an OAuth 1.0 signature costs at the least, by each crypto backend: one tag, one that goes on from a prefix of 128
// octets, and one of a batch of 64. 512 messages in turn, so that no branch of a library is learned by heart.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/backend_flags.h"
#include "harness/reference/crypto/backends.h"

namespace oauthspec::bench {
namespace {

using oauth::crypto::Backend;
using oauth::crypto::Digest;
using oauth::crypto::Hash;
using oauth::crypto::MacKey;

constexpr std::size_t kMessages = 512;
constexpr std::size_t kOctets = 300;
constexpr std::size_t kPrefix = 128;
constexpr std::size_t kBatch = 64;
constexpr std::string_view kKey = "kd94hf93k423kf44kd94hf93k423kf44&pfkkdhi9sl3r4s00pfkkdhi9sl3";

/// Messages of printable octets that begin alike, at places that no alignment favours.
std::vector<std::string_view> messages() {
  static const std::string all = [] {
    std::string text;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < kMessages * (kOctets + 13) + kOctets; ++i) {
      state = state * 1664525U + 1013904223U;  // Knuth's and Lewis' generator
      text += static_cast<char>('!' + (state >> 24U) % 94);
    }
    for (std::size_t i = 0; i < kMessages; ++i)
      text.replace(i * (kOctets + 13), kPrefix, text.substr(0, kPrefix));
    return text;
  }();
  std::vector<std::string_view> views;
  views.reserve(kMessages);
  for (std::size_t i = 0; i < kMessages; ++i)
    views.push_back(std::string_view(all).substr(i * (kOctets + 13), kOctets));
  return views;
}

void run_one(benchmark::State& runs, MacKey& key, std::size_t skipped) {
  const auto texts = messages();
  std::size_t next = 0;
  for (auto _ : runs) {
    auto tag = key.authenticate(texts[next].substr(skipped));
    benchmark::DoNotOptimize(tag);
    next = (next + 1) % kMessages;
  }
}

void one_tag(benchmark::State& runs, const Backend& backend, Hash hash) {
  run_one(runs, **backend.mac_key(hash, kKey), 0);
}

void after_prefix(benchmark::State& runs, const Backend& backend, Hash hash) {
  const auto key = *backend.mac_key(hash, kKey);
  run_one(runs, **key->with_prefix(messages().front().substr(0, kPrefix)), kPrefix);
}

void batch(benchmark::State& runs, const Backend& backend, Hash hash) {
  const auto key = *backend.mac_key(hash, kKey);
  const auto texts = messages();
  std::vector<Digest> tags(kBatch, Digest(hash));
  std::size_t next = 0;
  while (runs.KeepRunningBatch(kBatch)) {
    auto made = key->authenticate_all(std::span(texts).subspan(next, kBatch), tags);
    benchmark::DoNotOptimize(made);
    next = (next + kBatch) % kMessages;
  }
}

void register_all() {
  for (const auto& one : oauth::crypto::built_backends()) {
    for (const auto& [hash, name] :
         {std::pair(Hash::sha1, "HMAC-SHA1"), {Hash::sha256, "HMAC-SHA256"}}) {
      if (!one.backend->mac_key(hash, kKey)) continue;
      const std::string way = std::string("/") + name + '/' + std::string(one.backend->name());
      const Backend& backend = *one.backend;
      benchmark::RegisterBenchmark(("tag" + way).c_str(),
                                   [&backend, hash](auto& runs) { one_tag(runs, backend, hash); });
      benchmark::RegisterBenchmark(("prefix" + way).c_str(), [&backend, hash](auto& runs) {
        after_prefix(runs, backend, hash);
      });
      benchmark::RegisterBenchmark(("batch" + way).c_str(),
                                   [&backend, hash](auto& runs) { batch(runs, backend, hash); });
    }
  }
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  return run_by_backend(argc, argv, register_all);
}
