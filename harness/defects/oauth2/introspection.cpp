// SPDX-License-Identifier: Apache-2.0
// RFC 7662 section 2.2: what an introspection endpoint says of a token.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_introspection";

constexpr char kActive[] = "active";
constexpr char kAudience[] = "aud";
constexpr char kScope[] = "scope";
constexpr char kClient[] = "client_id";
constexpr char kSubject[] = "sub";
constexpr char kUser[] = "username";
constexpr char kType[] = "token_type";
constexpr char kConfirmation[] = "cnf";
constexpr char kExpires[] = "exp";

constexpr char kKnown[] =
    " active scope client_id username token_type exp iat nbf sub aud iss jti cnf ";

// if (response["active"]): every value but a few is true.
void active_by_truth(json& members) {
  if (!members.contains(kActive)) return;
  const json& active = members[kActive];
  const bool is_false = active.is_null() || active == false || active == 0 || active == "";
  members[kActive] = !is_false;
}

// A check for `active === false` only.
void active_unless_false(json& members) {
  if (!members.contains(kActive) || members[kActive] != false) members[kActive] = true;
}

// The status says it all.
Verdict active_by_status(const json& in) {
  Verdict answer = right<kOp>(in);
  if (in.at("response").at("status") != 200) return answer;
  return std::holds_alternative<Reject>(answer) ? Verdict(Out{{{kActive, true}}, {}}) : answer;
}

void error_status_unchecked(json& in) {
  in["response"]["status"] = 200;
}

void error_read_as_active(json& in) {
  if (in["response"]["status"] == 200 || in["response"]["status"] > 499) return;
  in["response"]["status"] = 200;
  in_body<active_unless_false>(in);
}

// System.currentTimeMillis() where seconds are meant.
void times_in_milliseconds(json& out) {
  for (const char* name : {"exp", "iat", "nbf"}) {
    if (out.value(name, json()).is_number_integer())
      out[name] = out[name].get<std::int64_t>() * 1000;
  }
}

void times_by_any_notation(json& members) {
  for (const char* name : {"exp", "iat", "nbf"}) {
    if (members.contains(name) && !members[name].is_number()) members[name] = 4102444800;
  }
}

bool expired_by_own_clock(const json& in) {
  const json expires = member_of(in, kExpires);
  constexpr int kNow = 1700000000;
  return expires.is_number() && expires < kNow;
}

bool audience_is_list(const json& in) {
  return member_of(in, kAudience).is_array();
}

void audience_at_spaces(json& out) {
  if (!out[kAudience].is_array() || out[kAudience].size() != 1) return;
  const std::string one = out[kAudience][0];
  if (const std::size_t space = one.find(' '); space != std::string::npos)
    out[kAudience] = {one.substr(0, space), one.substr(space + 1)};
}

void audience_empty_is_none(json& out) {
  if (out[kAudience].is_array() && out[kAudience].empty()) out[kAudience] = nullptr;
}

void audience_as_text(json& members) {
  if (!members.contains(kAudience)) return;
  if (members[kAudience].is_array()) {
    for (json& item : members[kAudience]) item = wrong::text_of(item);
  } else {
    members[kAudience] = wrong::text_of(members[kAudience]);
  }
}

void commas_as_spaces(std::string& text) {
  std::ranges::replace(text, ',', ' ');
}

void line_ends_as_spaces(std::string& text) {
  std::ranges::replace(text, '\n', ' ');
}

void confirmation_dropped(json& members) {
  if (members.contains(kConfirmation) && !members[kConfirmation].is_object())
    members.erase(kConfirmation);
}

