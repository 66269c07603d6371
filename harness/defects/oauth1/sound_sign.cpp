// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/functions.h"
#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth1/sign.h"

namespace oauthspec::defects::oauth1 {
namespace {

// RFC5849-3.4.2-2, RFC5849-3.4.2-3, RFC5849-3.4.4-2, RFC5849-3.4.4-3
std::string shared_key(const Functions& library, string_view client_secret,
                       string_view token_secret) {
  return library.encode(client_secret) + "&" + library.encode(token_secret);
}

std::string hmac(Hash hash, string_view key, string_view text) {
  const auto keyed = oauth::crypto::openssl().mac_key(hash, key);
  const auto tag = keyed.value()->authenticate(text);
  const auto octets = tag.value().octets();
  return {octets.begin(), octets.end()};
}

// RFC5849-3.4.3-2
Result<std::string> rsa(const Signing& signing, Hash hash, string_view text) {
  if (signing.private_key == nullptr) return refuse(Errc::key_invalid);
  return signing.private_key->sign(oauth::crypto::Scheme::rsassa_pkcs1, hash, text);
}

std::string base64(string_view octets) {
  return oauth::codec::base64_encode(octets);
}

// RFC5849-3.4.2-1, RFC5849-3.4.4-2
Result<std::string> signature(const Functions& library, const Signing& signing,
                              string_view base_string) {
  if (rfc::family(signing.method) == SignatureFamily::rsa)
    return changed(library.rsa(signing, library.hash(signing.method), base_string), library.base64);
  if (!signing.client_secret) return refuse(Errc::key_invalid);
  const std::string key = library.shared_key(library, *signing.client_secret, signing.token_secret);
  if (rfc::family(signing.method) == SignatureFamily::plaintext) return key;
  return library.base64(library.hmac(library.hash(signing.method), key, base_string));
}

// EXT-body-hash-1, EXT-body-hash-3
Result<std::string> body_hash(const Functions& library, SignatureMethod method,
                              const Request& request) {
  if (oauth::message::has_form_content_type(request.headers))
    return refuse(Errc::body_hash_invalid);
  const auto digest = oauth::crypto::openssl().digest(library.hash(method), request.body);
  const auto octets = digest.value().octets();
  return library.base64(std::string(octets.begin(), octets.end()));
}

// RFC5849-3.1-4, RFC5849-3.1-5, RFC5849-3.1-6, RFC5849-3.3-1
Result<void> check_values(const Signing& signing) {
  const bool complete = signing.timestamp && signing.nonce;
  if (!complete && signing.method != SignatureMethod::plaintext)
    return refuse(Errc::parameter_missing);
  if (signing.timestamp && !rfc::is_timestamp(*signing.timestamp))
    return refuse(Errc::timestamp_invalid);
  if (signing.version.value_or("1.0") != "1.0") return refuse(Errc::version_unsupported);
  return {};
}

// RFC5849-3.1-1, RFC5849-3.1-2, RFC5849-3.1-3
Result<Parameters> assign(const Functions& library, const Signing& signing) {
  Parameters all{{"oauth_consumer_key", signing.client_key}};
  if (signing.token_key) all.add("oauth_token", *signing.token_key);
  all.add("oauth_signature_method", rfc::name(signing.method));
  if (signing.timestamp) all.add("oauth_timestamp", *signing.timestamp);
  if (signing.nonce) all.add("oauth_nonce", *signing.nonce);
  if (signing.version) all.add("oauth_version", *signing.version);
  if (signing.body_hash) {
    const auto value = library.body_hash(library, signing.method, signing.request);
    if (!value) return std::unexpected(value.error());
    all.add("oauth_body_hash", *value);
  }
  for (const ParameterView parameter : signing.extra) all.add(parameter);
  return all;
}

// RFC5849-3.5.1-5
Result<std::string> quote(string_view realm) {
  std::string out;
  if (auto done = oauth::codec::append_quoted(out, realm); !done)
    return std::unexpected(done.error());
  return out;
}

// RFC5849-3.5.1-1, RFC5849-3.5.1-2
std::string write_parameter(const Functions& library, const ParameterView& parameter) {
  return library.encode(parameter.name) + "=\"" + library.encode(parameter.value) + '"';
}

// RFC5849-3.5.1-3
string_view separator() {
  return ", ";
}

Parameters sent(const Parameters& parameters) {
  return parameters;
}

}  // namespace

void put_signing_functions(Functions& library) {
  library.find_method = rfc::signature_method_named;
  library.shared_key = shared_key;
  library.hash = rfc::hash;
  library.hmac = hmac;
  library.rsa = rsa;
  library.base64 = base64;
  library.signature = signature;
  library.body_hash = body_hash;
  library.check_values = check_values;
  library.assign = assign;
  library.quote = quote;
  library.write_parameter = write_parameter;
  library.separator = separator;
  library.sent = sent;
}

Result<std::string> write_header(const Functions& library, std::optional<string_view> realm,
                                 const Parameters& parameters) {
  std::string out = "OAuth ";
  string_view separator;
  if (realm) {
    const auto quoted = library.quote(*realm);
    if (!quoted) return std::unexpected(quoted.error());
    out += "realm=" + *quoted;
    separator = library.separator();
  }
  for (const ParameterView parameter : library.sent(parameters)) {
    out += separator;
    out += library.write_parameter(library, parameter);
    separator = library.separator();
  }
  return out;
}

}  // namespace oauthspec::defects::oauth1
