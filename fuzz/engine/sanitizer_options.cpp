// SPDX-License-Identifier: Apache-2.0
// What AddressSanitizer does where ASAN_OPTIONS does not say otherwise.

/// Of every allocation it would otherwise keep thirty frames, which is a third of what an execution takes where much is allocated. Triage
/// asks for all of them when it looks into a crash. With fewer than two no leak would be told. Memory that was freed is kept back until so much
/// more was freed, which is more than nearly every execution does: 256 MiB, as it would be, are never in the processor's cache.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming): it is AddressSanitizer's.
extern "C" const char* __asan_default_options() {
  return "malloc_context_size=2:quarantine_size_mb=1:thread_local_quarantine_size_kb=128";
}
