// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/dpop.h"

#include <algorithm>
#include <array>
#include <vector>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/input/test_keys.h"
#include "fuzz/oracle/dpop_model.h"
#include "fuzz/oracle/jwt_model.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Request;

DpopPlace read_place(std::string_view letters) {
  DpopPlace place;
  place.resource_server = letters.contains('r');
  if (letters.contains('n')) place.nonce = kServerNonce;
  if (letters.contains('k')) place.jkt = kBoundThumbprint;
  return place;
}

DpopAnswer verify_anew(const DpopServer& server, const Request& request, const DpopPlace& place,
                       double now = kTestNow) {
  TakenProofs taken;
  return server.verify(request, place, now, taken);
}

bool is_refused(const DpopServer& server, const Request& request, const DpopPlace& place) {
  return !verify_anew(server, request, place).jkt;
}

/// Whether every server can be asked to take it: the key is one that each knows how to read, nothing is nested deep, and what is asked for is
/// a URI whose query is one, too, though a proof leaves that out.
bool is_plain_proof(const Request& request) {
  if (!model_parse_uri(request.url)) return false;
  const auto field = model_proof_field(request);
  static const std::vector<json> keys = [] {
    std::vector<json> parsed;
    parsed.reserve(kTestKeys.size());
    for (const TestKey& key : kTestKeys) parsed.push_back(json::parse(key.jwk_public));
    return parsed;
  }();
  const auto jws = field ? model_parse_jws(*field) : std::nullopt;
  return jws && is_plain(*jws) &&
         std::ranges::find(keys, jws->header.value("jwk", json())) != keys.end();
}

/// Sections 5 and 7.1: 400 at an authorization server, 401 at a resource server.
void check_refusal(const DpopAnswer& answer, const DpopPlace& place) {
  constexpr auto kCodes = std::to_array<std::string_view>(
      {"", "invalid_dpop_proof", "use_dpop_nonce", "invalid_token", "invalid_request"});
  holds(std::ranges::find(kCodes, answer.error) != kCodes.end(),
        "an error code is one of RFC 9449's");
  holds(answer.error != "use_dpop_nonce" || place.nonce, "no nonce is asked for that none gave");
  if (place.resource_server) {
    holds(answer.status == (answer.error == "invalid_request" ? 400 : 401),
          "a resource server refuses with 401");
  } else {
    holds(answer.status == 400, "an authorization server refuses with 400");
    holds(answer.error == "invalid_dpop_proof" || answer.error == "use_dpop_nonce",
          "an authorization server names what is wrong with the proof");
  }
}

/// Replaces the value of a field that stands once.
void set_field(Request& request, std::string_view name, const std::string& value) {
  for (auto& field : request.headers) {
    if (oauth::message::equal_without_case(field.name, name)) field.value = value;
  }
}

/// A request with a proof that was taken, and where it arrived.
struct Taken {
  const DpopServer& server;
  const Request& request;
  const DpopPlace& place;
};

// The proof is for this request only.

void check_method(const Taken& taken) {
  Request other = taken.request;
  other.method += 'X';
  holds(is_refused(taken.server, other, taken.place), "a proof for another method is refused");
}

void check_host(const Taken& taken) {
  Request other = taken.request;
  other.url.insert(other.url.find("://") + 3, "x");
  holds(is_refused(taken.server, other, taken.place), "a proof for another host is refused");
}

void check_path(const Taken& taken) {
  Request other = taken.request;
  other.url.insert(std::min(other.url.find_first_of("?#"), other.url.size()), "/x");
  holds(is_refused(taken.server, other, taken.place), "a proof for another path is refused");
}

void check_second_proof(const Taken& taken) {
  Request other = taken.request;
  other.headers.push_back({"dpop", model_proof_field(taken.request).value_or("")});
  holds(is_refused(taken.server, other, taken.place), "two proofs are refused");
}

