// SPDX-License-Identifier: Apache-2.0
// RFC 7523 section 3, criteria 4 to 7: how long an assertion is good, and that it is used once.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_jose.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_client_assertion";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_assertion, Assertions, Function, Wrong>;
template <auto Wrong>
constexpr auto kTaken = kWith<&Assertions::taken, Wrong>;
template <auto Wrong>
constexpr auto kRequired = kWith<&Assertions::check_required, Wrong>;
template <auto Wrong>
constexpr auto kTimes = kWith<&Assertions::check_times, Wrong>;
template <auto Wrong>
constexpr auto kIdKey = kWith<&Assertions::id_key, Wrong>;
template <void (*Plant)(Assertions&)>
constexpr auto kPlant = planted_by<answer_verify_assertion, Assertions, Plant>;

const Assertions& right() {
  return sound<Assertions>();
}

// Types that are not asked about: what is no number or text is made one, or is taken to be missing.
template <const char* Name>
json made_number(const json& payload) {
  json taken = payload;
  if (!taken.contains(Name)) return taken;
  json& value = taken[Name];
  if (value.is_string()) value = std::atof(value.get_ref<const std::string&>().c_str());
  if (value.is_boolean()) value = value.get<bool>() ? 4e9 : 0.0;
  return taken;
}

template <const char* Name>
json null_is_missing(const json& payload) {
  json taken = payload;
  if (taken.contains(Name) && taken.at(Name).is_null()) taken.erase(Name);
  return taken;
}

template <const char* Name>
json wrong_type_ignored(const json& payload) {
  json taken = payload;
  if (taken.contains(Name) && !taken.at(Name).is_number()) taken.erase(Name);
  return taken;
}

constexpr char kExp[] = "exp";
constexpr char kNbf[] = "nbf";
constexpr char kIat[] = "iat";
constexpr char kJti[] = "jti";

