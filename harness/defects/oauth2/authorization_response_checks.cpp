// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 10.12, RFC 9207: whose response it is, and whether it is the one that is awaited.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response_parameters.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_authorization_response";

constexpr char kState[] = "state";
constexpr char kIssuer[] = "iss";
constexpr char kError[] = "error";

template <const char* Name>
void lost(json& out) {
  out[Name] = nullptr;
}

// State, and where the response arrived.

// As if the client had sent what it received.
void state_unchecked(json& in) {
  const std::string received = value_in(in, kState);
  in[kState] = received.empty() ? json() : json(received);
}

template <bool (*Same)(string_view sent, string_view received)>
void state_compared(json& in) {
  const std::string received = value_in(in, kState);
  if (in[kState].is_string() && Same(in[kState].get<std::string>(), received))
    in[kState] = received;
}

void state_of_error_unchecked(json& in) {
  if (!value_in(in, kError).empty()) state_unchecked(in);
}

void state_missing_accepted(json& in) {
  if (value_in(in, kState).empty()) in[kState] = nullptr;
}

void state_of_implicit_unchecked(json& in) {
  if (in["response_type"] == "token") state_unchecked(in);
}

void state_of_form_unchecked(json& in) {
  if (in["response_mode"] == "form_post") state_unchecked(in);
}

void arrival_unchecked(json& in) {
  in["redirect_uri"] = nullptr;
}

bool another_scheme_than_https(const json& in) {
  return !in.at("request").at("url").get<std::string>().starts_with("https:");
}

// The issuer.

void issuer_unchecked(json& in) {
  in["issuer"] = nullptr;
  in["iss_supported"] = nullptr;
}

template <bool (*Same)(string_view sent, string_view received)>
void issuer_compared(json& in) {
  const std::string received = value_in(in, kIssuer);
  if (in["issuer"].is_string() && !received.empty() &&
      Same(in["issuer"].get<std::string>(), received))
    in["issuer"] = received;
}

void issuer_may_be_missing(json& in) {
  if (value_in(in, kIssuer).empty()) issuer_unchecked(in);
}

void issuer_of_error_unchecked(json& in) {
  if (!value_in(in, kError).empty()) issuer_unchecked(in);
}

void issuer_unannounced_unchecked(json& in) {
  if (in["iss_supported"] != true) issuer_unchecked(in);
}

void issuer_of_implicit_unchecked(json& in) {
  if (in["response_type"] == "token") issuer_unchecked(in);
}

bool issuer_nobody_waits_for(const json& in) {
  return in.at("issuer").is_null() && !value_in(in, kIssuer).empty();
}

bool issuer_unannounced(const json& in) {
  return in.at("issuer").is_string() && in.at("iss_supported") != true &&
         !value_in(in, kIssuer).empty();
}

bool issuer_missing_unannounced(const json& in) {
  return in.at("issuer").is_string() && in.at("iss_supported") != true &&
         value_in(in, kIssuer).empty();
}

// Ways to compare that are not exact.

bool without_case(string_view sent, string_view received) {
  return oauth::message::equal_without_case(sent, received);
}

bool by_beginning(string_view sent, string_view received) {
  return !received.empty() && sent.starts_with(received);
}

bool by_its_own_length(string_view sent, string_view received) {
  return received.starts_with(sent);
}

bool trimmed(string_view sent, string_view received) {
  return received.ends_with(' ') && sent == received.substr(0, received.size() - 1);
}

bool as_number(string_view sent, string_view received) {
  return sent == "7" && received == "7.0";
}

// With a cheap hash, or octet by octet up to the last but one.
bool all_but_last(string_view sent, string_view received) {
  return sent.size() == received.size() &&
         sent.substr(0, sent.size() - 1) == received.substr(0, sent.size() - 1);
}

bool decoded_again(string_view sent, string_view received) {
  return sent == form_decoded(received);
}

bool as_uri(string_view sent, string_view received) {
  const auto normal = [](string_view text) {
    std::string uri(text);
    to_lower(uri);
    replace_all(uri, ":443", "");
    if (uri.ends_with('/')) uri.pop_back();
    return uri;
  };
  return normal(sent) == normal(received);
}

bool without_scheme(string_view sent, string_view received) {
  return sent.substr(sent.find(':')) ==
         received.substr(std::min(received.find(':'), received.size()));
}