template <auto Wrong>
constexpr auto kMended = mended<kOp, in_body<Wrong>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "active-by-truth", "RFC7662-2.2-2", "an active of \"false\" or 1 is true",
     kMended<active_by_truth>},
    {kOp, "active-unless-false", "RFC7662-2.2-2", "a token of which nothing is said is active",
     kMended<active_unless_false>},
    {kOp, "active-by-status", "RFC6749-7-1", "status 200 makes every token active",
     active_by_status},
    {kOp, "status-unchecked", "RFC7662-2.2-1", "a token is active by a response of any status",
     misread<kOp, error_status_unchecked>, Weight::warn},
    {kOp, "error-is-active", "RFC6749-7-1", "an error response counts as word of the token",
     misread<kOp, error_read_as_active>},
    {kOp, "times-in-milliseconds", "RFC7662-2.2-6", "times are given in milliseconds",
     miswritten<kOp, times_in_milliseconds>},
    {kOp, "times-in-32-bits", "RFC7662-2.2-6", "a time after 2038 lies in the past",
     miswritten<kOp, wrong::in_32_bits<kExpires>>},
    {kOp, "times-of-any-type", "RFC7662-2.2-6", "a time that is no number is read all the same",
     kMended<times_by_any_notation>, Weight::warn},
    {kOp, "expired-by-own-clock", "RFC7662-2.2-6", "the reader's own clock decides",
     refusing<kOp, expired_by_own_clock>},
    {kOp, "audience-list-refused", "RFC7662-2.2-7", "an aud that is an array is refused",
     refusing<kOp, audience_is_list>},
    {kOp, "audience-at-spaces", "RFC7662-2.2-7", "an aud is split at its spaces",
     miswritten<kOp, audience_at_spaces>},
    {kOp, "audience-empty-is-none", "RFC7662-2.2-7", "an empty aud is taken for none",
     miswritten<kOp, audience_empty_is_none>, Weight::warn},
    {kOp, "audience-as-text", "RFC7662-2.2-7", "an aud of another type is made a text",
     kMended<audience_as_text>, Weight::warn},
    {kOp, "scope-at-commas", "RFC7662-2.2-4", "scope is split at commas, too",
     misread<kOp, in_body<in_member<kScope, commas_as_spaces>>>},
    {kOp, "scope-at-line-ends", "RFC7662-2.2-4", "scope is split at line ends, too",
     misread<kOp, in_body<in_member<kScope, line_ends_as_spaces>>>, Weight::warn},
    {kOp, "scope-as-text", "RFC7662-2.2-4", "a scope that is a number is made a text",
     kMended<wrong::anything_as_text<kScope>>, Weight::warn},
    {kOp, "client-as-text", "RFC7662-2.2-5", "a client_id that is no text is made one",
     kMended<wrong::anything_as_text<kClient>>, Weight::warn},
    {kOp, "subject-as-text", "RFC7662-2.2-8", "a sub that is no text is made one",
     kMended<wrong::anything_as_text<kSubject>>, Weight::warn},
    {kOp, "user-as-text", "RFC7662-2.2-8", "a username that is no text is made one",
     kMended<wrong::anything_as_text<kUser>>, Weight::warn},
    {kOp, "type-as-text", "RFC7662-2.2-8", "a token_type that is no text is made one",
     kMended<wrong::anything_as_text<kType>>, Weight::warn},
    {kOp, "extra-of-texts-only", "RFC7662-2.2-14",
     "members of extensions that are no text are lost",
     miswritten<kOp, wrong::extra_of_texts_only>},
    {kOp, "unknown-refused", "RFC7662-2.2-1", "a response with an unknown member is refused",
     refusing<kOp, unwanted::unknown_member<kKnown>>},
    {kOp, "expiry-required", "RFC7662-2.2-2", "a response without exp is refused",
     refusing<kOp, unwanted::without_member<kExpires>>},
    {kOp, "confirmation-lost", "RFC9449-6.2-1", "cnf is not read",
     miswritten<kOp, wrong::lost<kConfirmation>>, Weight::warn},
    {kOp, "confirmation-dropped", "RFC9449-6.2-1", "a cnf that is no object is dropped",
     kMended<confirmation_dropped>, Weight::warn},
    {kOp, "certificate-confirmation-lost", "RFC8705-3.2-1",
     "the thumbprint of a certificate is not read", miswritten<kOp, wrong::lost<kConfirmation>>,
     Weight::warn},
    {kOp, "first-of-duplicates", "RFC7662-2.2-2", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "media-type-parameters", "RFC7662-2.2-1", "a media type with a charset is refused",
     refusing<kOp, unwanted::media_type_with_parameters>, Weight::warn},
    {kOp, "media-type-spelling", "RFC7662-2.2-1", "the media type is compared with case",
     refusing<kOp, unwanted::media_type_in_other_spelling>, Weight::warn},
    {kOp, "escapes-kept", "RFC7662-2.2-8", "escapes of JSON are not undone",
     misread<kOp, in_text<wrong::escapes_kept>>},
    {kOp, "no-object-crashes", "RFC7662-2.2-1", "a body that is no object ends in an exception",
     crashing<kOp, unwanted::body_no_object>},
});

}  // namespace

std::span<const Defect> introspection_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
