// SPDX-License-Identifier: Apache-2.0
#include "bench/backend_flags.h"

#include <string>

#include <benchmark/benchmark.h>

#include "bench/kernel_choice.h"
#include "harness/reference/codec/percent_kernels.h"
#include "harness/reference/crypto/backends.h"

namespace oauthspec::bench {

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
  if (!choose_kernel(argv[0])) return 2;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  note_backends();
  add();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace oauthspec::bench
