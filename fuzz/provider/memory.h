// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/provider/wire.h"

namespace oauthspec::fuzz {

/// What earlier replies gave, under names that later steps may use: "$code", the last one, or "$code.1", the first.
class Memory {
 public:
  /// Takes all that a reply gives.
  void learn(const Seen& seen);
  void add(const std::string& name, std::string value);

  /// A value of a step. "$code+x" is the last code with "x" behind it; what names nothing stands for itself.
  [[nodiscard]] std::string resolve(const std::string& value) const;
  /// The last value of that name; empty where there is none.
  [[nodiscard]] std::string last(std::string_view name) const;
  /// What was given along with a value: the secret of OAuth 1.0 credentials.
  [[nodiscard]] std::string secret_of(const std::string& key) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::map<std::string, std::string, std::less<>> secrets_;
};

}  // namespace oauthspec::fuzz
