// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent_kernels.h"

#include <algorithm>
#include <array>

namespace oauth::codec::percent {
namespace {

#ifdef OAUTHSPEC_HIGHWAY
// The sets of instructions that Highway compiles its targets of those names for.
bool has_sse4() {
  return __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.2") &&
         __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul") &&
         __builtin_cpu_supports("aes");
}

bool has_avx2() {
  return has_sse4() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
}

bool has_avx512() {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("avx512bitalg") && __builtin_cpu_supports("avx512vpopcntdq") &&
         __builtin_cpu_supports("vpclmulqdq") && __builtin_cpu_supports("gfni");
}
#endif

struct Kernels {
  std::array<const Kernel*, 4> all{&portable_kernel};
  std::size_t count = 1;

  Kernels() {
#ifdef OAUTHSPEC_HIGHWAY
    __builtin_cpu_init();
    if (has_sse4()) all[count++] = &sse4_kernel;
    if (has_avx2()) all[count++] = &avx2_kernel;
    if (has_avx512()) all[count++] = &avx512_kernel;
#endif
  }
};

}  // namespace

constinit std::atomic<const Kernel*> chosen{nullptr};

const Kernel& choose_best() {
  const Kernel* expected = nullptr;
  const Kernel* const best = available().back();
  // Another thread may have chosen meanwhile, or a user.
  return chosen.compare_exchange_strong(expected, best, std::memory_order_relaxed) ? *best
                                                                                   : *expected;
}

std::span<const Kernel* const> available() {
  static const Kernels kernels;
  return std::span(kernels.all).first(kernels.count);
}

bool use(std::string_view name) {
  const auto kernels = available();
  const auto found = std::ranges::find(kernels, name, &Kernel::name);
  if (found == kernels.end()) return false;
  chosen.store(*found, std::memory_order_relaxed);
  return true;
}

std::optional<std::string> use_variable(const char* value) {
  if (value == nullptr || use(value)) return std::nullopt;
  std::string problem =
      std::string(kVariable) + " is to be one of these, which this program and this machine have:";
  for (const Kernel* kernel : available()) problem.append(" ").append(kernel->name);
  return problem;
}

}  // namespace oauth::codec::percent
