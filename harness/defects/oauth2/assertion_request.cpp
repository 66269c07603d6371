// SPDX-License-Identifier: Apache-2.0
// RFC 7521 section 4 and RFC 7523 section 2: the request that holds an assertion, and the answer.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.verify_client_assertion";

template <auto Function, auto Wrong>
constexpr auto kWith = planted_in<answer_verify_assertion, Assertions, Function, Wrong>;
template <auto Wrong>
constexpr auto kPresented = kWith<&Assertions::presented, Wrong>;
template <auto Wrong>
constexpr auto kBeside = kWith<&Assertions::check_beside, Wrong>;
template <auto Wrong>
constexpr auto kAnswer = kWith<&Assertions::answer, Wrong>;
template <void (*Plant)(Assertions&)>
constexpr auto kPlant = planted_by<answer_verify_assertion, Assertions, Plant>;

const Assertions& right() {
  return sound<Assertions>();
}

// The request.
Parameters first_of_each(const Parameters& parameters) {
  Parameters first;
  for (const auto& parameter : parameters) {
    if (!first.find(parameter.name)) first.add(parameter);
  }
  return first;
}

Judgement<std::string> first_counts(const Parameters& parameters, bool grant) {
  return right().presented(first_of_each(parameters), grant);
}

Judgement<std::string> last_counts(const Parameters& parameters, bool grant) {
  Parameters last;
  for (std::size_t i = parameters.size(); i-- > 0;) {
    if (!last.find(parameters[i].name)) last.add(parameters[i]);
  }
  return right().presented(last, grant);
}

Judgement<std::string> first_word_counts(const Parameters& parameters, bool grant) {
  auto text = right().presented(parameters, grant);
  if (text) text->resize(std::min(text->find(' '), text->size()));
  return text;
}

template <bool Missing, bool Other>
Judgement<std::string> type_not_looked_at(const Parameters& parameters, bool grant) {
  const auto found = parameters.find(grant ? "grant_type" : "client_assertion_type");
  if (found ? !Other : !Missing) return right().presented(parameters, grant);
  Parameters typed;
  for (const auto& [name, value] : parameters) {
    if (!name.ends_with("_type")) typed.add(name, value);
  }
  typed.add(grant ? "grant_type" : "client_assertion_type",
            grant ? "urn:ietf:params:oauth:grant-type:jwt-bearer"
                  : "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  return right().presented(typed, grant);
}

Judgement<std::string> missing_assertion_crashes(const Parameters& parameters, bool grant) {
  if (!grant && !parameters.find("client_assertion")) throw std::out_of_range("client_assertion");
  return right().presented(parameters, grant);
}

Judgement<std::string> grant_type_by_draft(const Parameters& parameters, bool grant) {
  const auto type = parameters.find("grant_type");
  if (grant && type == "urn:ietf:params:oauth:grant-type:jwt-bearer")
    return std::unexpected(Refusal{"unsupported_grant_type", 400, Errc::parameter_unsupported});
  return right().presented(parameters, grant);
}

Judgement<std::string> client_id_required(const Parameters& parameters, bool grant) {
  if (grant && !parameters.find("client_id"))
    return std::unexpected(Refusal{"invalid_client", 401, Errc::parameter_missing});
  return right().presented(parameters, grant);
}

Judgement<std::string> type_without_case(const Parameters& parameters, bool grant) {
  Parameters typed;
  for (const auto& [name, value] : parameters) {
    std::string lower(value);
    to_lower(lower);
    typed.add(name, name.ends_with("_type") ? string_view(lower) : value);
  }
  return right().presented(typed, grant);
}

// client_id of a grant's client has to be the subject.
void client_id_is_subject(Assertions& library) {
  library.presented = [](const Parameters& parameters, bool grant) -> Judgement<std::string> {
    if (grant && parameters.find("client_id"))
      return std::unexpected(Refusal{"invalid_grant", 400, Errc::subject_mismatch});
    return right().presented(parameters, grant);
  };
}

Result<void> nothing_beside(const Parameters& /*parameters*/, const Claims& /*claims*/) {
  return {};
}

Result<void> secret_beside(const Parameters& parameters, const Claims& claims) {
  Parameters rest;
  for (const auto& [name, value] : parameters) {
    if (name != "client_secret") rest.add(name, value);
  }
  return right().check_beside(rest, claims);
}

// The answer.
Refusal always_invalid_client(bool /*grant*/, Errc reason) {
  return right().answer(false, reason);
}

Refusal always_invalid_grant(bool /*grant*/, Errc reason) {
  return right().answer(true, reason);
}

Refusal grant_401(bool grant, Errc reason) {
  Refusal refusal = right().answer(grant, reason);
  refusal.status = 401;
  return refusal;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "client-id-required", "RFC7521-4.1-2", "a grant without client_id is refused",
     kPresented<client_id_required>},
    {kOp, "type-without-case", "RFC7523-1.1-1", "the type of an assertion is compared without case",
     kPresented<type_without_case>, Weight::warn},
    {kOp, "first-parameter-counts", "RFC7523-2.2-2", "of two assertions the first one counts",
     kPresented<first_counts>, Weight::warn},
    {kOp, "last-parameter-counts", "RFC6749-3.2-11", "of two assertions the last one counts",
     kPresented<last_counts>, Weight::warn},
    {kOp, "last-grant-counts", "RFC7523-2.1-2", "of two grants the last one counts",
     kPresented<[](const Parameters& parameters, bool grant) {
       return grant ? last_counts(parameters, grant) : right().presented(parameters, grant);
     }>,
     Weight::warn},
    {kOp, "first-word-counts", "RFC7523-2.2-2", "what follows a space is not looked at",
     kPresented<first_word_counts>},
    {kOp, "type-optional", "RFC7521-4.2-1", "the type of an assertion may be missing",
     kPresented<type_not_looked_at<true, false>>, Weight::warn},
    {kOp, "any-type", "RFC7523-2.2-1", "the type of an assertion is not looked at",
     kPresented<type_not_looked_at<false, true>>, Weight::warn},
    {kOp, "missing-assertion-crashes", "RFC7521-4.2-2", "a missing assertion ends in an exception",
     kPresented<missing_assertion_crashes>},
    {kOp, "grant-type-by-draft", "RFC7521-4.1-1", "the grant type is known by another name",
     kPresented<grant_type_by_draft>},
    {kOp, "client-id-is-subject", "RFC7521-4.1-2", "client_id beside a grant is refused",
     kPlant<client_id_is_subject>},
    {kOp, "client-id-not-compared", "RFC7521-4.2-3", "client_id is not compared",
     kBeside<nothing_beside>},
    {kOp, "secret-beside", "RFC7521-4.2.1-1", "a client secret may stand beside an assertion",
     kBeside<secret_beside>, Weight::warn},
    {kOp, "always-invalid-client", "RFC7523-3.1-2", "an invalid grant is invalid_client",
     kAnswer<always_invalid_client>},
    {kOp, "always-invalid-grant", "RFC7521-4.2.1-1",
     "an invalid assertion of a client is invalid_grant", kAnswer<always_invalid_grant>},
    {kOp, "grant-401", "RFC6749-5.2-1", "invalid_grant has the status 401", kAnswer<grant_401>,
     Weight::warn},
});

}  // namespace

std::span<const Defect> assertion_request_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