void check_flipped_bit(const Taken& taken) {
  const std::string proof = model_proof_field(taken.request).value_or("");
  const std::size_t dot = proof.rfind('.') + 1;
  const std::string signature = model_base64url_decode(proof.substr(dot)).value_or("");
  Request other = taken.request;
  set_field(other, "DPoP",
            proof.substr(0, dot) + model_base64url_encode(with_flipped_bit(signature)));
  holds(is_refused(taken.server, other, taken.place), "with a bit turned round it is refused");
}

// And where it is expected only.

constexpr double kBeyond = 2 * kProofWindow + 1;

void check_old(const Taken& taken) {
  holds(!verify_anew(taken.server, taken.request, taken.place, kTestNow + kBeyond).jkt,
        "an old proof is refused");
}

void check_future(const Taken& taken) {
  holds(!verify_anew(taken.server, taken.request, taken.place, kTestNow - kBeyond).jkt,
        "a proof of the future is refused");
}

void check_nonce(const Taken& taken) {
  DpopPlace other = taken.place;
  other.nonce = "another";
  const auto jws = model_parse_jws(model_proof_field(taken.request).value_or(""));
  if (!jws || model_text(json::parse(jws->payload), "nonce") == other.nonce) return;
  const DpopAnswer answer = verify_anew(taken.server, taken.request, other);
  holds(!answer.jkt && answer.error == "use_dpop_nonce", "another nonce is asked for");
}

void check_key(const Taken& taken) {
  DpopPlace other = taken.place;
  other.jkt = model_hash("another");
  holds(is_refused(taken.server, taken.request, other), "a proof by another key is refused");
}

void check_two_tokens(const Taken& taken) {
  if (!taken.place.resource_server) return;
  Request other = taken.request;
  other.headers.push_back({"Authorization", "DPoP " + std::string(kBoundToken)});
  holds(is_refused(taken.server, other, taken.place), "two access tokens are refused");
}

/// With this in the place of what a resource server was shown.
bool is_refused_with(const Taken& taken, const std::string& authorization) {
  if (!taken.place.resource_server) return true;
  Request other = taken.request;
  set_field(other, "Authorization", authorization);
  return is_refused(taken.server, other, taken.place);
}

void check_bearer_token(const Taken& taken) {
  holds(is_refused_with(taken, "DPoP " + std::string(kBearerToken)),
        "a bearer token is bound to no key");
}

void check_bound_token(const Taken& taken) {
  holds(is_refused_with(taken, "Bearer " + std::string(kBoundToken)),
        "a bound token is no bearer token");
}

/// What the model says of it.
void check_verdict(const DpopAnswer& answer, const Request& request, const DpopPlace& place) {
  const auto expected = model_verify_dpop(request, place, kTestNow);
  holds(!answer.jkt || expected, "what RFC 9449 section 4.3 does not allow is refused");
  if (!expected) return;
  if (expected->empty()) {
    holds(answer.jkt == expected, "a bearer token needs no proof");
    return;
  }
  if (!is_plain_proof(request)) return;
  holds(answer.jkt.has_value(), "what RFC 9449 section 4.3 allows is taken");
  holds(answer.jkt == expected, "the thumbprint is that of the proof's key");
}

constexpr auto kRules = std::to_array<void (*)(const Taken&)>(
    {check_method, check_host, check_path, check_second_proof, check_flipped_bit, check_old,
     check_future, check_nonce, check_key, check_two_tokens, check_bearer_token,
     check_bound_token});

}  // namespace

void check_dpop(const DpopServer& server, std::string_view input) {
  const auto [letters, text] = split_parts<2>(input);
  const DpopPlace place = read_place(letters);
  const Request request = read_request(text);
  TakenProofs taken;
  const DpopAnswer answer = server.verify(request, place, kTestNow, taken);
  if (!answer.jkt) check_refusal(answer, place);
  const Turn turn(input, 3);
  if (turn.is(0)) check_verdict(answer, request, place);
  if (!answer.jkt || answer.jkt->empty()) return;
  if (turn.is(1) && model_parse_uri(request.url))
    kRules[number_of(input) % kRules.size()]({server, request, place});
  if (turn.is(2)) {
    holds(!server.verify(request, place, kTestNow, taken).jkt, "a proof is taken once");
  }
}

}  // namespace oauthspec::fuzz
