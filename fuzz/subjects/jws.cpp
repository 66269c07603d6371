// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jws.h"

#include "fuzz/oracle/jws.h"
#include "fuzz/oracle/remembered_crypto.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/test_key_ring.h"

namespace oauthspec::fuzz {
namespace {

namespace jose = oauth::jose;

std::optional<JwsParts> parse(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  if (!jws) return std::nullopt;
  return JwsParts{jws->header.dump(), jws->payload, jws->signature};
}

std::optional<std::string> verify(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  if (!jws) return std::nullopt;
  for (const ParsedTestKey& key : test_key_ring()) {
    if (jose::verify_jws(remembered_crypto(), *jws, *key.algorithm, key.verification)) {
      return jws->payload;
    }
  }
  return std::nullopt;
}

std::optional<std::string> sign(std::string_view header, std::string_view payload) {
  const auto parsed = nlohmann::json::parse(header);
  for (const ParsedTestKey& key : test_key_ring()) {
    if (parsed.at("alg") != key.algorithm->name) continue;
    const auto written = jose::sign_jws(remembered_crypto(), parsed, payload, key.signing);
    if (written) return *written;
  }
  return std::nullopt;
}

}  // namespace

template <>
JwsReader reference<JwsReader>() {
  return {.parse = parse, .verify = verify, .sign = sign};
}

}  // namespace oauthspec::fuzz
