// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_request.h"

#include <algorithm>
#include <cstdint>

#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth1::wrong {
namespace {

// What is rightly assigned, changed.
template <class Change>
Result<Parameters> assigned_but(const Functions& library, const Signing& signing, Change change) {
  auto assigned = sound().assign(library, signing);
  if (assigned) *assigned = change(*assigned);
  return assigned;
}

Result<Parameters> method_called(const Functions& library, const Signing& signing,
                                 SignatureMethod method, string_view name) {
  return assigned_but(library, signing, [&](const Parameters& assigned) {
    return signing.method == method ? with(all_but(assigned, kMethod), kMethod, name) : assigned;
  });
}

}  // namespace

Parameters all_but(const Parameters& parameters, string_view name) {
  Parameters kept;
  for (const ParameterView parameter : parameters) {
    if (parameter.name != name) kept.add(parameter);
  }
  return kept;
}

Parameters with(const Parameters& parameters, string_view name, string_view value) {
  Parameters more = parameters;
  more.add(name, value);
  return more;
}

Result<Parameters> version_1_0a(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  if (changed.version) changed.version = "1.0a";
  return sound().assign(library, changed);
}

Result<Parameters> version_always_sent(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  changed.version = "1.0";
  return sound().assign(library, changed);
}

Result<Parameters> empty_token_sent(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  changed.token_key = signing.token_key.value_or("");
  return sound().assign(library, changed);
}

Result<Parameters> client_key_as_token(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  changed.token_key = signing.token_key.value_or(signing.client_key);
  return sound().assign(library, changed);
}

Result<Parameters> no_token_with_verifier(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  if (signing.extra.find(kVerifier)) changed.token_key.reset();
  return sound().assign(library, changed);
}

Result<Parameters> timestamp_wrapped(const Functions& library, const Signing& signing) {
  Signing changed = signing;
  std::uint32_t wrapped = 0;
  for (const char digit : signing.timestamp.value_or(""))
    wrapped = wrapped * 10 + static_cast<std::uint32_t>(digit - '0');
  if (changed.timestamp) changed.timestamp = std::to_string(wrapped);
  return sound().assign(library, changed);
}

Result<Parameters> realm_assigned(const Functions& library, const Signing& signing) {
  return assigned_but(library, signing, [&](const Parameters& assigned) {
    return signing.realm ? with(assigned, "realm", *signing.realm) : assigned;
  });
}

Result<Parameters> hmac_sha256_with_hyphen(const Functions& library, const Signing& signing) {
  return method_called(library, signing, SignatureMethod::hmac_sha256, "HMAC-SHA-256");
}

Result<Parameters> hmac_sha512_in_lower_case(const Functions& library, const Signing& signing) {
  return method_called(library, signing, SignatureMethod::hmac_sha512, "hmac-sha512");
}

Result<Parameters> rsa_sha256_by_jose_name(const Functions& library, const Signing& signing) {
  return method_called(library, signing, SignatureMethod::rsa_sha256, "RS256");
}

Pairs version_signed(const Functions& library, Pairs decoded) {
  return version_assumed(library, std::move(decoded));
}

bool body_hash_not_signed(const ParameterView& parameter) {
  return sound().is_signed(parameter) && parameter.name != "oauth_body_hash";
}

Result<void> nonce_always_required_of_client(const Signing& signing) {
  if (!signing.nonce || !signing.timestamp) return refuse(Errc::parameter_missing);
  return sound().check_values(signing);
}

Result<void> timestamp_of_ten_digits(const Signing& signing) {
  constexpr std::size_t kDigits = 9;
  if (signing.timestamp && signing.timestamp->size() < kDigits)
    return refuse(Errc::timestamp_invalid);
  return sound().check_values(signing);
}

std::string value_not_encoded(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + "=\"" + std::string(parameter.value) + '"';
}

std::string signature_not_encoded(const Functions& library, const ParameterView& parameter) {
  return parameter.name == kSignature ? value_not_encoded(library, parameter)
                                      : sound().write_parameter(library, parameter);
}

std::string name_not_encoded(const Functions& library, const ParameterView& parameter) {
  return std::string(parameter.name) + "=\"" + library.encode(parameter.value) + '"';
}

std::string value_encoded_twice(const Functions& library, const ParameterView& parameter) {
  return sound().write_parameter(library, {parameter.name, library.encode(parameter.value)});
}

std::string value_cut_to_buffer(const Functions& library, const ParameterView& parameter) {
  constexpr std::size_t kBuffer = 1024;
  return sound().write_parameter(library, {parameter.name, parameter.value.substr(0, kBuffer)});
}

std::string line_ends_kept(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + "=\"" + escape_all_but(parameter.value, "-._~\r\n") + '"';
}

std::string not_quoted(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + "=" + library.encode(parameter.value);
}

std::string empty_value_not_quoted(const Functions& library, const ParameterView& parameter) {
  return parameter.value.empty() ? not_quoted(library, parameter)
                                 : sound().write_parameter(library, parameter);
}

std::string quoted_by_apostrophes(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + "='" + library.encode(parameter.value) + "'";
}

std::string space_around_equals_sign(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + " = \"" + library.encode(parameter.value) + '"';
}

Result<std::string> realm_not_escaped(string_view realm) {
  return "\"" + std::string(realm) + "\"";
}

Result<std::string> realm_form_encoded(string_view realm) {
  return "\"" + oauth::codec::form_encode(realm) + "\"";
}

Result<std::string> realm_not_quoted(string_view realm) {
  return std::string(realm);
}

string_view separated_by_spaces() {
  return " ";
}

string_view separated_by_ampersands() {
  return "&";
}

Parameters empty_not_sent(const Parameters& parameters) {
  Parameters kept;
  for (const ParameterView parameter : parameters) {
    if (!parameter.value.empty()) kept.add(parameter);
  }
  return kept;
}

Parameters version_added_when_sent(const Parameters& parameters) {
  return parameters.find("oauth_version") ? parameters : with(parameters, "oauth_version", "1.0");
}

Parameters plaintext_signature_encoded(const Parameters& parameters) {
  if (parameters.find(kMethod) != "PLAINTEXT") return parameters;
  const auto signature = sound().encode(parameters.find(kSignature).value_or(""));
  return with(all_but(parameters, kSignature), kSignature, signature);
}

}  // namespace oauthspec::defects::oauth1::wrong
