// SPDX-License-Identifier: Apache-2.0
// RFC 7235 sections 2.1 and 4.1: the challenges of a response.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "harness/defects/oauth2/challenge_text.h"
#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_www_authenticate";

// Changes the text of every field.
template <void (*Change)(std::string& field)>
void of_fields(json& in) {
  for (json& field : in["fields"]) change_octets(field, Change);
}

template <bool (*Unwanted)(string_view field)>
bool any_field(const json& in) {
  return std::ranges::any_of(
      in.at("fields"), [](const json& field) { return Unwanted(adapter::read_bytes(field)); });
}

// Changes the value of every parameter that is read.
template <void (*Change)(std::string& value)>
void of_values(json& out) {
  for (json& challenge : out) {
    for (json& parameter : challenge["parameters"]) change_octets(parameter[1], Change);
  }
}

void cut_at_equals_sign(std::string& value) {
  value.resize(std::min(value.find('='), value.size()));
}

void cut_at_space(std::string& value) {
  value.resize(std::min(value.find(' '), value.size()));
}

void percent_decoded(std::string& value) {
  std::string decoded;
  if (oauth::codec::append_form_decoded(decoded, value)) value = std::move(decoded);
}

void first_challenge_only(json& out) {
  out.erase(out.begin() + 1, out.end());
}

void first_field_only(json& in) {
  in["fields"].erase(in["fields"].begin() + 1, in["fields"].end());
}

// Joins all fields before they are read, so that one can go on with the challenge of another.
void fields_joined(json& in) {
  std::string all;
  for (const json& field : in["fields"])
    all.append(all.empty() ? "" : ", ").append(adapter::read_bytes(field));
  in["fields"] = json::array({adapter::write_bytes(all)});
}

// A map from scheme to challenge.
void one_challenge_of_a_scheme(json& out) {
  std::map<std::string, json> by_scheme;
  for (const json& challenge : out) by_scheme[challenge.at("scheme")] = challenge;
  out = json::array();
  for (auto& [scheme, challenge] : by_scheme) out.push_back(std::move(challenge));
}

void all_in_first_challenge(json& out) {
  for (json& challenge : out) {
    if (&challenge == &out.front()) continue;
    for (const json& parameter : challenge["parameters"]) out[0]["parameters"].push_back(parameter);
    challenge["parameters"] = json::array();
  }
}

void token68_as_parameter(json& out) {
  for (json& challenge : out) {
    if (!challenge["token68"].is_string()) continue;
    const std::string token = challenge["token68"];
    const std::size_t padding = std::min(token.find('='), token.size());
    challenge["parameters"] = {{token.substr(0, padding), token.substr(padding)}};
    challenge["token68"] = nullptr;
  }
}

void unknown_parameters_lost(json& out) {
  constexpr std::array kKnown{"realm", "scope", "error", "error_description", "error_uri"};
  for (json& challenge : out) {
    json known = json::array();
    for (const json& parameter : challenge["parameters"]) {
      if (std::ranges::find(kKnown, parameter[0]) != kKnown.end()) known.push_back(parameter);
    }
    challenge["parameters"] = std::move(known);
  }
}

// What split_at_commas() makes of the fields; of two parameters of one name the last one counts.
Verdict by_commas(const json& in) {
  json out = json::array();
  for (const json& field : in.at("fields")) {
    for (const CarelessChallenge& challenge : split_at_commas(adapter::read_bytes(field))) {
      std::map<std::string, std::string> last;
      for (const auto& [name, value] : challenge.parameters) last[name] = value;
      json parameters = json::array();
      for (const auto& [name, value] : last)
        parameters.push_back({adapter::write_bytes(name), adapter::write_bytes(value)});
      out.push_back(
          {{"scheme", challenge.scheme}, {"token68", nullptr}, {"parameters", parameters}});
    }
  }
  return Out{std::move(out), {}};
}

// What breaks the grammar is read all the same.
Verdict malformed_by_commas(const json& in) {
  Verdict answer = right<kOp>(in);
  return std::holds_alternative<Reject>(answer) ? by_commas(in) : answer;
}

bool refused_rightly(const json& in) {
  return std::holds_alternative<Reject>(right<kOp>(in));
}

