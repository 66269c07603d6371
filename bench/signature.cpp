// SPDX-License-Identifier: Apache-2.0
// What a signature of OAuth 1.0 costs, beside the bare HMAC over a base string: 512 requests in turn, eight parameters each. Nonce and timestamp are given, and
// their making is no part of the time, but where a row says "with nonce". All rows are measured in turns, and the medians of their processor time are compared.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <openssl/rand.h>

#include "bench/allocations.h"
#include "bench/backend_flags.h"
#include "bench/bare_key.h"
#include "bench/kernel_choice.h"
#include "bench/median_reporter.h"
#include "bench/signing_requests.h"
#include "bench/straightforward.h"
#include "harness/reference/base/system_clock.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/crypto/backends.h"
#include "harness/reference/crypto/openssl_variants.h"
#include "harness/reference/crypto/system_random.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/client.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "harness/reference/oauth1/request_signer.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/verify.h"

namespace oauthspec::bench {
namespace {

namespace crypto = oauth::crypto;
namespace oauth1 = oauth::oauth1;
using oauth1::SignatureMethod;

constexpr std::string_view kBare = "HMAC-SHA1/bare EVP_MAC with saved state";
constexpr std::size_t kBatch = 64;

/// What operator new was asked for by an operation, on the average.
class AllocationCounter {
 public:
  explicit AllocationCounter(benchmark::State& state) : state_(state), before_(allocations()) {}
  ~AllocationCounter() {
    const Allocations after = allocations();
    const auto set = [&](const char* name, std::size_t count) {
      state_.counters[name] =
          benchmark::Counter(static_cast<double>(count), benchmark::Counter::kAvgIterations);
    };
    set("allocations", after.calls - before_.calls);
    set("octets", after.octets - before_.octets);
  }
  AllocationCounter(const AllocationCounter&) = delete;
  AllocationCounter& operator=(const AllocationCounter&) = delete;

 private:
  benchmark::State& state_;
  Allocations before_;
};

/// Runs `operation` with the requests in turn; it says whether it succeeded.
template <class Operation>
void in_turn(benchmark::State& state, Operation operation) {
  const std::vector<Numbered>& requests = photo_requests();
  // What grows, grows here.
  for (const Numbered& request : requests) {
    if (!operation(request)) state.SkipWithError("a request was refused");
  }
  const AllocationCounter counter(state);
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    benchmark::DoNotOptimize(operation(requests[next]));
    next = (next + 1) % kPhotoRequests;
  }
}

// The denominator

std::vector<std::string> base_strings(SignatureMethod method) {
  oauth1::RequestSigner signer = request_signer(crypto::openssl(), method);
  std::vector<std::string> made;
  for (const Numbered& numbered : photo_requests()) {
    made.emplace_back(
        signer.sign(numbered.request, numbered.nonce, numbered.timestamp).value().base_string);
  }
  return made;
}

void bare(benchmark::State& state, const char* hash, SignatureMethod method) {
  BareKey key(hash, std::string(kConsumerSecret) + '&' + std::string(kTokenSecret));
  const std::vector<std::string> texts = base_strings(method);
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    benchmark::DoNotOptimize(key.tag(texts[next]));
    next = (next + 1) % kPhotoRequests;
  }
}

void bare_backend(benchmark::State& state, const crypto::Backend& backend, crypto::Hash hash,
                  SignatureMethod method) {
  const auto key =
      backend.mac_key(hash, std::string(kConsumerSecret) + '&' + std::string(kTokenSecret)).value();
  const std::vector<std::string> texts = base_strings(method);
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    auto tag = key->authenticate(texts[next]);
    benchmark::DoNotOptimize(tag);
    next = (next + 1) % kPhotoRequests;
  }
}

// Ways to sign

