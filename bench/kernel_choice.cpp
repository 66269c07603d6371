// SPDX-License-Identifier: Apache-2.0
#include "bench/kernel_choice.h"

#include <cstdlib>
#include <iostream>

#include "harness/reference/codec/percent_kernels.h"

namespace oauthspec::bench {

bool choose_kernel(const char* program) {
  namespace percent = oauth::codec::percent;
  const auto problem = percent::use_variable(std::getenv(percent::kVariable));
  if (problem) std::cerr << program << ": " << *problem << '\n';
  return !problem;
}

}  // namespace oauthspec::bench
