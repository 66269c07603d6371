// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "fuzz/driver/target.h"

namespace oauthspec::fuzz::driver {

/// Where everything is.
struct Places {
  std::filesystem::path tree;      ///< The project's source.
  std::filesystem::path binaries;  ///< The folder of the engines' programs, fuzz_<target>.
  std::filesystem::path work;      ///< What runs leave behind.
  bool afl = false;                ///< Whether the programs are AFL++'s, not libFuzzer's.

  [[nodiscard]] std::filesystem::path targets() const { return tree / "fuzz" / "targets"; }
  [[nodiscard]] std::filesystem::path program(const std::string& target) const {
    return binaries / ("fuzz_" + target);
  }
  [[nodiscard]] std::filesystem::path dictionary(const Target& target) const {
    return tree / "fuzz" / "dictionaries" / (target.dictionary + ".dict");
  }
  /// The inputs that the project keeps: what a target begins with, and what once broke it.
  [[nodiscard]] std::filesystem::path corpus(const std::string& target) const {
    return tree / "fuzz" / "corpus" / target;
  }
  [[nodiscard]] std::filesystem::path regressions(const std::string& target) const {
    return tree / "fuzz" / "regressions" / target;
  }
  /// Of one target, in `work`: the corpus that grows, the inputs that the vectors give, those that broke it, and the drafts about them.
  [[nodiscard]] std::filesystem::path grown(const std::string& target) const {
    return work / target / "corpus";
  }
  [[nodiscard]] std::filesystem::path seeds(const std::string& target) const {
    return work / target / "seeds";
  }
  [[nodiscard]] std::filesystem::path crashes(const std::string& target) const {
    return work / target / "crashes";
  }
  [[nodiscard]] std::filesystem::path reports(const std::string& target) const {
    return work / target / "reports";
  }
};

}  // namespace oauthspec::fuzz::driver
