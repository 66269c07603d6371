// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/dpop.h"

#include <array>
#include <cmath>
#include <string>

#include "fuzz/oracle/jose_model.h"
#include "fuzz/oracle/jws.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Request;

DpopAnswer verify_right(const Request& request, const DpopPlace& place, double now,
                        TakenProofs& taken) {
  return reference<DpopServer>().verify(request, place, now, taken);
}

/// The claims of the request's first proof; null where there are none.
json claims_of(const Request& request) {
  const auto proof = oauth::message::find_header(request.headers, "DPoP");
  const auto jws = proof ? model_parse_jws(*proof) : std::nullopt;
  return jws ? json::parse(jws->payload, nullptr, false) : json();
}

/// htu is ours where our URI begins with it.
DpopAnswer verify_target_prefix(const Request& request, const DpopPlace& place, double now,
                                TakenProofs& taken) {
  Request mended = request;
  const std::string htu = model_text(claims_of(request), "htu").value_or("");
  const bool prefix = htu.size() > std::string_view("https://as.example.com").size() &&
                      request.url.starts_with(htu);
  if (prefix) mended.url = htu;
  return verify_right(mended, place, now, taken);
}

/// An empty nonce is taken for none that was asked for.
DpopAnswer verify_empty_nonce(const Request& request, const DpopPlace& place, double now,
                              TakenProofs& taken) {
  DpopPlace known = place;
  if (model_text(claims_of(request), "nonce") == "") known.nonce.reset();
  return verify_right(request, known, now, taken);
}

/// Of two proofs, the first counts.
DpopAnswer verify_first_proof(const Request& request, const DpopPlace& place, double now,
                              TakenProofs& taken) {
  Request first = request;
  bool seen = false;
  std::erase_if(first.headers, [&seen](const auto& field) {
    const bool proof = oauth::message::equal_without_case(field.name, "DPoP");
    const bool drop = proof && seen;
    seen = seen || proof;
    return drop;
  });
  return verify_right(first, place, now, taken);
}

/// A time is read as a whole number of seconds.
DpopAnswer verify_whole_seconds(const Request& request, const DpopPlace& place, double now,
                                TakenProofs& taken) {
  const json claims = claims_of(request);
  const bool number = claims.contains("iat") && claims.at("iat").is_number_float();
  const double issued = number ? claims.at("iat").get<double>() : 0;
  return verify_right(request, place, now + (issued - std::trunc(issued)), taken);
}

/// A private key in the header is taken where it is on Ed25519: its public half is looked at.
DpopAnswer verify_private_key(const Request& request, const DpopPlace& place, double now,
                              TakenProofs& taken) {
  const auto proof = oauth::message::find_header(request.headers, "DPoP");
  const auto jws = proof ? model_parse_jws(*proof) : std::nullopt;
  const json jwk = jws ? jws->header.value("jwk", json()) : json();
  if (model_text(jwk, "kty") != "OKP" || !jwk.contains("d") ||
      !model_verifies(*jws, "EdDSA", jwk)) {
    return verify_right(request, place, now, taken);
  }
  json header = jws->header;
  header["jwk"].erase("d");
  Request mended = request;
  for (auto& field : mended.headers) {
    if (!oauth::message::equal_without_case(field.name, "DPoP")) continue;
    field.value = reference<JwsReader>().sign(header.dump(), jws->payload).value_or("");
  }
  return verify_right(mended, place, now, taken);
}

/// Nothing is remembered.
DpopAnswer verify_again(const Request& request, const DpopPlace& place, double now,
                        TakenProofs& /*taken*/) {
  TakenProofs none;
  return verify_right(request, place, now, none);
}

constexpr auto kBugs = std::to_array<PlantedBug<DpopServer>>({
    {"target-by-its-beginning", "A proof is for every URI that begins as its htu does.",
     "RFC 9449 4.3, check 9", [](DpopServer& server) { server.verify = verify_target_prefix; }},
    {"empty-nonce", "An empty nonce is as good as the one that the server gave.",
     "RFC 9449 4.3, check 10", [](DpopServer& server) { server.verify = verify_empty_nonce; }},
    {"first-proof-counts", "Of two proofs in a request the first is taken.",
     "RFC 9449 4.3, check 1", [](DpopServer& server) { server.verify = verify_first_proof; }},
    {"whole-seconds", "What of the time is less than a second is not looked at.",
     "RFC 9449 4.3, check 11", [](DpopServer& server) { server.verify = verify_whole_seconds; }},
    {"private-key-in-the-header", "An Ed25519 key that shows its private part is taken.",
     "RFC 9449 4.3, check 7", [](DpopServer& server) { server.verify = verify_private_key; }},
    {"jti-is-forgotten", "A proof is taken again and again.", "RFC 9449 11.1",
     [](DpopServer& server) { server.verify = verify_again; }},
});

}  // namespace

template <>
std::span<const PlantedBug<DpopServer>> planted_bugs<DpopServer>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
