// SPDX-License-Identifier: Apache-2.0
// How the time and memory of every parser grow with the length of what a hostile peer sends. The same parsers and shapes
// are tested, at one length, by harness/testing/hostile_input/hostile_input_test.cpp.
#include <string>

#include <benchmark/benchmark.h>

#include "bench/memory.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/shapes.h"

namespace oauthspec::bench {
namespace {

using testing::Parser;
using testing::Shape;

constexpr std::int64_t kKibi = 1024;
constexpr std::int64_t kMebi = 1024 * kKibi;
constexpr double kLeastSeconds = 0.005;

void read(benchmark::State& state, const Parser& parser, const Shape& shape) {
  const auto octets = static_cast<std::size_t>(state.range(0));
  const testing::Reading reading = parser.prepare(testing::hostile_input(shape, parser, octets));
  forget_peak();
  const std::size_t before = held();
  for ([[maybe_unused]] auto once : state) benchmark::DoNotOptimize(reading());
  // The most that a reading held beside its input.
  const auto most = static_cast<double>(peak() - before);
  state.SetComplexityN(state.range(0));
  const auto count = static_cast<double>(octets);
  using benchmark::Counter;
  // Seconds per octet, printed with the prefix n for 1e-9.
  state.counters["time/octet"] =
      Counter(count, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["memory/octet"] = most / count;
}

void register_all() {
  for (const Parser& parser : testing::all_parsers()) {
    for (const Shape& shape : testing::shapes_of(parser.syntax)) {
      const std::string name = std::string(parser.name) + ": " + std::string(shape.name);
      auto* const made = benchmark::RegisterBenchmark(
          name.c_str(), [&parser, shape](benchmark::State& state) { read(state, parser, shape); });
      made->Unit(benchmark::kMicrosecond)->MinTime(kLeastSeconds)->Complexity();
      for (const std::int64_t octets :
           {kKibi, 16 * kKibi, 256 * kKibi, kMebi, 4 * kMebi, 16 * kMebi}) {
        made->Arg(octets);
      }
    }
  }
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  oauthspec::bench::register_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
