// SPDX-License-Identifier: Apache-2.0
#include "bench/backend_flags.h"

#include <string>

#include <benchmark/benchmark.h>

#include "harness/reference/crypto/backends.h"

namespace oauthspec::bench {

void note_backends() {
  for (const oauth::crypto::BuiltBackend& one : oauth::crypto::built_backends()) {
    const std::string uses = one.processor.empty() ? "" : "; hashes by " + one.processor;
    benchmark::AddCustomContext("backend " + std::string(one.backend->name()),
                                std::string(one.library) + ' ' + one.version + uses);
  }
  benchmark::AddCustomContext("processor", oauth::crypto::processor_features());
}

}  // namespace oauthspec::bench