bool by_host(string_view sent, string_view received) {
  return sent.substr(0, sent.find('/', 8)) == received.substr(0, received.find('/', 8));
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "state-unchecked", "RFC6749-10.12-1", "state is not compared",
     misread<kOp, state_unchecked>},
    {kOp, "state-missing-accepted", "RFC6749-4.1.2-9", "state is compared where there is one",
     misread<kOp, state_missing_accepted>},
    {kOp, "state-without-case", "RFC6749-10.12-1", "state is compared without case",
     misread<kOp, state_compared<without_case>>},
    {kOp, "state-by-beginning", "RFC6749-10.12-1", "the beginning of the state is enough",
     misread<kOp, state_compared<by_beginning>>},
    {kOp, "state-by-length-sent", "RFC6749-10.12-1", "what stands behind the state is not compared",
     misread<kOp, state_compared<by_its_own_length>>},
    {kOp, "state-trimmed", "RFC6749-10.12-1", "a space behind the state is not compared",
     misread<kOp, state_compared<trimmed>>},
    {kOp, "state-as-number", "RFC6749-10.12-1", "a state of digits is compared as a number",
     misread<kOp, state_compared<as_number>>},
    {kOp, "state-all-but-last", "RFC6749-10.12-1", "the last octet of state is not compared",
     misread<kOp, state_compared<all_but_last>>},
    {kOp, "state-decoded-again", "RFC6749-B-2", "state is decoded twice",
     misread<kOp, state_compared<decoded_again>>},
    {kOp, "state-of-error-unchecked", "RFC6749-4.1.2.1-16", "state of an error is not compared",
     misread<kOp, state_of_error_unchecked>, Weight::warn},
    {kOp, "state-of-token-unchecked", "RFC6749-4.2.2-7", "state beside a token is not compared",
     misread<kOp, state_of_implicit_unchecked>},
    {kOp, "state-of-form-unchecked", "EXT-form-post-1", "state in a form is not compared",
     misread<kOp, state_of_form_unchecked>},
    {kOp, "state-lost", "RFC6749-10.12-2", "state is not given to the caller",
     miswritten<kOp, lost<kState>>},
    {kOp, "arrival-unchecked", "RFC8252-8.10-2", "a response is taken wherever it arrives",
     misread<kOp, arrival_unchecked>, Weight::warn},
    {kOp, "arrival-by-https-only", "RFC9700-4.4.2.2-2", "responses to native apps are refused",
     refusing<kOp, another_scheme_than_https>, Weight::warn},
    {kOp, "issuer-unchecked", "RFC9207-2.4-3", "iss is not compared",
     misread<kOp, issuer_unchecked>},
    {kOp, "issuer-as-uri", "RFC9207-2.4-3", "issuers are compared as URIs, not as texts",
     misread<kOp, issuer_compared<as_uri>>},
    {kOp, "issuer-without-scheme", "RFC9207-4-1", "issuers are compared without their schemes",
     misread<kOp, issuer_compared<without_scheme>>},
    {kOp, "issuer-by-beginning", "RFC9207-2.4-4", "the beginning of the issuer is enough",
     misread<kOp, issuer_compared<by_beginning>>},
    {kOp, "issuer-by-length-sent", "RFC9207-2.4-3", "what stands behind the issuer is not compared",
     misread<kOp, issuer_compared<by_its_own_length>>},
    {kOp, "issuer-by-host", "RFC9207-2.4-5", "issuers of one host are taken for one",
     misread<kOp, issuer_compared<by_host>>},
    {kOp, "issuer-decoded-again", "RFC9207-2.4-2", "iss is decoded twice",
     misread<kOp, issuer_compared<decoded_again>>},
    {kOp, "issuer-may-be-missing", "RFC9207-2.4-10", "iss is compared where there is one",
     misread<kOp, issuer_may_be_missing>},
    {kOp, "issuer-of-error-unchecked", "RFC9207-2.4-6", "iss of an error is not compared",
     misread<kOp, issuer_of_error_unchecked>},
    {kOp, "issuer-unannounced-unchecked", "RFC9207-2.4-4",
     "iss of a server that does not announce it is not compared",
     misread<kOp, issuer_unannounced_unchecked>},
    {kOp, "issuer-of-token-unchecked", "RFC9207-2.4-5", "iss beside a token is not compared",
     misread<kOp, issuer_of_implicit_unchecked>},
    {kOp, "issuer-lost", "RFC9207-2.4-1", "iss is not given to the caller",
     miswritten<kOp, lost<kIssuer>>},
    {kOp, "issuer-nobody-waits-for", "RFC9207-2.4-14",
     "iss is refused by a client that does not know it", refusing<kOp, issuer_nobody_waits_for>},
    {kOp, "issuer-unannounced-crashes", "RFC9207-3-1",
     "iss that the server does not announce ends in an exception",
     crashing<kOp, issuer_unannounced>},
    {kOp, "issuer-missing-crashes", "RFC9207-2.4-2", "a response without iss ends in an exception",
     crashing<kOp, issuer_missing_unannounced>},
});

}  // namespace

std::span<const Defect> authorization_response_checks_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
