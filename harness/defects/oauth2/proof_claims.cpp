// SPDX-License-Identifier: Apache-2.0
// RFC 9449 section 4.3, checks 3, 8, 9 and 11: which request a DPoP proof is for, and how old it is.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_dpop_proof";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_proof, Proofs, Function, Wrong>;
template <auto Wrong>
constexpr auto kTaken = kWith<&Proofs::taken, Wrong>;
template <auto Wrong>
constexpr auto kMethod = kWith<&Proofs::is_method, Wrong>;
template <auto Wrong>
constexpr auto kTarget = kWith<&Proofs::is_target, Wrong>;
template <auto Wrong>
constexpr auto kFresh = kWith<&Proofs::is_fresh, Wrong>;
template <auto Wrong>
constexpr auto kIdKey = kWith<&Proofs::id_key, Wrong>;
template <void (*Plant)(Proofs&)>
constexpr auto kPlant = planted_by<answer_verify_proof, Proofs, Plant>;

const Proofs& right() {
  return sound<Proofs>();
}

bool same_without_case(string_view a, string_view b) {
  return oauth::message::equal_without_case(a, b);
}

// A claim that is not there is given a value that fits.
template <const char* Name>
json claim_optional(const json& payload) {
  json taken = payload;
  if (!taken.contains(Name)) taken[Name] = 0;
  return taken;
}

constexpr char kIat[] = "iat";
constexpr char kJti[] = "jti";

void method_optional(Proofs& library) {
  library.check_required = [](const Claims& claims) {
    Claims filled = claims;
    if (!filled.all.contains("htm")) filled.all["htm"] = "";
    return right().check_required(filled);
  };
  library.is_method = [](const json& htm, string_view method) {
    return htm.is_null() || right().is_method(htm, method);
  };
}

void target_optional(Proofs& library) {
  library.taken = [](const json& payload) {
    json taken = payload;
    if (!taken.contains("htu")) taken["htu"] = "";
    return taken;
  };
  library.is_target = [](string_view htu, string_view url) {
    return htu.empty() || right().is_target(htu, url);
  };
}

void time_optional(Proofs& library) {
  library.taken = claim_optional<kIat>;
  library.is_fresh = [](const Claims& claims, double now, double window) {
    return *claims.issued == 0 || right().is_fresh(claims, now, window);
  };
}

Result<void> id_optional(const Claims& claims) {
  Claims filled = claims;
  if (!filled.id) filled.id = "none";
  return right().check_required(filled);
}

Result<void> empty_id_too(const Claims& claims) {
  Claims filled = claims;
  if (filled.id == "") filled.id = "empty";
  return right().check_required(filled);
}

Result<Claims> known_claims_only(const json& payload) {
  for (const auto& [name, value] : payload.items()) {
    constexpr std::array kKnown{"jti", "htm", "htu", "iat", "ath", "nonce", "exp"};
    if (std::ranges::find(kKnown, name) == kKnown.end()) return refusal(Errc::claim_invalid);
  }
  return right().claims(payload);
}

