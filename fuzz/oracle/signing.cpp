// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/signing.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"
#include "fuzz/input/test_keys.h"
#include "fuzz/input/test_rsa_key.h"
#include "fuzz/oracle/jose_model.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;
using crypto::Backend;
using crypto::Hash;
using crypto::Scheme;

struct NamedHash {
  std::string_view digest, mac, ability;
  Hash hash;
  std::size_t block;  ///< FIPS 180-4 figure 1, in octets.
};

constexpr auto kHashes =
    std::to_array<NamedHash>({{"SHA1", "HS1", "HMAC-SHA1", Hash::sha1, 64},
                              {"SHA256", "HS256", "HMAC-SHA256", Hash::sha256, 64},
                              {"SHA384", "HS384", "HMAC-SHA384", Hash::sha384, 128},
                              {"SHA512", "HS512", "HMAC-SHA512", Hash::sha512, 128}});

struct NamedScheme {
  std::string_view name, ability;
  Scheme scheme;
  Hash hash;
  bool deterministic;
};

constexpr auto kSchemes = std::to_array<NamedScheme>({
    {"ES256", "ECDSA", Scheme::ecdsa, Hash::sha256, false},
    {"EdDSA", "EdDSA", Scheme::eddsa, Hash::sha512, true},
    {"RS256", "RSA", Scheme::rsassa_pkcs1, Hash::sha256, true},
    {"RS512", "RSA", Scheme::rsassa_pkcs1, Hash::sha512, true},
    {"PS256", "RSA-PSS", Scheme::rsassa_pss, Hash::sha256, false},
    {"RS1", "RSA", Scheme::rsassa_pkcs1, Hash::sha1, true},
});

std::string octets_of(const crypto::Digest& digest) {
  return {digest.octets().begin(), digest.octets().end()};
}

std::string digest_of(const Backend& backend, Hash hash, std::string_view text) {
  const auto digest = backend.digest(hash, text);
  holds(digest.has_value(), "every text has a digest");
  return digest ? octets_of(*digest) : "";
}

std::string tag_of(crypto::MacKey& key, std::string_view text) {
  const auto tag = key.authenticate(text);
  holds(tag.has_value(), "every text has a tag");
  return tag ? octets_of(*tag) : "";
}

/// RFC 2104 section 2: H(K XOR opad, H(K XOR ipad, text)).
std::string model_tag(const NamedHash& named, std::string_view key, std::string_view text) {
  const Backend& other = crypto::openssl();
  std::string padded(key.size() > named.block ? digest_of(other, named.hash, key) : key);
  padded.resize(named.block, '\0');
  const auto padded_with = [&padded](unsigned pad) {
    std::string mixed;
    for (const char octet : padded) {
      mixed += static_cast<char>(static_cast<unsigned char>(octet) ^ pad);
    }
    return mixed;
  };
  const std::string inner = digest_of(other, named.hash, padded_with(0x36).append(text));
  return digest_of(other, named.hash, padded_with(0x5c) + inner);
}

/// With the bit turned round that the text names; with one octet more where there is none.
std::string flipped(std::string_view octets, std::string_view text) {
  constexpr std::size_t kBits = 8;
  std::string changed(octets);
  if (changed.empty()) return "x";
  std::size_t bit = 0;
  for (const char octet : text.substr(0, 2)) bit = bit * 256 + static_cast<unsigned char>(octet);
  bit %= changed.size() * kBits;
  char& place = changed[bit / kBits];
  place = static_cast<char>(static_cast<unsigned char>(place) ^ (1U << (bit % kBits)));
  return changed;
}

void check_mac(const Backend& backend, const NamedHash& named, std::string_view key,
               std::string_view text) {
  const auto keyed = backend.mac_key(named.hash, key);
  holds(keyed.has_value(), "any octets are a key of HMAC");
  if (!keyed) return;
  const std::string tag = tag_of(**keyed, text);
  holds(tag == model_tag(named, key, text), "a tag is that of RFC 2104");
  holds(tag_of(**keyed, flipped(text, text)) != tag, "another text has another tag");
  holds(tag_of(**keyed, text) == tag, "a key forgets the texts before");
  const auto other = backend.mac_key(named.hash, flipped(key, text));
  holds(other && tag_of(**other, text) != tag, "another key gives another tag");
}

