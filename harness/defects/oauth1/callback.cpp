// SPDX-License-Identifier: Apache-2.0
// Section 2.2: the callback.
#include <algorithm>
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_request.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::parse_callback, Function, Wrong>;

string_view fragment_read(const Uri& uri) {
  return uri.query ? *uri.query : uri.fragment.value_or("");
}

string_view behind_last_question_mark(const Uri& uri) {
  const string_view query = uri.query.value_or("");
  return query.substr(query.rfind('?') + 1);
}

Result<void> verifier_not_required(const Parameters& parameters) {
  return sound().check_callback(parameters.find(wrong::kVerifier)
                                    ? parameters
                                    : wrong::with(parameters, wrong::kVerifier, ""));
}

Result<void> duplicates_accepted(const Parameters& parameters) {
  return sound().check_callback(wrong::first_of_each(parameters));
}

// A callback that names no token is taken for the awaited one.
void missing_token_is_awaited(Functions& library) {
  library.check_callback = [](const Parameters& parameters) {
    return sound().check_callback(
        parameters.find(wrong::kToken) ? parameters : wrong::with(parameters, wrong::kToken, ""));
  };
  library.same_token = [](string_view awaited, string_view received) {
    return received.empty() || sound().same_token(awaited, received);
  };
}

string_view query_of_http_only(const Uri& uri) {
  return uri.scheme.starts_with("http") ? uri.query.value_or("") : string_view();
}

// What is all digits is kept as a number.
std::optional<string_view> value_as_number(const Parameters& parameters, string_view name) {
  return parameters.find(name).transform([](string_view value) {
    const bool digits = value.find_first_not_of("0123456789") == string_view::npos;
    return digits ? value.substr(std::min(value.find_first_not_of('0'), value.size())) : value;
  });
}

bool token_unchecked(string_view /*awaited*/, string_view /*received*/) {
  return true;
}

bool token_by_prefix(string_view awaited, string_view received) {
  return awaited.starts_with(received);
}

bool token_without_case(string_view awaited, string_view received) {
  return oauth::message::equal_without_case(awaited, received);
}

constexpr string_view kOp = "oauth1.parse_callback";

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "token-unchecked", "RFC5849-4.13-2", "a callback for another request is accepted",
     kWith<&Functions::same_token, token_unchecked>, Weight::warn},
    {kOp, "token-by-prefix", "RFC5849-4.13-2",
     "a callback whose token begins as the awaited one is accepted",
     kWith<&Functions::same_token, token_by_prefix>, Weight::warn},
    {kOp, "token-without-case", "RFC5849-3.1-9", "the token is compared without case",
     kWith<&Functions::same_token, token_without_case>, Weight::warn},
    {kOp, "token-not-decoded", "RFC5849-2.2-10", "the query is not decoded",
     kWith<&Functions::read_form, wrong::form_not_decoded>},
    {kOp, "verifier-decoded-twice", "RFC5849-2.2-11", "the query is decoded twice",
     kWith<&Functions::read_form, wrong::form_decoded_twice>},
    {kOp, "verifier-not-required", "RFC5849-2.2-11",
     "a callback without oauth_verifier is accepted",
     kWith<&Functions::check_callback, verifier_not_required>, Weight::warn},
    {kOp, "duplicates-accepted", "RFC5849-2.2-11", "of duplicated parameters the first one counts",
     kWith<&Functions::check_callback, duplicates_accepted>, Weight::warn},
    {kOp, "fragment-read", "RFC5849-2.2-10",
     "parameters of the fragment count where there is no query",
     kWith<&Functions::callback_query, fragment_read>, Weight::warn},
    {kOp, "behind-last-question-mark", "RFC5849-2.2-12",
     "the query begins at the last question mark",
     kWith<&Functions::callback_query, behind_last_question_mark>},
    {kOp, "missing-token-is-awaited", "RFC5849-2.2-10",
     "a callback without oauth_token is accepted",
     planted_by<answers::parse_callback, missing_token_is_awaited>, Weight::warn},
    {kOp, "query-of-http-only", "RFC5849-2.2-11",
     "a callback of another scheme than http and https is not read",
     kWith<&Functions::callback_query, query_of_http_only>, Weight::warn},
    {kOp, "value-as-number", "RFC5849-2.2-11", "a verifier of digits loses its leading zeros",
     kWith<&Functions::pick, value_as_number>},
    {kOp, "split-at-every-equals-sign", "RFC5849-2.2-11", "a value ends at its first equals sign",
     kWith<&Functions::read_form, wrong::split_at_every_equals_sign>, Weight::warn},
    {kOp, "picked-by-place", "RFC5849-2.2-12", "the first parameter is taken for the token",
     kWith<&Functions::pick, wrong::picked_by_place>},
});

}  // namespace

std::span<const Defect> callback_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
