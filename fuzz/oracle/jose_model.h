// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/crypto/backend.h"

/// JOSE as the oracles know it: slow, and plain enough to be read against the RFCs at a glance. Only what signs and hashes is a library's.
namespace oauthspec::fuzz {

/// Base64url without padding, in the one way of writing that each text of octets has.
/// Spec: RFC 7515 section 2; RFC 4648 section 3.5
[[nodiscard]] std::string model_base64url_encode(std::string_view octets);
[[nodiscard]] std::optional<std::string> model_base64url_decode(std::string_view text);

/// A JSON object whose names stand once each, in every object in it.
/// Spec: RFC 7515 section 4; RFC 7519 section 4
[[nodiscard]] std::optional<nlohmann::json> model_object(std::string_view text);

/// How deep arrays and objects stand inside each other; bounds differ from reader to reader.
[[nodiscard]] std::size_t depth_of(const nlohmann::json& value);

/// A compact serialization, taken apart.
struct ModelJws {
  nlohmann::json header;
  std::string payload, signing_input, signature;
};

/// Spec: RFC 7515 sections 4 and 5.2, by somebody who understands no extension
[[nodiscard]] std::optional<ModelJws> model_parse_jws(std::string_view compact);

/// Whether the key, a public JSON Web Key or an "oct" one, made the signature, by ES256, EdDSA or HS256.
/// Spec: RFC 7515 section 5.2; RFC 7518 sections 3.2 and 3.4; RFC 8037 section 3.1
[[nodiscard]] bool model_verifies(const ModelJws& jws, std::string_view alg,
                                  const nlohmann::json& jwk);

/// Whether some key of fuzz/input/test_keys.h signed it, by the one algorithm that the key is for.
[[nodiscard]] bool model_trusts(const ModelJws& jws);

/// The numbers of a public key, whatever else is in it. Nothing where a member is missing, of another type or no base64url.
/// Spec: RFC 7518 section 6; RFC 8037 section 2
[[nodiscard]] std::optional<oauth::crypto::KeyNumbers> model_numbers(const nlohmann::json& jwk);

/// The SHA-256 thumbprint of a key that model_numbers() reads, or an "oct" one.
/// Spec: RFC 7638 section 3
[[nodiscard]] std::string model_thumbprint(const nlohmann::json& jwk);

/// The SHA-256 of a text in base64url.
[[nodiscard]] std::string model_hash(std::string_view text);

/// A JSON member that is a string; nothing where it is none.
[[nodiscard]] std::optional<std::string> model_text(const nlohmann::json& object, const char* name);

/// A number that every octet of a text has its part in: by it an oracle chooses what it asks for, where to ask for all takes an engine's
/// time. An engine's changes lead to every choice.
[[nodiscard]] std::size_t number_of(std::string_view text);

/// Another text of the same length: one bit of it is turned round, which depends on the text alone.
[[nodiscard]] std::string with_flipped_bit(std::string_view text);

}  // namespace oauthspec::fuzz
