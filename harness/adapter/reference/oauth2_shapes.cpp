// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/oauth2_shapes.h"

#include <utility>

#include "harness/adapter/reference/shapes.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::adapter {

using nlohmann::json;

std::optional<oauth::oauth2::Scope> read_scope(const json& object) {
  const auto found = object.find("scope");
  if (found == object.end() || found->is_null()) return std::nullopt;
  return found->get<oauth::oauth2::Scope>();
}

std::vector<std::string> read_texts(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return {};
  return found->get<std::vector<std::string>>();
}

oauth::Secret read_secret(const json& object, const char* member) {
  return oauth::Secret(object.at(member).get_ref<const std::string&>());
}

std::optional<oauth::Secret> read_optional_secret(const json& object, const char* member) {
  const auto text = read_optional(object, member);
  return text ? std::optional(oauth::Secret(*text)) : std::nullopt;
}

std::optional<std::int64_t> read_optional_integer(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return read_integer(*found);
}

namespace {

/// The secret of a key that is one; nothing for a pair of keys.
std::optional<oauth::Result<oauth::Secret>> secret_of(const json& key) {
  if (key.contains("secret")) return read_secret(key, "secret");
  if (key.contains("jwk") && key.at("jwk").value("kty", json()) == "oct") {
    return oauth::jose::symmetric_key(key.at("jwk"));
  }
  return std::nullopt;
}

template <class Key, class Pair>
oauth::Result<Key> as_key(const json& key, const oauth::crypto::Backend& backend,
                          oauth::Result<Pair> (*read_pair)(const json&,
                                                           const oauth::crypto::Backend&)) {
  if (auto secret = secret_of(key)) {
    if (!*secret) return std::unexpected(secret->error());
    return Key(std::move(**secret));
  }
  auto pair = read_pair(key, backend);
  if (!pair) return std::unexpected(pair.error());
  return Key(*std::move(pair));
}

}  // namespace

oauth::Result<oauth::jose::SigningKey> read_signing_key(const json& key,
                                                        const oauth::crypto::Backend& backend) {
  return as_key<oauth::jose::SigningKey>(key, backend, read_private_key);
}

oauth::Result<oauth::jose::VerificationKey> read_verification_key(
    const json& key, const oauth::crypto::Backend& backend) {
  return as_key<oauth::jose::VerificationKey>(key, backend, read_public_key);
}

json refused(const oauth::oauth2::Refusal& refusal) {
  json verdict{{"verdict", "refused"}, {"reason", oauth::name(refusal.reason)}};
  if (!refusal.error.empty()) verdict["error"] = refusal.error;
  if (refusal.status) verdict["status"] = *refusal.status;
  return verdict;
}

}  // namespace oauthspec::adapter
