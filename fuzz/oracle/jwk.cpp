// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwk.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/jose_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// RFC 7518 sections 6.2 and 6.3, RFC 8037 section 2: the members that a public key has to have.
json model_public_half(const json& jwk) {
  json half;
  for (const char* name : {"kty", "crv", "x", "y", "n", "e"}) {
    const bool rsa = jwk.at("kty") == "RSA";
    const bool of_rsa = *name == 'n' || *name == 'e';
    const bool of_curve = *name == 'x' || *name == 'c' || (*name == 'y' && jwk.at("kty") == "EC");
    if (std::string_view(name) == "kty" || (rsa ? of_rsa : of_curve)) half[name] = jwk.at(name);
  }
  return half;
}

bool has_private_member(const json& jwk) {
  constexpr auto names = std::to_array<const char*>({"d", "p", "q", "dp", "dq", "qi", "oth", "k"});
  return std::ranges::any_of(names, [&jwk](const char* name) { return jwk.contains(name); });
}

/// Whether every reader can be asked to take it: its private members may be anything.
bool is_plain_public(const json& jwk) {
  return !has_private_member(jwk) && depth_of(jwk) <= 2;
}

void check_public_half(const JwkReader& reader, std::string_view text, const json* key) {
  const auto half = reader.public_half(text);
  holds(!half || key != nullptr, "what is no key has no public half");
  if (key == nullptr) return;
  holds(half || !is_plain_public(*key), "a public key is read");
  if (!half) return;
  holds(json::parse(*half) == model_public_half(*key), "a public half has the members of its kind");
  holds(reader.public_half(*half) == half, "a public half is its own public half");
  if (reader.is_private != nullptr)
    holds(!reader.is_private(*half), "a public half is not private");
}

void check_thumbprint(const JwkReader& reader, std::string_view text, const json* key) {
  const auto print = reader.thumbprint(text);
  if (key == nullptr) return;
  holds(print || !is_plain_public(*key), "a public key has a thumbprint");
  if (!print) return;
  holds(*print == model_thumbprint(*key), "a thumbprint is that of the required members");
  json more = *key;
  more["kid"] = "1";
  more["z"] = json::array();
  holds(reader.thumbprint(more.dump()) == print, "other members do not change a thumbprint");
  holds(reader.thumbprint(model_public_half(*key).dump()) == print,
        "a public half has the same thumbprint");
}

/// The number that octets give, without the zeros before it.
std::string_view without_zeros(std::string_view octets) {
  return octets.substr(std::min(octets.find_first_not_of('\0'), octets.size()));
}

void check_imported(const JwkReader& reader, std::string_view text, const json* key) {
  constexpr std::size_t most_octets = 2048;
  const auto given = reader.imported(text);
  holds(!given || key != nullptr, "what is no key is not imported");
  if (!given || key == nullptr) return;
  const json back = json::parse(*given);
  holds(reader.imported(*given) == given, "what is given back is the same once more");
  for (const char* name : {"x", "y", "n", "e"}) {
    if (!back.contains(name)) continue;
    const auto ours = model_base64url_decode(key->at(name).get<std::string>());
    const auto theirs = model_base64url_decode(back.at(name).get<std::string>());
    holds(ours && theirs && without_zeros(*ours) == without_zeros(*theirs),
          "a key is given back as it was");
    holds(!theirs || *name != 'n' || theirs->size() <= most_octets, "a huge modulus is refused");
  }
  if (key->at("kty") != "EC") return;
  json beside = back;
  auto y = model_base64url_decode(back.at("y").get<std::string>()).value_or("");
  beside["y"] = model_base64url_encode(with_flipped_bit(y));
  holds(!reader.imported(beside.dump()), "a point beside the curve is no key");
}

}  // namespace

void check_jwk(const JwkReader& reader, std::string_view text) {
  const auto object = model_object(text);
  const bool asymmetric = object && model_numbers(*object).has_value();
  const json* const key = asymmetric ? &*object : nullptr;
  const Turn turn(text, 4);
  if (turn.is(0) && reader.public_half != nullptr) check_public_half(reader, text, key);
  if (turn.is(1) && reader.thumbprint != nullptr) check_thumbprint(reader, text, key);
  if (turn.is(2) && reader.imported != nullptr) check_imported(reader, text, key);
  if (!turn.is(3) || reader.is_private == nullptr || !object || depth_of(*object) > 8) return;
  holds(reader.is_private(text) == has_private_member(*object),
        "a key with a private member is private");
}

}  // namespace oauthspec::fuzz
