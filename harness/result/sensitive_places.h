// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace oauthspec::result {

/// Where a schema marks the values that it describes as `"sensitive": true`. It is read once, so that a value is looked at
/// where something is marked, and nowhere else.
class SensitivePlaces {
 public:
  /// Input:  `node` is a place in `document`, to which every `$ref` leads. A value may match any branch of allOf, anyOf and
  ///         oneOf; what one of them marks is better masked than shown.
  SensitivePlaces(const nlohmann::json& document, const nlohmann::json& node);

  /// Calls `visit` for each value that is marked, and for nothing inside it.
  void visit(nlohmann::json& value, const std::function<void(nlohmann::json&)>& visit) const;

 private:
  SensitivePlaces() = default;

  void add(const nlohmann::json& document, const nlohmann::json& node);
  [[nodiscard]] bool any() const { return whole_ || !members_.empty() || !items_.empty(); }

  bool whole_ = false;
  std::map<std::string, SensitivePlaces, std::less<>> members_;
  std::vector<SensitivePlaces> items_;  // One for all items of an array, or none.
};

}  // namespace oauthspec::result