// A client that goes on as if the server had not said anything.
Verdict malformed_is_no_challenge(const json& in) {
  Verdict answer = right<kOp>(in);
  return std::holds_alternative<Reject>(answer) ? Verdict(Out{json::array(), {}}) : answer;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "by-commas", "RFC7235-2.1-5", "a field is cut at every comma", by_commas},
    {kOp, "malformed-by-commas", "RFC7235-2.1-4",
     "a field that breaks the grammar is cut at its commas", malformed_by_commas, Weight::warn},
    {kOp, "malformed-is-none", "RFC7235-2.1-5", "a field that breaks the grammar has no challenge",
     malformed_is_no_challenge, Weight::warn},
    {kOp, "cut-at-equals-sign", "RFC7235-2.1-5", "a value ends at an equals sign",
     miswritten<kOp, of_values<cut_at_equals_sign>>},
    {kOp, "cut-at-space", "RFC6750-3-6", "a value ends at a space",
     miswritten<kOp, of_values<cut_at_space>>},
    {kOp, "percent-decoded", "RFC7235-2.1-5", "escapes of URIs are undone in values",
     miswritten<kOp, of_values<percent_decoded>>},
    {kOp, "first-challenge-only", "RFC7235-4.1-1", "only the first challenge is read",
     miswritten<kOp, first_challenge_only>},
    {kOp, "first-field-only", "RFC7235-4.1-2", "only the first field is read",
     misread<kOp, first_field_only>},
    {kOp, "fields-joined", "RFC7235-4.1-2", "a field goes on with the challenge of the one before",
     misread<kOp, fields_joined>, Weight::warn},
    {kOp, "one-challenge-of-a-scheme", "RFC7235-2.2-3",
     "of two challenges of one scheme the last one counts",
     miswritten<kOp, one_challenge_of_a_scheme>},
    {kOp, "all-in-first-challenge", "RFC7235-4.1-1",
     "all parameters are taken for those of the first challenge",
     miswritten<kOp, all_in_first_challenge>},
    {kOp, "token68-as-parameter", "RFC7235-2.1-6",
     "a token68 is cut at its padding and taken for a parameter",
     miswritten<kOp, token68_as_parameter>},
    {kOp, "unknown-lost", "RFC9728-5.1-1", "parameters of other documents are lost",
     miswritten<kOp, unknown_parameters_lost>},
    {kOp, "scheme-case-sensitive", "RFC7235-2.1-1", "the scheme is compared with case",
     refusing<kOp, any_field<unwanted::scheme_in_other_case>>},
    {kOp, "name-case-sensitive", "RFC7235-2.1-2", "names of parameters are compared with case",
     refusing<kOp, any_field<unwanted::name_in_other_case>>},
    {kOp, "quotes-required", "RFC7235-2.1-5", "a value without quotation marks is refused",
     refusing<kOp, any_field<unwanted::value_without_quotes>>},
    {kOp, "realm-quotes-required", "RFC7235-2.2-2", "a realm without quotation marks is refused",
     refusing<kOp, any_field<unwanted::realm_without_quotes>>, Weight::warn},
    {kOp, "escapes-kept", "RFC7235-2.1-5", "backslashes stay in values",
     misread<kOp, of_fields<wrong::challenge_escapes_kept>>},
    {kOp, "tab-refused", "RFC7235-4.1-1", "a tab between elements is refused",
     refusing<kOp, any_field<unwanted::tab_in_challenge>>},
    {kOp, "space-around-equals-sign-refused", "RFC7235-2.1-5",
     "spaces around an equals sign are refused",
     refusing<kOp, any_field<unwanted::space_around_equals_sign>>},
    {kOp, "comma-without-space-refused", "RFC7235-4.1-1",
     "a comma without a space behind it is refused",
     refusing<kOp, any_field<unwanted::comma_without_space>>},
    {kOp, "empty-element-refused", "RFC7235-4.1-3", "a comma to spare is refused",
     refusing<kOp, any_field<unwanted::empty_element>>},
    {kOp, "control-characters-dropped", "RFC7235-2.1-5", "control characters are dropped",
     mended<kOp, of_fields<wrong::challenge_without_control_characters>>, Weight::warn},
    {kOp, "octets-replaced", "RFC7235-2.1-5", "octets beyond ASCII become question marks",
     misread<kOp, of_fields<wrong::challenge_octets_replaced>>, Weight::warn},
    {kOp, "buffer-overrun", "RFC7235-2.1-5", "a field longer than a buffer is refused",
     refusing<kOp, any_field<unwanted::beyond_buffer>>, Weight::warn},
    {kOp, "malformed-crashes", "RFC7235-2.1-4",
     "a field that breaks the grammar ends in an exception", crashing<kOp, refused_rightly>},
});

}  // namespace

std::span<const Defect> www_authenticate_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
