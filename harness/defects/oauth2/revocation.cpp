// SPDX-License-Identifier: Apache-2.0
// RFC 7009 section 2.2: the answer to a revocation request.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/http_date.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_revocation_response";

constexpr char kRetry[] = "retry_after";
constexpr char kError[] = "error";
constexpr char kDescription[] = "error_description";

json failed() {
  return {{"revoked", false}, {kRetry, nullptr}, {kError, nullptr}};
}

bool success(const json& in) {
  return in.at("response").at("status") == 200;
}

bool body_where_none_is_awaited(const json& in) {
  return success(in) && in.at("response").at("body") != "";
}

bool body_is_no_json(const json& in) {
  return success(in) && !json::accept(adapter::read_bytes(in.at("response").at("body")));
}

void error_in_success_read(json& out, const json& in) {
  if (success(in) && member_of(in, kError).is_string()) out = failed();
}

void member_decides(json& out, const json& in) {
  if (success(in)) out["revoked"] = member_of(in, "revoked") != false;
}

// Nothing in the body says that the token is gone, so the client goes on with it.
void empty_body_is_failure(json& out, const json& in) {
  if (success(in) && in.at("response").at("body") == "") out = failed();
}

// The request went out, and that is that.
Verdict revoked_in_any_case(const json& /*in*/) {
  return Out{{{"revoked", true}, {kRetry, nullptr}, {kError, nullptr}}, {}};
}

void server_trouble_is_success(json& in) {
  if (in["response"]["status"] == 503) in["response"]["status"] = 200;
}

bool unavailable_without_json(const json& in) {
  return in.at("response").at("status") == 503 && unwanted::body_no_object(in);
}

bool error_without_json(const json& in) {
  return !success(in) && unwanted::body_no_object(in);
}

std::string retry_text(const json& in) {
  const json* field = find_field(in, "Retry-After");
  return field == nullptr ? "" : adapter::read_bytes(field->at(1));
}

