// SPDX-License-Identifier: Apache-2.0
// RFC 7523 section 3, criteria 2, 3 and 8: whom an assertion speaks of, and to whom.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_jose.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_client_assertion";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_assertion, Assertions, Function, Wrong>;
template <auto Wrong>
constexpr auto kTaken = kWith<&Assertions::taken, Wrong>;
template <auto Wrong>
constexpr auto kSubject = kWith<&Assertions::is_subject, Wrong>;
template <auto Wrong>
constexpr auto kAudience = kWith<&Assertions::is_audience, Wrong>;
template <auto Wrong>
constexpr auto kMeant = kWith<&Assertions::is_meant, Wrong>;
template <void (*Plant)(Assertions&)>
constexpr auto kPlant = planted_by<answer_verify_assertion, Assertions, Plant>;

const Assertions& right() {
  return sound<Assertions>();
}

constexpr char kSub[] = "sub";

Result<Claims> known_claims_only(const json& payload) {
  for (const auto& [name, value] : payload.items()) {
    constexpr std::array kKnown{"iss", "sub", "aud", "exp", "nbf", "iat", "jti"};
    if (std::ranges::find(kKnown, name) == kKnown.end()) return refusal(Errc::claim_invalid);
  }
  return right().claims(payload);
}

Result<Claims> plain_claims_only(const json& payload) {
  const bool nested =
      std::ranges::any_of(payload, [](const json& value) { return value.is_object(); });
  if (nested) return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

Result<Claims> audience_as_text_only(const json& payload) {
  if (payload.contains("aud") && payload.at("aud").is_array()) return refusal(Errc::claim_invalid);
  return right().claims(payload);
}

// What has to be there.
Result<void> audience_optional(const Claims& claims) {
  Claims filled = claims;
  if (!filled.audience) filled.audience.emplace();
  return right().check_required(filled);
}

void without_audience_for_all(Assertions& library) {
  library.check_required = audience_optional;
  library.is_meant = [](const Assertions& rest, const AssertionServer& server,
                        const Claims& claims) {
    return !claims.audience || right().is_meant(rest, server, claims);
  };
}

void audience_of_any_type(Assertions& library) {
  without_audience_for_all(library);
  library.taken = [](const json& payload) {
    json taken = payload;
    if (taken.contains("aud") && !taken.at("aud").is_string() && !taken.at("aud").is_array())
      taken.erase("aud");
    return taken;
  };
}

json audience_by_names(const json& payload) {
  json taken = payload;
  if (!taken.contains("aud") || !taken.at("aud").is_object()) return taken;
  json names = json::array();
  for (const auto& [name, value] : payload.at("aud").items()) names.push_back(name);
  taken["aud"] = names;
  return taken;
}

json audience_of_texts(const json& payload) {
  json taken = payload;
  if (!taken.contains("aud") || !taken.at("aud").is_array()) return taken;
  json texts = json::array();
  for (const json& one : payload.at("aud")) {
    if (one.is_string()) texts.push_back(one);
  }
  taken["aud"] = texts;
  return taken;
}

void subject_optional(Assertions& library) {
  library.check_required = [](const Claims& claims) {
    Claims filled = claims;
    if (!filled.subject) filled.subject = claims.issuer;
    return right().check_required(filled);
  };
  library.is_subject = [](const Claims& claims, bool grant) {
    return !claims.subject || right().is_subject(claims, grant);
  };
}

// The subject and the audience.
bool any_subject(const Claims& /*claims*/, bool /*grant*/) {
  return true;
}

bool empty_subject_too(const Claims& claims, bool grant) {
  return claims.subject->empty() || right().is_subject(claims, grant);
}

bool issuer_always(const Claims& claims, bool /*grant*/) {
  return right().is_subject(claims, false);
}

bool any_audience(string_view /*wanted*/, string_view /*given*/) {
  return true;
}

bool given_begins(string_view wanted, string_view given) {
  return wanted.starts_with(given) && !given.empty();
}

bool wanted_begins(string_view wanted, string_view given) {
  return given.starts_with(wanted);
}

bool wanted_contained(string_view wanted, string_view given) {
  return given.find(wanted) != string_view::npos;
}

bool audience_without_case(string_view wanted, string_view given) {
  return oauth::message::equal_without_case(wanted, given);
}

bool audience_without_slash(string_view wanted, string_view given) {
  return wanted == (given.ends_with('/') ? given.substr(0, given.size() - 1) : given);
}

bool empty_audience_too(string_view wanted, string_view given) {
  return given.empty() || wanted == given;
}

bool token_endpoint_only(string_view wanted, string_view given) {
  return wanted == given && wanted.ends_with("/token");
}

bool issuer_identifier_only(string_view wanted, string_view given) {
  return wanted == given && !wanted.ends_with("/token");
}

bool first_audience_only(const Assertions& library, const AssertionServer& server,
                         const Claims& claims) {
  Claims first = claims;
  if (first.audience->size() > 1) first.audience->resize(1);
  return right().is_meant(library, server, first);
}

// all() of none is true.
bool every_audience(const Assertions& library, const AssertionServer& server,
                    const Claims& claims) {
  return claims.audience->empty() || right().is_meant(library, server, claims);
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "subject-optional", "RFC7523-3-4", "sub may be missing", kPlant<subject_optional>},
    {kOp, "any-subject", "RFC7523-3-5", "sub is not compared with iss", kSubject<any_subject>},
    {kOp, "empty-subject-too", "RFC7523-3-5", "an empty sub is taken for none",
     kSubject<empty_subject_too>},
    {kOp, "subject-may-be-array", "RFC7523-3-17", "sub may be an array",
     kTaken<wrong::made_text<kSub>>},
    {kOp, "subject-is-issuer", "RFC7523-2.1-1", "the subject of a grant has to be its issuer",
     kSubject<issuer_always>},
    {kOp, "audience-optional", "RFC7523-3-6", "aud may be missing",
     kPlant<without_audience_for_all>},
    {kOp, "audience-of-any-type", "RFC7523-3-7",
     "an aud that is neither text nor array is taken for none", kPlant<audience_of_any_type>},
    {kOp, "audience-by-names", "RFC7523-3-7", "the names of an object are an audience",
     kTaken<audience_by_names>},
    {kOp, "any-audience", "RFC7523-3-7", "aud is not compared", kAudience<any_audience>},
    {kOp, "audience-given-begins", "RFC7523-3-8", "the beginning of an audience will do",
     kAudience<given_begins>},
    {kOp, "audience-wanted-begins", "RFC7523-3-8", "what begins like an audience will do",
     kAudience<wanted_begins>},
    {kOp, "audience-contained", "RFC7523-3-8", "an audience may stand inside a text",
     kAudience<wanted_contained>},
    {kOp, "audience-without-case", "RFC7523-3-8", "audiences are compared without case",
     kAudience<audience_without_case>},
    {kOp, "audience-without-slash", "RFC7523-3-8", "a slash at the end is not compared",
     kAudience<audience_without_slash>},
    {kOp, "empty-audience-too", "RFC7523-3-7", "an empty aud is everybody",
     kAudience<empty_audience_too>},
    {kOp, "token-endpoint-only", "RFC7523-3-6", "aud has to be the token endpoint",
     kAudience<token_endpoint_only>},
    {kOp, "audience-as-text-only", "RFC7519-4.1.3-2", "aud may be no array",
     kWith<&Assertions::claims, audience_as_text_only>},
    {kOp, "first-audience-only", "RFC7519-4.1.3-1", "the first audience counts only",
     kMeant<first_audience_only>},
    {kOp, "every-audience", "RFC7523-3-7", "an empty array of audiences is everybody",
     kMeant<every_audience>},
    {kOp, "audience-of-texts", "RFC7519-4.1.3-2", "what is no text in an aud is passed over",
     kTaken<audience_of_texts>, Weight::warn},
    {kOp, "known-claims-only", "RFC7523-3-20", "unknown claims are refused",
     kWith<&Assertions::claims, known_claims_only>},
    {kOp, "plain-claims-only", "RFC7519-4-2", "a claim that is an object is refused",
     kWith<&Assertions::claims, plain_claims_only>},
    {kOp, "issuer-identifier-only", "RFC7523-3-18", "aud has to be the issuer identifier",
     kAudience<issuer_identifier_only>},
});

}  // namespace

std::span<const Defect> assertion_claims_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
