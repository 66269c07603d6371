// SPDX-License-Identifier: Apache-2.0
// What a base string costs without a signature, and how that grows with the number of parameters (n log n: they are sorted) and with their octets (linearly).
#include "harness/reference/oauth1/base_string.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/allocations.h"
#include "bench/kernel_choice.h"
#include "bench/signing_requests.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/oauth1/base_string_composer.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/protocol_texts.h"

namespace oauthspec::bench {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::message::Request;

constexpr auto kMethod = oauth1::SignatureMethod::hmac_sha1;
constexpr std::string_view kNonce = "kllo9940pd9333jh";
constexpr std::string_view kTimestamp = "1191242096";

/// What RequestSigner has for its base strings.
oauth1::BaseStringComposer composer() {
  oauth1::ProtocolParameters parameters;
  parameters.consumer_key = kConsumerKey;
  parameters.token = kToken;
  parameters.version = "1.0";
  parameters.nonce = "";
  parameters.timestamp = "";
  return {oauth::crypto::openssl(), kMethod, false,
          oauth1::assign(parameters, kMethod, "").value()};
}

void photos(benchmark::State& state) {
  oauth1::BaseStringComposer made = composer();
  oauth1::BodyHashText body_hash;
  oauth::OctetBuffer out;
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    const Numbered& numbered = photo_requests()[next];
    out.clear();
    if (!made.append(out, body_hash, numbered.request, numbered.nonce, numbered.timestamp))
      state.SkipWithError("a request was refused");
    benchmark::DoNotOptimize(out.text().data());
    next = (next + 1) % kPhotoRequests;
  }
}

/// The function that gives a string, with parameters that are in the header field yet.
void photos_as_strings(benchmark::State& state) {
  const oauth::message::Parameters parameters{{"oauth_consumer_key", kConsumerKey},
                                              {"oauth_token", kToken},
                                              {"oauth_signature_method", "HMAC-SHA1"},
                                              {"oauth_timestamp", kTimestamp},
                                              {"oauth_nonce", kNonce},
                                              {"oauth_version", "1.0"}};
  std::size_t next = 0;
  for ([[maybe_unused]] auto once : state) {
    const auto made = oauth1::base_string(photo_requests()[next].request, parameters);
    if (!made) state.SkipWithError("a request was refused");
    benchmark::DoNotOptimize(made);
    next = (next + 1) % kPhotoRequests;
  }
}

void grow(benchmark::State& state, const Request& request) {
  oauth1::BaseStringComposer made = composer();
  oauth1::BodyHashText body_hash;
  std::size_t octets = 0;
  const Allocations before = allocations();
  {
    oauth::OctetBuffer out;
    if (!made.append(out, body_hash, request, kNonce, kTimestamp)) state.SkipWithError("refused");
    octets = out.size();
  }
  // What the first of its size takes; the next ones take nothing.
  state.counters["octets"] = static_cast<double>(allocations().octets - before.octets);
  state.counters["base string"] = static_cast<double>(octets);
  oauth::OctetBuffer out;
  for ([[maybe_unused]] auto once : state) {
    out.clear();
    if (!made.append(out, body_hash, request, kNonce, kTimestamp)) state.SkipWithError("refused");
    benchmark::DoNotOptimize(out.text().data());
  }
  state.SetComplexityN(state.range(0));
}

void parameters(benchmark::State& state) {
  grow(state, request_of(static_cast<std::size_t>(state.range(0))));
}

void octets(benchmark::State& state) {
  grow(state, form_of(static_cast<std::size_t>(state.range(0))));
}

constexpr std::int64_t kKibi = 1024;

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  if (!choose_kernel(argv[0])) return 2;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RegisterBenchmark("base string/photos", photos);
  benchmark::RegisterBenchmark("base string/photos, base_string()", photos_as_strings);
  benchmark::RegisterBenchmark("base string/parameters", parameters)
      ->RangeMultiplier(10)
      ->Range(1, 10'000)
      ->Complexity(benchmark::oNLogN);
  benchmark::RegisterBenchmark("base string/octets", octets)
      ->RangeMultiplier(4)
      ->Range(kKibi, kKibi * kKibi)
      ->Complexity(benchmark::oN);
  benchmark::AddCustomContext("percent-encoding",
                              std::string(oauth::codec::percent::in_use().name));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
