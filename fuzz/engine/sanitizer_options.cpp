// SPDX-License-Identifier: Apache-2.0
// What AddressSanitizer does where ASAN_OPTIONS does not say otherwise.

/// Of every allocation it would otherwise keep thirty frames, which is a third of what an execution takes where much is allocated. Triage
/// asks for all of them when it looks into a crash.
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "malloc_context_size=2";
}
