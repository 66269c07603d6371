// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/result/result.h"
#include "harness/result/sensitive_places.h"

namespace oauthspec::result {

/// Takes secrets and tokens out of the results of one op, in such a way that what differed still differs.
///
/// Threads: any number at a time.
class Mask {
 public:
  /// Input: the op's schema, with the definitions "in" and "out".
  explicit Mask(const nlohmann::json& op_schema);

  /// Output: masked are values that the schema marks as `"sensitive": true`, in `in` and `out`; parameters and members
  ///         whose names say so; in any text what named_secrets() finds. Those of four octets and more are masked
  ///         wherever else they stand in `sent`, `expected`, `got`, `message` and `stderr_text`, too. How is written in
  ///         secrets.h.
  [[nodiscard]] Result masked(Result result) const;

  /// The secrets of a question, which an adapter may write while it is answering another one.
  [[nodiscard]] std::vector<std::string> secrets_of(nlohmann::json in) const;

 private:
  SensitivePlaces in_;
  SensitivePlaces out_;
};

}  // namespace oauthspec::result
