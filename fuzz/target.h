// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/check/execution.h"

#ifdef OAUTHSPEC_FUZZ_PLANTED
#include "fuzz/planted/planted.h"
#define OAUTHSPEC_FUZZ_SUBJECT(subject) oauthspec::fuzz::with_planted_bug(subject)
#else
#define OAUTHSPEC_FUZZ_SUBJECT(subject) (subject)
#endif

/// Makes a fuzz target, LLVMFuzzerTestOneInput(), of an oracle and of what is put to it: `oracle(subject, input)` is called with each
/// input, and ends the process where a property of the subject does not hold. The subject is made once.
///
/// Example: OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_percent, my_codec())
#define OAUTHSPEC_FUZZ_TARGET(oracle, subject)                                        \
  static const auto& under_test() {                                                   \
    static const auto made = OAUTHSPEC_FUZZ_SUBJECT(subject);                         \
    return made;                                                                      \
  }                                                                                   \
  /* Before the first input, whose coverage it would otherwise be. */                 \
  extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*words*/) {            \
    under_test();                                                                     \
    return 0;                                                                         \
  }                                                                                   \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    const oauthspec::fuzz::Execution execution;                                       \
    oracle(under_test(),                                                              \
           std::string_view(reinterpret_cast<const char*>(data), size)); /* NOLINT */ \
    return 0;                                                                         \
  }
