// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::bench {

/// On what something was measured.
struct Machine {
  std::string processor;  ///< "unknown" where the system does not say.
  unsigned processors = 0;
  std::vector<std::string> flags =
      {};  ///< Those of the processor's that signing and encoding depend on, as the system has them.
  std::string compiler = {};
  std::map<std::string, std::string> libraries = {};  ///< Their versions.
  std::map<std::string, std::string> environment =
      {};  ///< Variables that change what is measured; those not set are left out.
};

/// The value of a variable of the environment, null where it is not set.
using Environment = std::function<const char*(const char*)>;

/// Input: `cpuinfo` is the text of Linux's /proc/cpuinfo; what runs measured is this build.
[[nodiscard]] Machine describe_machine(std::string_view cpuinfo, const Environment& environment);

/// Reads what `oauthspec backends --json` writes: the versions of crypto libraries by name. Empty: it is something else.
[[nodiscard]] std::map<std::string, std::string> read_libraries(const std::string& output);

/// One line for people: "AMD EPYC, 2 processors, sha_ni avx2; g++ 12.2.0; OpenSSL 3.0.15".
[[nodiscard]] std::string machine_line(const Machine& machine);

}  // namespace oauthspec::bench