using PrivateKey = std::unique_ptr<crypto::PrivateKey>;
using PublicKey = std::unique_ptr<crypto::PublicKey>;

struct KeyPair {
  PrivateKey signer;
  PublicKey verifier;
};

std::string member(const nlohmann::json& jwk, const char* name) {
  return model_base64url_decode(model_text(jwk, name).value_or("")).value_or("");
}

/// The test key of an algorithm, as numbers.
crypto::KeyNumbers private_numbers(const NamedScheme& named) {
  const std::string_view alg = named.scheme == Scheme::ecdsa ? "ES256" : "EdDSA";
  const auto* const found = std::ranges::find(kTestKeys, alg, &TestKey::alg);
  const auto jwk = nlohmann::json::parse(
      named.scheme == Scheme::ecdsa || named.scheme == Scheme::eddsa ? found->jwk : kTestRsaKey);
  if (named.scheme == Scheme::ecdsa) {
    return crypto::EcNumbers{crypto::KeyType::p256, member(jwk, "x"), member(jwk, "y"),
                             oauth::Secret(member(jwk, "d"))};
  }
  if (named.scheme == Scheme::eddsa) {
    return crypto::Ed25519Numbers{member(jwk, "x"), oauth::Secret(member(jwk, "d"))};
  }
  return crypto::RsaNumbers{member(jwk, "n"),
                            member(jwk, "e"),
                            oauth::Secret(member(jwk, "d")),
                            oauth::Secret(member(jwk, "p")),
                            oauth::Secret(member(jwk, "q")),
                            oauth::Secret(member(jwk, "dp")),
                            oauth::Secret(member(jwk, "dq")),
                            oauth::Secret(member(jwk, "qi"))};
}

KeyPair make_pair(const Backend& backend, const NamedScheme& named) {
  const crypto::KeyNumbers numbers = private_numbers(named);
  auto signer = backend.private_key(numbers);
  auto verifier = backend.public_key(numbers);
  holds(signer && verifier, "the numbers of a key make the key");
  return {*std::move(signer), *std::move(verifier)};
}

/// The pairs of one library, each made when it is asked for first.
class KeyPairs {
 public:
  explicit KeyPairs(const Backend& backend) : backend_(&backend) {}
  const KeyPair& of(const NamedScheme& named) {
    std::optional<KeyPair>& pair = pairs_[static_cast<std::size_t>(&named - kSchemes.data())];
    if (!pair) pair = make_pair(*backend_, named);
    return *pair;
  }

 private:
  const Backend* backend_;
  std::array<std::optional<KeyPair>, kSchemes.size()> pairs_;
};

std::string sign(const KeyPair& pair, const NamedScheme& named, std::string_view text) {
  auto signature = pair.signer->sign(named.scheme, named.hash, text);
  holds(signature.has_value(), "every text is signed");
  return signature ? *std::move(signature) : "";
}

void check_refusals(const KeyPair& ours, const NamedScheme& named, std::string_view text,
                    const std::string& signature) {
  const auto verifies = [&](std::string_view signed_text, std::string_view changed) {
    return ours.verifier->verify(named.scheme, named.hash, signed_text, changed);
  };
  holds(!verifies(text, flipped(signature, text)), "another signature is refused");
  holds(!verifies(flipped(text, text), signature), "the signature of another text is refused");
  holds(!verifies(text, signature + '\0'), "a signature with an octet more is refused");
  holds(!verifies(text, signature.substr(0, signature.size() - 1)),
        "a signature with an octet less is refused");
  const Scheme foreign = named.scheme == Scheme::eddsa ? Scheme::ecdsa : Scheme::eddsa;
  holds(!ours.verifier->verify(foreign, named.hash, text, signature),
        "a key verifies by no scheme of another kind of key");
  if (named.scheme == Scheme::eddsa) return;
  const Hash hash = named.hash == Hash::sha384 ? Hash::sha256 : Hash::sha384;
  holds(!ours.verifier->verify(named.scheme, hash, text, signature),
        "a signature by another hash is refused");
}