Result<Claims> integers_only(const json& payload) {
  if (payload.contains(kExp) && payload.at(kExp).is_number_float())
    return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

Result<Claims> issued_refused(const json& payload) {
  if (payload.contains("iat") && !payload.contains("nbf")) return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

Result<Claims> issued_required(const json& payload) {
  if (!payload.contains("iat")) return refusal(Errc::claim_missing);
  return right().claims(payload);
}

Result<void> expiry_optional(const Claims& claims) {
  Claims filled = claims;
  if (!filled.expires) filled.expires = 0;
  return right().check_required(filled);
}

// Times.
Result<void> never_expires(const Claims& claims, double now, double leeway) {
  Claims rest = claims;
  rest.expires.reset();
  return right().check_times(rest, now, leeway);
}

Result<void> zero_never_expires(const Claims& claims, double now, double leeway) {
  return claims.expires == 0.0 ? never_expires(claims, now, leeway)
                               : right().check_times(claims, now, leeway);
}

Result<void> expiry_without_sign(const Claims& claims, double now, double leeway) {
  return claims.expires < 0.0 ? never_expires(claims, now, leeway)
                              : right().check_times(claims, now, leeway);
}

Result<void> good_on_expiry(const Claims& claims, double now, double leeway) {
  Claims later = claims;
  if (later.expires) *later.expires += 1;
  return right().check_times(later, now, leeway);
}

Result<void> expired_a_second_before(const Claims& claims, double now, double leeway) {
  Claims earlier = claims;
  if (earlier.expires) *earlier.expires -= 1;
  return right().check_times(earlier, now, leeway);
}

Result<void> always_valid_before(const Claims& claims, double now, double leeway) {
  Claims rest = claims;
  rest.not_before.reset();
  return right().check_times(rest, now, leeway);
}

Result<void> not_valid_on_time(const Claims& claims, double now, double leeway) {
  Claims later = claims;
  if (later.not_before) *later.not_before += 1;
  return right().check_times(later, now, leeway);
}

Result<void> leeway_for_expiry_only(const Claims& claims, double now, double leeway) {
  if (claims.not_before > now) return refusal(Errc::jwt_not_yet_valid);
  return right().check_times(claims, now, leeway);
}

Result<void> leeway_for_beginning_only(const Claims& claims, double now, double leeway) {
  if (claims.expires <= now) return refusal(Errc::jwt_expired);
  return right().check_times(claims, now, leeway);
}

Result<void> leeway_twice(const Claims& claims, double now, double leeway) {
  return right().check_times(claims, now, 2 * leeway);
}

Result<void> huge_time_crashes(const Claims& claims, double now, double leeway) {
  constexpr double kMost = 9e15;
  if (claims.expires > kMost) throw std::overflow_error("date value out of range");
  return right().check_times(claims, now, leeway);
}

Result<void> old_one_crashes(const Claims& claims, double now, double leeway) {
  constexpr double kMonth = 30.0 * 24 * 3600;
  if (claims.issued && now - *claims.issued > kMonth) throw std::range_error("age");
  return right().check_times(claims, now, leeway);
}

Result<void> issued_in_future_crashes(const Claims& claims, double now, double leeway) {
  if (claims.issued > now) throw std::range_error("age");
  return right().check_times(claims, now, leeway);
}

Result<void> near_expiry_only(const Claims& claims, double now, double leeway) {
  constexpr double kMinute = 60;
  if (claims.expires > now + kMinute) return refusal(Errc::claim_invalid);
  return right().check_times(claims, now, leeway);
}

Result<void> five_minutes_at_most(const Claims& claims, double now, double leeway) {
  constexpr double kFiveMinutes = 300;
  if (claims.expires >= now + kFiveMinutes) return refusal(Errc::claim_invalid);
  return right().check_times(claims, now, leeway);
}

Result<void> issued_now_only(const Claims& claims, double now, double leeway) {
  if (claims.issued < now) return refusal(Errc::claim_invalid);
  return right().check_times(claims, now, leeway);
}

// jti.
std::string id_without_case(const Claims& claims) {
  std::string key = right().id_key(claims);
  to_lower(key);
  return key;
}

std::string id_alone(const Claims& claims) {
  return *claims.id;
}

std::string issuer_alone(const Claims& claims) {
  return claims.issuer.value_or("");
}

bool replay_crashes(AssertionServer& server, const std::string& key) {
  if (!right().remember(server, key)) throw std::runtime_error("UNIQUE constraint failed");
  return true;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "expiry-optional", "RFC7523-3-9", "exp may be missing", kRequired<expiry_optional>},
    {kOp, "never-expires", "RFC7523-3-10", "exp is not looked at", kTimes<never_expires>},
    {kOp, "zero-never-expires", "RFC7523-3-10", "an exp of 0 is none", kTimes<zero_never_expires>},
    {kOp, "expiry-without-sign", "RFC7523-3-10", "a negative exp is a large one",
     kTimes<expiry_without_sign>},
    {kOp, "good-on-expiry", "RFC7519-4.1.4-1", "a JWT is good on its very exp",
     kTimes<good_on_expiry>},
    {kOp, "expired-a-second-before", "RFC7519-4.1.4-1", "a JWT expires a second before exp",
     kTimes<expired_a_second_before>},
    {kOp, "leeway-twice", "RFC7523-3-10", "the leeway is applied twice", kTimes<leeway_twice>},
    {kOp, "leeway-for-beginning-only", "RFC7523-3-10", "exp has no leeway",
     kTimes<leeway_for_beginning_only>, Weight::warn},
    {kOp, "leeway-for-expiry-only", "RFC7519-4.1.5-1", "nbf has no leeway",
     kTimes<leeway_for_expiry_only>, Weight::warn},
    {kOp, "expiry-from-text", "RFC7519-4.1.4-2", "exp may be a text", kTaken<made_number<kExp>>},
    {kOp, "null-expiry-is-none", "RFC7523-3-9", "an exp of null is none, and none is needed",
     kPlant<[](Assertions& library) {
       library.taken = null_is_missing<kExp>;
       library.check_required = expiry_optional;
     }>},
    {kOp, "integers-only", "RFC7519-2-1", "an exp with a fraction is refused",
     kWith<&Assertions::claims, integers_only>},
    {kOp, "huge-time-crashes", "RFC7523-3-11", "an exp beyond all dates ends in an exception",
     kTimes<huge_time_crashes>},
    {kOp, "valid-before", "RFC7523-3-12", "nbf is not looked at", kTimes<always_valid_before>},
    {kOp, "not-valid-on-time", "RFC7519-4.1.5-1", "a JWT is not good on its very nbf",
     kTimes<not_valid_on_time>},
    {kOp, "beginning-from-text", "RFC7519-4.1.5-2", "an nbf that is no number is ignored",
     kTaken<wrong_type_ignored<kNbf>>, Weight::warn},
    {kOp, "issued-from-text", "RFC7519-4.1.6-1", "an iat that is no number is ignored",
     kTaken<wrong_type_ignored<kIat>>, Weight::warn},
    {kOp, "issued-in-future-crashes", "RFC7519-4.1.6-1", "a negative age ends in an exception",
     kTimes<issued_in_future_crashes>},
    {kOp, "old-one-crashes", "RFC7523-3-13", "an age beyond a month ends in an exception",
     kTimes<old_one_crashes>},
    {kOp, "id-from-number", "RFC7519-4.1.7-1", "jti may be a number",
     kTaken<wrong::made_text<kJti>>, Weight::warn},
    {kOp, "id-without-case", "RFC7519-4.1.7-1", "jti is compared without case",
     kIdKey<id_without_case>, Weight::warn},
    {kOp, "id-alone", "RFC7519-4.1.7-2", "a jti counts as used by another issuer", kIdKey<id_alone>,
     Weight::warn},
    {kOp, "issuer-alone", "RFC7523-3-14", "a second JWT of an issuer counts as used",
     kIdKey<issuer_alone>},
    {kOp, "replay-crashes", "RFC7523-3-14", "a jti that comes again ends in an exception",
     kWith<&Assertions::remember, replay_crashes>},
    {kOp, "issued-refused", "RFC7521-5.2-10", "an iat without nbf is refused",
     kWith<&Assertions::claims, issued_refused>},
    {kOp, "issued-required", "RFC7523-3-19", "a JWT without iat is refused",
     kWith<&Assertions::claims, issued_required>, Weight::warn},
    {kOp, "near-expiry-only", "RFC7521-5.2-9", "an exp more than a minute ahead is refused",
     kTimes<near_expiry_only>},
    {kOp, "five-minutes-at-most", "RFC7523-3-11", "an exp five minutes ahead is refused",
     kTimes<five_minutes_at_most>},
    {kOp, "issued-now-only", "RFC7523-3-13", "an iat before now is taken for too old",
     kTimes<issued_now_only>},
});

}  // namespace

std::span<const Defect> assertion_time_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