Result<Claims> integers_only(const json& payload) {
  if (payload.contains(kIat) && payload.at(kIat).is_number_float())
    return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

json time_from_text(const json& payload) {
  json taken = payload;
  if (taken.contains(kIat) && taken.at(kIat).is_string())
    taken[kIat] = std::atof(taken.at(kIat).get_ref<const std::string&>().c_str());
  return taken;
}

json milliseconds_too(const json& payload) {
  constexpr double kFewestMilliseconds = 1e11;
  json taken = payload;
  if (taken.contains(kIat) && taken.at(kIat).is_number() && taken.at(kIat) > kFewestMilliseconds)
    taken[kIat] = taken.at(kIat).get<double>() / 1000;
  return taken;
}

json id_from_number(const json& payload) {
  json taken = payload;
  if (taken.contains(kJti) && taken.at(kJti).is_number()) taken[kJti] = taken.at(kJti).dump();
  return taken;
}

// htm (`is_method`).
bool any_method(const json& /*htm*/, string_view /*method*/) {
  return true;
}

bool method_without_case(const json& htm, string_view method) {
  return htm.is_string() && same_without_case(htm.get<std::string>(), method);
}

bool method_among_others(const json& htm, string_view method) {
  return (htm.is_array() && std::ranges::find(htm, json(method)) != htm.end()) ||
         right().is_method(htm, method);
}

// htu (`is_target`).
string_view target_of(string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

bool any_target(string_view /*htu*/, string_view /*url*/) {
  return true;
}

bool compared_as_text(string_view htu, string_view url) {
  return htu == target_of(url);
}

bool compared_with_query(string_view htu, string_view url) {
  return htu == url || (url == target_of(url) && right().is_target(htu, url));
}

bool begins_with_target(string_view htu, string_view url) {
  return target_of(url).starts_with(htu) || right().is_target(htu, url);
}

bool target_begins_with(string_view htu, string_view url) {
  return htu.starts_with(target_of(url)) || right().is_target(htu, url);
}

bool target_without_case(string_view htu, string_view url) {
  return same_without_case(htu, target_of(url)) || right().is_target(htu, url);
}

std::string host_of(string_view url) {
  const auto uri = oauth::codec::parse_uri(url);
  return uri && uri->authority ? std::string(uri->authority->host) : "";
}

std::string path_of(string_view url) {
  const auto uri = oauth::codec::parse_uri(url);
  return std::string(uri ? uri->path : url);
}

bool path_only(string_view htu, string_view url) {
  return path_of(htu) == path_of(url) || right().is_target(htu, url);
}

bool host_only(string_view htu, string_view url) {
  return host_of(htu) == host_of(url) || right().is_target(htu, url);
}

bool host_by_end(string_view htu, string_view url) {
  return (host_of(htu).ends_with(host_of(url)) && path_of(htu) == path_of(url)) ||
         right().is_target(htu, url);
}

bool last_slash_ignored(string_view htu, string_view url) {
  return right().is_target(htu.ends_with('/') ? htu.substr(0, htu.size() - 1) : htu, url) ||
         right().is_target(htu, url);
}

bool compared_decoded(string_view htu, string_view url) {
  const auto a = oauth::codec::percent_decode(htu);
  const auto b = oauth::codec::percent_decode(target_of(url));
  return (a && b && *a == *b) || right().is_target(htu, url);
}

bool default_port_kept(string_view htu, string_view url) {
  return right().is_target(htu, url) && htu.find(":443") == string_view::npos;
}

// iat (`is_fresh`).
bool always_fresh(const Claims& /*claims*/, double /*now*/, double /*window*/) {
  return true;
}

bool fresh_in_future(const Claims& claims, double now, double window) {
  return *claims.issued > now || right().is_fresh(claims, now, window);
}

// As an unsigned number.
bool negative_age_crashes(const Claims& claims, double now, double window) {
  if (*claims.issued > now) throw std::range_error("age");
  return right().is_fresh(claims, now, window);
}

bool window_off_by_one(const Claims& claims, double now, double window) {
  return right().is_fresh(claims, now, window - 1);
}

bool window_twice(const Claims& claims, double now, double window) {
  return right().is_fresh(claims, now, 2 * window);
}

// jti.
std::string id_without_case(const Claims& claims) {
  std::string key = right().id_key(claims);
  to_lower(key);
  return key;
}

std::string time_alone(const Claims& claims) {
  return std::to_string(*claims.issued);
}

bool replay_crashes(ProofServer& server, const std::string& key) {
  if (!right().remember(server, key)) throw std::runtime_error("UNIQUE constraint failed");
  return true;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "method-optional", "RFC9449-4.3-3", "htm may be missing", kPlant<method_optional>},
    {kOp, "target-optional", "RFC9449-4.2-5", "htu may be missing", kPlant<target_optional>},
    {kOp, "time-optional", "RFC9449-4.2-5", "iat may be missing", kPlant<time_optional>},
    {kOp, "id-optional", "RFC9449-4.3-3", "jti may be missing",
     kWith<&Proofs::check_required, id_optional>},
    {kOp, "empty-id-too", "RFC9449-4.2-6", "jti may be empty",
     kWith<&Proofs::check_required, empty_id_too>, Weight::warn},
    {kOp, "known-claims-only", "RFC9449-4.2-10", "unknown claims are refused",
     kWith<&Proofs::claims, known_claims_only>},
    {kOp, "integers-only", "RFC7519-2-1", "an iat with a fraction is refused",
     kWith<&Proofs::claims, integers_only>},
    {kOp, "time-from-text", "RFC7519-4.1.6-1", "iat may be a text", kTaken<time_from_text>},
    {kOp, "milliseconds-too", "RFC9449-4.3-11", "iat may count milliseconds",
     kTaken<milliseconds_too>},
    {kOp, "id-from-number", "RFC7519-4.1.7-1", "jti may be a number", kTaken<id_from_number>,
     Weight::warn},
    {kOp, "any-method", "RFC9449-4.3-8", "htm is not compared", kMethod<any_method>},
    {kOp, "method-without-case", "RFC9449-4.3-8", "htm is compared without case",
     kMethod<method_without_case>},
    {kOp, "method-among-others", "RFC9449-4.3-8", "htm may be an array",
     kMethod<method_among_others>},
    {kOp, "any-target", "RFC9449-4.3-9", "htu is not compared", kTarget<any_target>},
    {kOp, "target-as-text", "RFC9449-4.3-13", "htu is compared as text", kTarget<compared_as_text>,
     Weight::warn},
    {kOp, "default-port-kept", "RFC9449-4.3-13", "the default port makes another URI",
     kTarget<default_port_kept>, Weight::warn},
    {kOp, "target-with-query", "RFC9449-4.3-9", "htu is compared with the query",
     kTarget<compared_with_query>},
    {kOp, "target-prefix", "RFC9449-4.3-9", "the beginning of the URI will do for htu",
     kTarget<begins_with_target>},
    {kOp, "target-longer", "RFC9449-4.3-9", "what begins like the URI will do for htu",
     kTarget<target_begins_with>},
    {kOp, "target-without-case", "RFC9449-4.3-9", "htu is compared without case",
     kTarget<target_without_case>},
    {kOp, "target-path-only", "RFC9449-4.3-9", "the path of htu is compared only",
     kTarget<path_only>},
    {kOp, "target-host-only", "RFC9449-4.3-9", "the host of htu is compared only",
     kTarget<host_only>},
    {kOp, "target-host-by-end", "RFC9449-4.3-9", "a host that ends alike will do for htu",
     kTarget<host_by_end>},
    {kOp, "target-last-slash-ignored", "RFC9449-4.3-9", "a slash at the end of htu is ignored",
     kTarget<last_slash_ignored>},
    {kOp, "target-decoded", "RFC9449-4.3-9", "escapes of htu are decoded",
     kTarget<compared_decoded>},
    {kOp, "always-fresh", "RFC9449-11.1-1", "a proof never gets old", kFresh<always_fresh>},
    {kOp, "fresh-in-future", "RFC9449-4.3-11", "a proof may be made far in the future",
     kFresh<fresh_in_future>},
    {kOp, "negative-age-crashes", "RFC9449-11.1-3", "an iat ahead ends in an exception",
     kFresh<negative_age_crashes>},
    {kOp, "window-off-by-one", "RFC9449-4.3-11", "the oldest proof of the window is refused",
     kFresh<window_off_by_one>, Weight::warn},
    {kOp, "window-twice", "RFC9449-11.1-1", "the window is twice as long", kFresh<window_twice>},
    {kOp, "id-without-case", "RFC7519-4.1.7-1", "jti is compared without case",
     kIdKey<id_without_case>, Weight::warn},
    {kOp, "time-alone", "RFC9449-4.2-6", "a second proof of the same second counts as used",
     kIdKey<time_alone>},
    {kOp, "replay-crashes", "RFC9449-4.2-6", "a jti that comes again ends in an exception",
     kWith<&Proofs::remember, replay_crashes>},
    {kOp, "method-alone", "RFC9449-11.1-2", "a second proof for a method counts as used",
     kIdKey<[](const Claims& claims) { return claims.all.value("htm", std::string()); }>},
});

}  // namespace

std::span<const Defect> proof_claims_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
