// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::adapter {

/// One op of the reference.
struct Op {
  std::string_view name;
  /// Some compute with a crypto library, and are handed it.
  std::variant<Verdict (*)(const nlohmann::json& in),
               Verdict (*)(const nlohmann::json& in, const oauth::crypto::Backend& backend)>
      answer;
};

/// The ops, by what they are about. Each reads its `in`, calls one function of the reference, and writes what came of it.
[[nodiscard]] std::span<const Op> oauth1_ops();
[[nodiscard]] std::span<const Op> oauth2_request_ops();   ///< What a client writes.
[[nodiscard]] std::span<const Op> oauth2_response_ops();  ///< What a client reads.
[[nodiscard]] std::span<const Op> oauth2_server_ops();    ///< What a server decides.
[[nodiscard]] std::span<const Op> oauth2_jose_ops();      ///< What is signed.

}  // namespace oauthspec::adapter