void signature(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  oauth1::RequestSigner signer = request_signer(backend, method);
  in_turn(state, [&](const Numbered& numbered) {
    const auto made = signer.sign(numbered.request, numbered.nonce, numbered.timestamp);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

void header_field(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  oauth1::RequestSigner signer = request_signer(backend, method);
  in_turn(state, [&](const Numbered& numbered) {
    const auto made = signer.authorization(numbered.request, numbered.nonce, numbered.timestamp);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

/// One request, and the nonces and timestamps of all.
void prepared(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  auto request = request_signer(backend, method).prepare(photo_requests().front().request).value();
  in_turn(state, [&](const Numbered& numbered) {
    const auto made = request.sign(numbered.nonce, numbered.timestamp);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

void prepared_header_field(benchmark::State& state, const crypto::Backend& backend,
                           SignatureMethod method) {
  auto request = request_signer(backend, method).prepare(photo_requests().front().request).value();
  in_turn(state, [&](const Numbered& numbered) {
    const auto made = request.authorization(numbered.nonce, numbered.timestamp);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

/// 64 requests a call, and one of them an iteration.
void batch(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  oauth1::RequestSigner signer = request_signer(backend, method);
  std::vector<oauth1::RequestToSign> requests;
  for (const Numbered& numbered : photo_requests())
    requests.push_back({&numbered.request, numbered.nonce, numbered.timestamp});
  std::size_t next = 0;
  const auto sign = [&] {
    const auto made = signer.sign_all(std::span(requests).subspan(next, kBatch));
    benchmark::DoNotOptimize(made.data());
    next = (next + kBatch) % kPhotoRequests;
  };
  for (std::size_t i = 0; i < kPhotoRequests; i += kBatch) sign();
  const AllocationCounter counter(state);
  while (state.KeepRunningBatch(kBatch)) sign();
}

void by_sign(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  oauth1::Signer key = signing_key(backend, method);
  in_turn(state, [&](const Numbered& numbered) {
    oauth1::ProtocolParameters parameters;
    parameters.consumer_key = kConsumerKey;
    parameters.token = kToken;
    parameters.version = "1.0";
    parameters.nonce = numbered.nonce;
    parameters.timestamp = numbered.timestamp;
    const auto made = oauth1::sign(numbered.request, parameters, key);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

/// A copy of the request with its Authorization header field; the clock is read and the nonce made.
void by_client(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  const oauth::SystemClock clock;
  oauth1::Client client(backend, clock, crypto::system_random(),
                        {std::string(kConsumerKey), oauth::Secret(kConsumerSecret), nullptr},
                        {.method = method});
  const oauth1::Credentials token{std::string(kToken), oauth::Secret(kTokenSecret)};
  in_turn(state, [&](const Numbered& numbered) {
    const auto made = client.authenticate(numbered.request, token);
    benchmark::DoNotOptimize(made);
    return made.has_value();
  });
}

void straightforward(benchmark::State& state) {
  const Straightforward signer{std::string(kConsumerKey), std::string(kConsumerSecret),
                               std::string(kToken), std::string(kTokenSecret)};
  in_turn(state, [&](const Numbered& numbered) {
    const std::string made = signer.sign(numbered.request.method, numbered.request.url,
                                         numbered.nonce, numbered.timestamp);
    benchmark::DoNotOptimize(made.data());
    return !made.empty();
  });
}

// Verification

class OneClient final : public oauth1::CredentialStore {
 public:
  std::optional<oauth1::KnownClient> find_client(std::string_view key) const override {
    return oauth1::KnownClient{std::string(key), oauth::Secret(kConsumerSecret), nullptr};
  }
  std::optional<oauth1::KnownToken> find_token(std::string_view key) const override {
    return oauth1::KnownToken{std::string(key), oauth::Secret(kTokenSecret),
                              std::string(kConsumerKey), std::nullopt};
  }
};

class NoNonces final : public oauth1::NonceStore {
 public:
  bool remember(const oauth1::NonceUse& /*use*/) override { return true; }
};

class FirstRequestsTime final : public oauth::Clock {
 public:
  std::chrono::sys_seconds now() const override {
    constexpr std::int64_t kTime = 1191242096;
    return std::chrono::sys_seconds(std::chrono::seconds(kTime));
  }
};

void verification(benchmark::State& state, const crypto::Backend& backend, SignatureMethod method) {
  const OneClient credentials;
  NoNonces nonces;
  const FirstRequestsTime clock;
  oauth1::VerificationPolicy policy;
  policy.window = std::chrono::hours(1);
  const oauth1::RequestVerifier verifier(backend, credentials, nonces, clock, policy);
  oauth1::RequestSigner signer = request_signer(backend, method);
  std::vector<oauth::message::Request> requests;
  for (Numbered numbered : photo_requests()) {
    // RFC 5849 section 3.4.4: by TLS only, or it is refused.
    if (method == SignatureMethod::plaintext) numbered.request.url.insert(4, "s");
    const auto parameters =
        signer.parameters(numbered.request, numbered.nonce, numbered.timestamp).value();
    requests.push_back(
        oauth1::transmit(numbered.request, parameters, oauth1::Location::authorization_header)
            .value());
  }
  const AllocationCounter counter(state);
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    if (!verifier.verify(requests[next])) state.SkipWithError("a right signature was refused");
    next = (next + 1) % kPhotoRequests;
  }
}

// Nonces

void pooled_octets(benchmark::State& state) {
  std::array<std::uint8_t, 16> octets{};
  for ([[maybe_unused]] auto once : state) {
    crypto::system_random().fill(octets);
    benchmark::DoNotOptimize(octets);
  }
}

void rand_bytes(benchmark::State& state) {
  std::array<std::uint8_t, 16> octets{};
  for ([[maybe_unused]] auto once : state) {
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1)
      state.SkipWithError("no random octets");
    benchmark::DoNotOptimize(octets);
  }
}

using ByBackend = void (*)(benchmark::State&, const crypto::Backend&, SignatureMethod);
using Way = std::pair<std::string_view, ByBackend>;

// Those in which libraries differ by more than their HMAC.
constexpr std::array kWaysByLibrary =
    std::to_array<Way>({{"signature", signature}, {"prepared", prepared}, {"batch of 64", batch}});
constexpr std::array kWays =
    std::to_array<Way>({{"signature", signature},
                        {"Authorization header", header_field},
                        {"prepared", prepared},
                        {"prepared, Authorization header", prepared_header_field},
                        {"batch of 64", batch},
                        {"oauth1::sign()", by_sign},
                        {"Client::authenticate(), with nonce and time", by_client},
                        {"verification", verification}});

void add_ways_to_sign(std::span<const Way> ways, const crypto::Backend& backend,
                      SignatureMethod method) {
  for (const auto& [what, way] : ways) {
    const std::string name = std::string(oauth1::name(method))
                                 .append("/")
                                 .append(what)
                                 .append(", ")
                                 .append(backend.name());
    benchmark::RegisterBenchmark(name.c_str(), [way, &backend, method](benchmark::State& state) {
      way(state, backend, method);
    });
  }
}

void add_threads(const crypto::Backend& backend) {
  const auto most = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const std::string name = "threads: HMAC-SHA1/signature, " + std::string(backend.name());
  benchmark::RegisterBenchmark(name.c_str(), [&backend](benchmark::State& state) {
    signature(state, backend, SignatureMethod::hmac_sha1);
  })->ThreadRange(1, most);
}

void add_all() {
  benchmark::RegisterBenchmark(kBare.data(), [](benchmark::State& state) {
    bare(state, "SHA1", SignatureMethod::hmac_sha1);
  });
  benchmark::RegisterBenchmark(
      "HMAC-SHA256/bare EVP_MAC with saved state",
      [](benchmark::State& state) { bare(state, "SHA256", SignatureMethod::hmac_sha256); });
  benchmark::RegisterBenchmark("HMAC-SHA1/straightforward: std::string, std::sort and HMAC()",
                               straightforward);
  for (const crypto::Backend* backend : crypto::openssl_variants()) {
    const std::string name = "HMAC-SHA1/bare, " + std::string(backend->name());
    benchmark::RegisterBenchmark(name.c_str(), [backend](benchmark::State& state) {
      bare_backend(state, *backend, crypto::Hash::sha1, SignatureMethod::hmac_sha1);
    });
  }
  for (const crypto::BuiltBackend& built : crypto::built_backends()) {
    const bool signs = std::ranges::find(built.lacks, "HMAC-SHA1") == built.lacks.end();
    if (built.backend == &crypto::openssl() || !signs) continue;
    add_ways_to_sign(kWaysByLibrary, *built.backend, SignatureMethod::hmac_sha1);
  }
  for (const SignatureMethod method :
       {SignatureMethod::hmac_sha1, SignatureMethod::hmac_sha256, SignatureMethod::plaintext}) {
    add_ways_to_sign(kWays, crypto::openssl(), method);
  }
  add_threads(crypto::openssl());
  benchmark::RegisterBenchmark("nonce/16 octets, system_random()", pooled_octets);
  benchmark::RegisterBenchmark("nonce/16 octets, RAND_bytes()", rand_bytes);
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  if (!choose_kernel(argv[0])) return 2;
  note_backends();
  return run_in_turns(argc, argv, kBare, add_all);
}
