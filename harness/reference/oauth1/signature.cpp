// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/signature.h"

#include <cstdint>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"

namespace oauth::oauth1 {
namespace {

std::unexpected<Error> unsupported() {
  return std::unexpected(Error{Errc::signature_method_unsupported, 0});
}

std::string_view append_base64(OctetBuffer& out, std::span<const std::uint8_t> octets) {
  char* const begin = out.room(codec::base64_room(octets.size()));
  const char* const end = codec::write_base64(begin, octets);
  out.end_at(end);
  return {begin, end};
}

}  // namespace

Secret shared_key(std::string_view client_secret, std::string_view token_secret) {
  // RFC5849-3.4.2-2, RFC5849-3.4.4-2: each secret is encoded on its own.
  std::string key;
  // All the room it can need, so that no copy is left behind when it grows.
  key.reserve(3 * (client_secret.size() + token_secret.size()) + 8);
  codec::append_percent_encoded(key, client_secret);
  // RFC5849-3.4.2-3, RFC5849-3.4.4-3: the "&" is there even when either secret is empty.
  key += '&';
  codec::append_percent_encoded(key, token_secret);
  return Secret::take(std::move(key));
}

Result<Signer> Signer::with_secrets(const crypto::Backend& backend, SignatureMethod method,
                                    std::string_view client_secret, std::string_view token_secret) {
  Secret key = shared_key(client_secret, token_secret);
  switch (family(method)) {
    case SignatureFamily::plaintext:
      return Signer(backend, method, std::move(key));
    case SignatureFamily::hmac: {
      auto keyed = backend.mac_key(hash(method), key.reveal());
      if (!keyed) return std::unexpected(keyed.error());
      return Signer(backend, method, std::move(*keyed));
    }
    case SignatureFamily::rsa:
      break;
  }
  return unsupported();
}

Result<Signer> Signer::with_private_key(const crypto::Backend& backend, SignatureMethod method,
                                        std::shared_ptr<const crypto::PrivateKey> key) {
  if (family(method) != SignatureFamily::rsa) return unsupported();
  // RFC5849-3.4.3-2: RSASSA-PKCS1-v1_5 takes an RSA key.
  if (key->type() != crypto::KeyType::rsa) return std::unexpected(Error{Errc::key_invalid, 0});
  return Signer(backend, method, std::move(key));
}

Result<std::string> Signer::sign(std::string_view base_string) {
  OctetBuffer room(OctetBuffer::Contents::secret);
  const auto signature = sign(base_string, room);
  if (!signature) return std::unexpected(signature.error());
  return std::string(*signature);
}

Result<std::string_view> Signer::sign(std::string_view base_string, OctetBuffer& room) {
  // RFC5849-3.4.4-2: PLAINTEXT sends the key itself.
  if (const auto* secret = std::get_if<Secret>(&key_)) return secret->reveal();
  if (const auto* keyed = std::get_if<std::unique_ptr<crypto::MacKey>>(&key_)) {
    // RFC5849-3.4.2-1: the tag over the base string, in Base64.
    const auto tag = (*keyed)->authenticate(base_string);
    if (!tag) return std::unexpected(tag.error());
    return append_base64(room, tag->octets());
  }
  // RFC5849-3.4.3-2, RFC5849-4.1-1: RSASSA-PKCS1-v1_5, without a secret, over the base string, in
  // Base64.
  const auto signature = std::get<std::shared_ptr<const crypto::PrivateKey>>(key_)->sign(
      crypto::Scheme::rsassa_pkcs1, hash(method_), base_string);
  if (!signature) return std::unexpected(signature.error());
  return append_base64(
      room, std::span(reinterpret_cast<const std::uint8_t*>(signature->data()), signature->size()));
}

Result<void> Signer::authenticate_all(std::span<const std::string_view> base_strings,
                                      std::span<crypto::Digest> tags) {
  const auto* keyed = std::get_if<std::unique_ptr<crypto::MacKey>>(&key_);
  if (keyed == nullptr) return unsupported();
  return (*keyed)->authenticate_all(base_strings, tags);
}

Result<Signer> Signer::with_prefix(std::string_view prefix) const {
  if (const auto* secret = std::get_if<Secret>(&key_)) return Signer(*backend_, method_, *secret);
  const auto* keyed = std::get_if<std::unique_ptr<crypto::MacKey>>(&key_);
  if (keyed == nullptr)
    return Signer(*backend_, method_, std::get<std::shared_ptr<const crypto::PrivateKey>>(key_));
  auto continued = (*keyed)->with_prefix(prefix);
  if (!continued) return std::unexpected(continued.error());
  return Signer(*backend_, method_, std::move(*continued));
}

Result<bool> verify_with_secrets(const crypto::Backend& backend, SignatureMethod method,
                                 std::string_view client_secret, std::string_view token_secret,
                                 std::string_view base_string, std::string_view signature) {
  // RFC5849-3.2-1: recalculated independently, and compared.
  auto signer = Signer::with_secrets(backend, method, client_secret, token_secret);
  if (!signer) return std::unexpected(signer.error());
  auto recalculated = signer->sign(base_string);
  if (!recalculated) return std::unexpected(recalculated.error());
  const Secret expected = Secret::take(std::move(*recalculated));
  return equal_in_constant_time(expected.reveal(), signature);
}

Result<bool> verify_with_public_key(SignatureMethod method, const crypto::PublicKey& key,
                                    std::string_view base_string, std::string_view signature) {
  if (family(method) != SignatureFamily::rsa) return unsupported();
  if (key.type() != crypto::KeyType::rsa) return std::unexpected(Error{Errc::key_invalid, 0});
  const auto octets = codec::base64_decode(signature);
  return octets && key.verify(crypto::Scheme::rsassa_pkcs1, hash(method), base_string, *octets);
}

}  // namespace oauth::oauth1
