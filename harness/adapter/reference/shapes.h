// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

/// Between the JSON shapes that all ops share (vectors/schema/common.schema.json) and the
/// reference's types. The readers take what the schema allows; nlohmann's exceptions on anything
/// else are caught where an op is answered.
namespace oauthspec::adapter {

/// What the readers throw where nlohmann has no exception of its own. The text is fixed: nothing of
/// the input is in it.
class ShapeError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// The items of an array.
[[nodiscard]] const nlohmann::json::array_t& items_of(const nlohmann::json& list);

/// A number without a fraction.
[[nodiscard]] std::int64_t read_integer(const nlohmann::json& number);

/// A string, or {"b64": ...}, as octets.
[[nodiscard]] std::string read_bytes(const nlohmann::json& bytes);

/// A string where the octets are UTF-8, else {"b64": ...}.
[[nodiscard]] nlohmann::json write_bytes(std::string_view octets);

[[nodiscard]] oauth::message::Parameters read_parameters(const nlohmann::json& parameters);
[[nodiscard]] nlohmann::json write_parameters(const oauth::message::Parameters& parameters);

[[nodiscard]] oauth::message::Request read_request(const nlohmann::json& request);
[[nodiscard]] oauth::message::Response read_response(const nlohmann::json& response);

/// The text, or nothing for null and for a member that is not there.
[[nodiscard]] std::optional<std::string> read_optional(const nlohmann::json& object,
                                                       const char* member);

/// {"pem": ...} or {"jwk": ...}.
[[nodiscard]] oauth::Result<std::shared_ptr<const oauth::crypto::PrivateKey>> read_private_key(
    const nlohmann::json& key, const oauth::crypto::Backend& backend = oauth::crypto::openssl());
[[nodiscard]] oauth::Result<std::shared_ptr<const oauth::crypto::PublicKey>> read_public_key(
    const nlohmann::json& key, const oauth::crypto::Backend& backend = oauth::crypto::openssl());

/// A refusal of the reference, as a verdict.
[[nodiscard]] Reject reject(const oauth::Error& error);

/// A text, or the refusal.
[[nodiscard]] Verdict text_or_reject(const oauth::Result<std::string>& text);

}  // namespace oauthspec::adapter