bool begins_with_digit(string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

void retry_by_atoi(json& out, const json& in) {
  if (!retry_text(in).empty()) out[kRetry] = std::atoi(retry_text(in).c_str());
}

void retry_date_lost(json& out, const json& in) {
  if (!begins_with_digit(retry_text(in))) out[kRetry] = nullptr;
}

void retry_in_one_form_only(json& out, const json& in) {
  if (!begins_with_digit(retry_text(in)) && retry_text(in).find(", ") != 3) out[kRetry] = nullptr;
}

void retry_in_octal(json& out, const json& in) {
  if (out[kRetry].is_number() && retry_text(in).starts_with("00"))
    out[kRetry] = std::strtol(retry_text(in).c_str(), nullptr, 0);
}

void retry_in_past_negative(json& out, const json& in) {
  const auto date = oauth::codec::parse_http_date(retry_text(in), in.at("now"));
  if (date) out[kRetry] = *date - in.at("now").get<std::int64_t>();
}

void retry_capped(json& out) {
  constexpr int kDay = 86400;
  if (out[kRetry].is_number() && out[kRetry] > kDay) out[kRetry] = kDay;
}

void retry_missing_is_zero(json& out, const json& in) {
  if (!success(in) && out[kRetry].is_null()) out[kRetry] = 0;
}

void retry_field_spelling(json& out, const json& in) {
  const json* field = find_field(in, "Retry-After");
  if (field != nullptr && field->at(0) != "Retry-After") out[kRetry] = nullptr;
}

bool retry_no_number(const json& in) {
  return !retry_text(in).empty() &&
         retry_text(in).find_first_not_of("0123456789") != std::string::npos;
}

void unknown_code_lost(json& out) {
  if (out[kError] == "quota_exceeded") out[kError] = "unknown_error";
}

bool unauthorized(const json& in) {
  return in.at("response").at("status") == 401;
}

void code_by_status(json& out, const json& in) {
  if (unauthorized(in)) out[kError] = "unauthorized";
}

bool other_members(const json& in) {
  constexpr static char kKnown[] = " error error_description error_uri ";
  return !success(in) && unwanted::unknown_member<kKnown>(in);
}

bool error_with_charset(const json& in) {
  return !success(in) && unwanted::media_type_with_parameters(in);
}

void without_code_is_success(json& in) {
  if (!member_of(in, kError).is_string()) in["response"]["status"] = 200;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "body-refused", "RFC7009-2.2-3", "a success with a body is refused",
     refusing<kOp, body_where_none_is_awaited>},
    {kOp, "body-must-be-json", "RFC7009-2.2-1",
     "a success whose body is no JSON ends in an exception", crashing<kOp, body_is_no_json>},
    {kOp, "body-error-read", "RFC7009-2.2-3", "an error in the body of a success is read",
     miswritten<kOp, error_in_success_read>},
    {kOp, "body-decides", "RFC7009-2.2-3", "a member \"revoked\" decides",
     miswritten<kOp, member_decides>},
    {kOp, "body-required", "RFC7009-2.1-12", "a token is used on after a success without a body",
     miswritten<kOp, empty_body_is_failure>},
    {kOp, "jsonp-refused", "RFC7009-2.2-1", "a success that is a script is refused",
     refusing<kOp, body_is_no_json>},
    {kOp, "revoked-in-any-case", "RFC7009-2.2.1-1", "every response is taken for a success",
     revoked_in_any_case},
    {kOp, "unavailable-is-success", "RFC7009-2.2.1-3", "status 503 is taken for a success",
     misread<kOp, server_trouble_is_success>},
    {kOp, "unavailable-crashes", "RFC7009-2.2.1-3", "status 503 without JSON ends in an exception",
     crashing<kOp, unavailable_without_json>},
    {kOp, "without-code-is-success", "RFC7009-2.2.1-1",
     "an error without a code is taken for a success", mended<kOp, without_code_is_success>},
    {kOp, "error-crashes", "RFC7009-2.2.1-1", "an error without JSON ends in an exception",
     crashing<kOp, error_without_json>},
    {kOp, "retry-by-atoi", "RFC7009-2.2.1-4", "Retry-After is read as far as it has digits",
     miswritten<kOp, retry_by_atoi>, Weight::warn},
    {kOp, "retry-date-lost", "RFC7009-2.2.1-4", "a Retry-After that is a date is not read",
     miswritten<kOp, retry_date_lost>, Weight::warn},
    {kOp, "retry-in-one-form-only", "RFC7009-2.2.1-4", "of the three forms of a date one is read",
     miswritten<kOp, retry_in_one_form_only>, Weight::warn},
    {kOp, "retry-in-octal", "RFC7009-2.2.1-4", "leading zeros make an octal number",
     miswritten<kOp, retry_in_octal>, Weight::warn},
    {kOp, "retry-in-past", "RFC7009-2.2.1-4", "a date in the past is a negative wait",
     miswritten<kOp, retry_in_past_negative>, Weight::warn},
    {kOp, "retry-capped", "RFC7009-2.2.1-4", "a wait of more than a day is cut to one",
     miswritten<kOp, retry_capped>, Weight::warn},
    {kOp, "retry-missing-is-zero", "RFC7009-2.2.1-4", "without Retry-After there is no wait",
     miswritten<kOp, retry_missing_is_zero>, Weight::warn},
    {kOp, "retry-field-spelling", "RFC7009-2.2.1-4", "Retry-After is sought with case",
     miswritten<kOp, retry_field_spelling>, Weight::warn},
    {kOp, "retry-crashes", "RFC7009-2.2.1-4",
     "a Retry-After that is no number ends in an exception", crashing<kOp, retry_no_number>},
    {kOp, "unknown-code-lost", "RFC7009-2.2.1-1", "a code of another document is lost",
     miswritten<kOp, unknown_code_lost>},
    {kOp, "code-by-status", "RFC6749-5.2-4", "the code is guessed from the status",
     miswritten<kOp, code_by_status>},
    {kOp, "description-lost", "RFC7009-2.2.1-1", "error_description is not read",
     miswritten<kOp, wrong::lost<kDescription>>},
    {kOp, "unknown-refused", "RFC6749-5.1-13", "an error with an unknown member is refused",
     refusing<kOp, other_members>},
    {kOp, "media-type-parameters", "RFC6749-5.2-15", "a media type with a charset is refused",
     refusing<kOp, error_with_charset>, Weight::warn},
});

}  // namespace

std::span<const Defect> revocation_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
