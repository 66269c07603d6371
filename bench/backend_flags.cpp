// SPDX-License-Identifier: Apache-2.0
#include "bench/backend_flags.h"

#include <cstdlib>
#include <iostream>
#include <string>

#include <benchmark/benchmark.h>

#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/crypto/backends.h"

namespace oauthspec::bench {

bool choose_kernel(const char* program) {
  namespace percent = oauth::codec::percent;
  const auto problem = percent::use_variable(std::getenv(percent::kVariable));
  if (problem) std::cerr << program << ": " << *problem << '\n';
  return !problem;
}

void note_backends() {
  for (const oauth::crypto::BuiltBackend& one : oauth::crypto::built_backends()) {
    const std::string uses = one.processor.empty() ? "" : "; hashes by " + one.processor;
    benchmark::AddCustomContext("backend " + std::string(one.backend->name()),
                                std::string(one.library) + ' ' + one.version + uses);
  }
  benchmark::AddCustomContext("processor", oauth::crypto::processor_features());
  benchmark::AddCustomContext("percent-encoding",
                              std::string(oauth::codec::percent::in_use().name));
}

int run_by_backend(int argc, char** argv, void (*add)()) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  note_backends();
  add();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace oauthspec::bench