void check_signature(const KeyPair& ours, const KeyPair& theirs, const NamedScheme& named,
                     std::string_view text) {
  const std::string signature = sign(ours, named, text);
  const std::string other = sign(theirs, named, text);
  holds(ours.verifier->verify(named.scheme, named.hash, text, signature),
        "what a key signs it verifies");
  holds(theirs.verifier->verify(named.scheme, named.hash, text, signature),
        "the other library verifies what a key signs");
  holds(ours.verifier->verify(named.scheme, named.hash, text, other),
        "a key verifies what the other library signs");
  holds(!named.deterministic || signature == other, "both libraries make the same signature");
  check_refusals(ours, named, text, signature);
}

bool lacks(const OtherLibrary& library, std::string_view ability) {
  return std::ranges::find(library.lacks, ability) != library.lacks.end();
}

/// Without it: a refusal, and no other library's work.
void check_lack(const Backend& backend, const NamedHash& named) {
  const auto digest = backend.digest(named.hash, "");
  const auto key = backend.mac_key(named.hash, "");
  holds(!key && key.error().code == oauth::Errc::crypto_unsupported,
        "a library refuses what it lacks");
  holds(!digest || octets_of(*digest) == digest_of(crypto::openssl(), named.hash, ""),
        "both libraries have the same digest");
}

void check_prefix(const Backend& backend, const NamedHash& named, std::string_view key,
                  std::string_view text) {
  const auto keyed = backend.mac_key(named.hash, key);
  if (!keyed) return;
  const std::size_t middle = text.size() / 2;
  const std::size_t quarter = middle / 2;
  const std::string tag = model_tag(named, key, text);
  const auto begun = (*keyed)->with_prefix(text.substr(0, quarter));
  holds(begun && tag_of(**begun, text.substr(quarter)) == tag,
        "a key that goes on from a prefix gives the same tag");
  if (!begun) return;
  const auto further = (*begun)->with_prefix(text.substr(quarter, middle - quarter));
  holds(further && tag_of(**further, text.substr(middle)) == tag,
        "a key that goes on from a prefix, and from a further one, gives the same tag");
}

void check_hashes(const OtherLibrary& library, const NamedHash& named, std::string_view name,
                  std::string_view key, std::string_view text) {
  const Backend& backend = *library.backend;
  const bool without = lacks(library, named.ability);
  if (without && (name == named.mac || name == named.digest)) return check_lack(backend, named);
  if (name == named.mac) {
    check_mac(backend, named, key, text);
    check_prefix(backend, named, key, text);
  }
  if (name != named.digest) return;
  const std::string digest = digest_of(backend, named.hash, text);
  holds(digest == digest_of(crypto::openssl(), named.hash, text),
        "both libraries have the same digest");
  holds(digest != digest_of(backend, named.hash, flipped(text, text)),
        "another text has another digest");
}

void check_library(const OtherLibrary& library, std::string_view input) {
  const auto [name, key, text] = split_parts<3>(input);
  for (const NamedHash& named : kHashes) check_hashes(library, named, name, key, text);
  // Never freed: at the end of a process a library's own memory may be gone before what stands in it.
  static auto& ours = *new std::map<const Backend*, KeyPairs>;
  static auto& theirs = *new KeyPairs(crypto::openssl());
  for (const NamedScheme& named : kSchemes) {
    if (name != named.name || lacks(library, named.ability)) continue;
    KeyPairs& pairs = ours.try_emplace(library.backend, *library.backend).first->second;
    check_signature(pairs.of(named), theirs.of(named), named, text);
  }
}

}  // namespace

void check_signing(const SigningLibrary& library, std::string_view input) {
  // Half of the turns are the library's own: they are what planted bugs are found by.
  const std::size_t others = library.others.size();
  const Turn turn(input, others == 0 ? 1 : 2 * others);
  bool own = others == 0;
  for (std::size_t lot = 0; lot < others; ++lot) {
    if (turn.is(lot)) check_library(library.others[lot], input);
    own = own || turn.is(others + lot);
  }
  if (own) check_library({.backend = library.backend, .lacks = {}}, input);
}

}  // namespace oauthspec::fuzz
