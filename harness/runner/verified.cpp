// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/verified.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/runner/equality_text.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using oauth::jose::VerificationKey;

Comparison differs(std::string difference) {
  return {.match = Match::different, .difference = std::move(difference)};
}

Comparison member_differs(std::string_view place, const json& expected, const json& got) {
  return differs(
      fmt::format("{}: expected {}, got {}", place, show_value(expected), show_value(got)));
}

/// The private key of `in`.
oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> private_key(const json& key) {
  const oauth::crypto::Backend& backend = oauth::crypto::openssl();
  if (key.contains("pem")) return backend.private_key(key.at("pem").get_ref<const std::string&>());
  const auto numbers = oauth::jose::key_numbers(key.at("jwk"));
  if (!numbers) return std::unexpected(numbers.error());
  return backend.private_key(*numbers);
}

/// What verifies the signatures of `in`'s key: its public half, or the secret itself.
oauth::Result<VerificationKey> verification_key(const json& key) {
  if (key.contains("secret")) {
    return VerificationKey(oauth::Secret(key.at("secret").get_ref<const std::string&>()));
  }
  if (key.contains("jwk") && key.at("jwk").value("kty", json()) == "oct") {
    auto secret = oauth::jose::symmetric_key(key.at("jwk"));
    if (!secret) return std::unexpected(secret.error());
    return VerificationKey(*std::move(secret));
  }
  const auto pair = private_key(key);
  if (!pair) return std::unexpected(pair.error());
  const auto numbers = (*pair)->public_numbers();
  if (!numbers) return std::unexpected(numbers.error());
  auto half = oauth::crypto::openssl().public_key(*numbers);
  if (!half) return std::unexpected(half.error());
  return VerificationKey(std::shared_ptr<const oauth::crypto::PublicKey>(*std::move(half)));
}

/// The same, each made once in a thread: vectors share few keys, and to make one takes longer than all else that is done about an
/// answer.
const oauth::Result<VerificationKey>& kept_key(const json& key) {
  thread_local std::map<json, oauth::Result<VerificationKey>> kept;
  const auto found = kept.find(key);
  return found != kept.end() ? found->second
                             : kept.emplace(key, verification_key(key)).first->second;
}

Comparison compare_signatures(const json& in, const oauth::jose::Jws& jws) {
  const auto* const algorithm =
      oauth::jose::algorithm_named(in.at("alg").get_ref<const std::string&>());
  const auto& key = kept_key(in.at("key"));
  if (algorithm == nullptr || !key) {
    return {.match = Match::unknown, .difference = "the vector's own key or alg cannot be used"};
  }
  const auto done = oauth::jose::verify_jws(oauth::crypto::openssl(), jws, *algorithm, *key);
  if (done) return {};
  return differs(fmt::format("the JWT is not verified: {}", oauth::meaning(done.error().code)));
}

/// RFC 7638 section 3.2: the members that make the key, and none that gives it away.
bool same_key(const json& expected, const json& got) {
  const auto wanted = oauth::jose::key_numbers(expected);
  const auto numbers = oauth::jose::key_numbers(got);
  return wanted && numbers && !oauth::jose::is_private(got) &&
         oauth::jose::public_jwk(*wanted) == oauth::jose::public_jwk(*numbers);
}

bool same_header_member(const std::string& name, const json& expected, const json& header) {
  if (name == "typ") {
    return oauth::jose::has_type(header, expected.get_ref<const std::string&>());
  }
  const json& got = header.at(name);
  return name == "jwk" ? same_key(expected, got) : expected == got;
}

Comparison compare_headers(const json& expected, const json& got) {
  for (const auto& [name, value] : expected.items()) {
    if (!got.contains(name)) return differs(fmt::format("/header/{}: is missing", name));
    if (!same_header_member(name, value, got)) {
      // A private key that an answer gives away is not shown.
      return name == "jwk" ? differs("/header/jwk: is not the public half of the key alone")
                           : member_differs("/header/" + name, value, got.at(name));
    }
  }
  for (const auto& [name, value] : got.items()) {
    if (!expected.contains(name) && name != "typ" && name != "kid") {
      return differs(fmt::format("/header/{}: was not asked for", name));
    }
  }
  return {};
}

/// RFC7519-4.1.3-2: one audience may stand without its array.
json with_array(const std::string& name, json value) {
  if (name == "aud" && value.is_string()) return json::array({std::move(value)});
  return value;
}

Comparison compare_claims(const json& expected, const json& got) {
  for (const auto& [name, value] : expected.items()) {
    if (!got.contains(name)) return differs(fmt::format("/claims/{}: is missing", name));
    if (with_array(name, value) != with_array(name, got.at(name))) {
      return member_differs("/claims/" + name, value, got.at(name));
    }
  }
  for (const auto& [name, value] : got.items()) {
    if (!expected.contains(name))
      return differs(fmt::format("/claims/{}: was not asked for", name));
  }
  return {};
}

Comparison compare_jwts(const json& in, const json& expected, const json& got) {
  if (!got.is_string()) return differs("the answer is no JWT");
  const auto jws = oauth::jose::parse_jws(got.get_ref<const std::string&>());
  if (!jws)
    return differs(fmt::format("the answer is no JWT: {}", oauth::meaning(jws.error().code)));
  const auto claims = oauth::jose::parse_claims(jws->payload);
  if (!claims)
    return differs(fmt::format("the payload is wrong: {}", oauth::meaning(claims.error().code)));
  // What it says comes first: a difference there tells more than a signature over it.
  auto found = compare_headers(expected.at("header"), jws->header);
  if (found.match == Match::equal) found = compare_claims(expected.at("claims"), claims->all);
  return found.match == Match::equal ? compare_signatures(in, *jws) : found;
}

}  // namespace

Comparison compare_out(const vector::Shape& shape, const json& in, const json& expected,
                       const json& got, bool reason_codes) {
  if (shape.equality != vector::Equality::verified) {
    return compare(shape, expected, got, reason_codes);
  }
  return compare_jwts(in, expected, got);
}

std::optional<json> as_stated(const json& jwt, const json& stated) {
  if (!jwt.is_string()) return std::nullopt;
  const auto jws = oauth::jose::parse_jws(jwt.get_ref<const std::string&>());
  if (!jws) return std::nullopt;
  auto claims = oauth::jose::parse_claims(jws->payload);
  if (!claims) return std::nullopt;
  json header = json::object();
  for (const auto& [name, value] : jws->header.items()) {
    if (stated.at("header").contains(name)) header[name] = value;
  }
  return json{{"header", std::move(header)}, {"claims", std::move(claims->all)}};
}

}  // namespace oauthspec::runner
