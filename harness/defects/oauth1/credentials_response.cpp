// SPDX-License-Identifier: Apache-2.0
// Sections 2.1 and 2.3: responses with credentials.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_request.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth1 {
namespace {

using rfc::CredentialsKind;

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::parse_credentials_response, Function, Wrong>;
template <auto Wrong>
constexpr auto kChecked = kWith<&Functions::check_credentials, Wrong>;
template <auto Wrong>
constexpr auto kForm = kWith<&Functions::read_form, Wrong>;
template <auto Wrong>
constexpr auto kPicked = kWith<&Functions::pick, Wrong>;

Result<void> status_unchecked(const Response& response) {
  return sound().check_response({200, response.headers, response.body});
}

Result<void> media_type_case_sensitive(const Response& response) {
  for (const auto& field : response.headers) {
    if (field.name == "Content-Type" &&
        field.value.starts_with("application/x-www-form-urlencoded"))
      return sound().check_response(response);
  }
  return refuse(Errc::content_type_unexpected);
}

// What may be missing is filled in before it is missed.
template <const char* Name>
Result<void> not_required(CredentialsKind kind, const Parameters& parameters) {
  return sound().check_credentials(
      kind, parameters.find(Name) ? parameters : wrong::with(parameters, Name, ""));
}

constexpr char kSecret[] = "oauth_token_secret";
constexpr char kConfirmed[] = "oauth_callback_confirmed";

// Only whether it is there.
Result<void> confirmation_by_presence(CredentialsKind kind, const Parameters& parameters) {
  if (!parameters.find(kConfirmed)) return sound().check_credentials(kind, parameters);
  return sound().check_credentials(
      kind, wrong::with(wrong::all_but(parameters, kConfirmed), kConfirmed, "true"));
}

Result<void> confirmation_unchecked(CredentialsKind /*kind*/, const Parameters& parameters) {
  return sound().check_credentials(CredentialsKind::token, parameters);
}

Result<void> confirmation_always_required(CredentialsKind /*kind*/, const Parameters& parameters) {
  return sound().check_credentials(CredentialsKind::temporary, parameters);
}

Result<void> duplicates_accepted(CredentialsKind kind, const Parameters& parameters) {
  return sound().check_credentials(kind, wrong::first_of_each(parameters));
}

std::optional<string_view> picked_by_prefix(const Parameters& parameters, string_view name) {
  for (const ParameterView parameter : parameters) {
    if (parameter.name.starts_with(name)) return parameter.value;
  }
  return std::nullopt;
}

std::optional<string_view> value_cut_to_buffer(const Parameters& parameters, string_view name) {
  constexpr std::size_t kBuffer = 256;
  return parameters.find(name).transform(
      [](string_view value) { return value.substr(0, kBuffer); });
}

std::optional<string_view> value_trimmed(const Parameters& parameters, string_view name) {
  return parameters.find(name).transform([](string_view value) {
    const std::size_t begin = std::min(value.find_first_not_of(' '), value.size());
    return value.substr(begin, value.find_last_not_of(' ') + 1 - begin);
  });
}

// A pair without "=" has no second half.
Result<Parameters> pair_without_equals_sign_crashes(string_view text) {
  for (oauth::codec::RawPairs pairs(text); pairs.next();) {
    const auto& pair = pairs.current();
    if (pair.value_offset == pair.name_offset + pair.name.size())
      throw std::out_of_range("a pair has one half only");
  }
  return sound().read_form(text);
}

Result<void> nothing_required(CredentialsKind /*kind*/, const Parameters& /*parameters*/) {
  return {};
}

constexpr string_view kOp = "oauth1.parse_credentials_response";

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "status-unchecked-temporary", "RFC5849-2.1-8",
     "temporary credentials of an error response are used",
     kWith<&Functions::check_response, status_unchecked>, Weight::warn},
    {kOp, "media-type-case-sensitive", "RFC5849-2.3-9",
     "a media type in capitals, or its field in small letters, is refused",
     kWith<&Functions::check_response, media_type_case_sensitive>},
    {kOp, "plus-not-decoded", "RFC5849-2.3-9", "\"+\" stays \"+\"", kForm<wrong::plus_not_decoded>},
    {kOp, "not-decoded", "RFC5849-2.3-9", "the form is not decoded",
     kForm<wrong::form_not_decoded>},
    {kOp, "token-not-required", "RFC5849-2.1-9", "a response without oauth_token is accepted",
     kChecked<not_required<wrong::kToken>>, Weight::warn},
    {kOp, "secret-not-required", "RFC5849-2.1-10",
     "a response without oauth_token_secret is accepted", kChecked<not_required<kSecret>>,
     Weight::warn},
    {kOp, "confirmation-unchecked", "RFC5849-2.1-11", "oauth_callback_confirmed is not looked at",
     kChecked<confirmation_unchecked>, Weight::warn},
    {kOp, "confirmation-by-presence", "RFC5849-2.1-12",
     "oauth_callback_confirmed may have any value", kChecked<confirmation_by_presence>,
     Weight::warn},
    {kOp, "confirmation-always-required", "RFC5849-2.3-10",
     "token credentials without oauth_callback_confirmed are refused",
     kChecked<confirmation_always_required>},
    {kOp, "duplicates-accepted", "RFC5849-2.3-10", "of duplicated parameters the first one counts",
     kChecked<duplicates_accepted>, Weight::warn},
    {kOp, "picked-by-prefix", "RFC5849-2.3-11", "names are known by their beginning",
     kPicked<picked_by_prefix>},
    {kOp, "picked-by-place", "RFC5849-2.3-10", "the first parameter is taken for the token",
     kPicked<wrong::picked_by_place>},
    {kOp, "names-in-lower-case", "RFC5849-3.1-9", "names are known without case",
     kForm<wrong::form_names_in_lower_case>, Weight::warn},
    {kOp, "value-cut-to-buffer", "RFC5849-2-7", "values longer than a buffer are cut off",
     kPicked<value_cut_to_buffer>, Weight::warn},
    {kOp, "value-trimmed", "RFC5849-2-8", "spaces at the ends of values are dropped",
     kPicked<value_trimmed>},
    {kOp, "empty-dropped", "RFC5849-2.3-11", "an empty secret is taken for none",
     kForm<wrong::empty_dropped>, Weight::warn},
    {kOp, "nothing-required", "RFC5849-2.3-11", "a response without credentials gives empty ones",
     kChecked<nothing_required>, Weight::warn},
    {kOp, "pair-without-equals-sign-crashes", "RFC5849-2.3-9",
     "a body that is no form ends in an exception", kForm<pair_without_equals_sign_crashes>},
});

}  // namespace

std::span<const Defect> credentials_response_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
