// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/signature_method.h"

/// An OAuth 1.0 library taken apart, so that a defect can put one wrong function in the place of a right one. Most
/// of the right ones are the reference's own; what joins them is written anew here, as the reference has no switch.
namespace oauthspec::defects::oauth1 {

namespace rfc = oauth::oauth1;

using std::string_view;

using oauth::Errc;
using oauth::Error;
using oauth::Result;
using oauth::codec::Authority;
using oauth::codec::Uri;
using oauth::crypto::Hash;
using oauth::message::Parameters;
using oauth::message::ParameterView;
using oauth::message::Request;
using oauth::message::Response;
using rfc::RequestParameters;
using rfc::SignatureFamily;
using rfc::SignatureMethod;

/// A parameter on its way into the base string, decoded or encoded.
struct Pair {
  std::string name;
  std::string value;

  friend bool operator==(const Pair&, const Pair&) = default;
};
using Pairs = std::vector<Pair>;

/// What the base string is made of; the URI and the parameters are not encoded yet.
struct BaseStringParts {
  std::string method;
  std::string uri;
  std::string parameters;
};

/// A request to be signed, with all that `oauth1.sign` gives beside it.
struct Signing {
  Request request;
  std::string client_key;
  std::optional<std::string> client_secret;
  std::shared_ptr<const oauth::crypto::PrivateKey> private_key;
  std::optional<std::string> token_key;
  std::string token_secret;
  SignatureMethod method{};
  std::optional<std::string> nonce;
  std::optional<std::string> timestamp;
  std::optional<std::string> version;
  std::optional<std::string> realm;
  Parameters extra;
  bool body_hash = false;
};

/// Client credentials as the server knows them.
struct Client {
  std::string key;
  std::optional<std::string> secret;
  std::shared_ptr<const oauth::crypto::PublicKey> public_key;
  std::string public_key_text;  ///< Its PEM, which only a wrong server uses as a secret.
};

/// Token credentials as the server knows them.
struct Token {
  std::string key;
  std::string secret;
  std::string client;
  std::optional<std::int64_t> expires;
};

/// A server between two requests.
struct Server {
  std::vector<Client> clients;
  std::vector<Token> tokens;
  std::int64_t now = 0;
  std::int64_t window = 0;
  std::set<std::string> used_nonces;
};

/// Whose request it claims to be.
struct Claimed {
  const Client* client = nullptr;
  const Token* token = nullptr;  ///< Null where the request has none.
  SignatureMethod method{};
};

/// The library. Functions that need others are given all of them.
struct Functions {
  // Section 3.6, and forms.
  std::string (*encode)(string_view octets);
  Result<std::string> (*decode)(string_view text);
  Result<Parameters> (*read_form)(string_view text);

  // Section 3.4.1.2, the base string URI.
  Result<Uri> (*take_apart)(string_view url);
  Result<Authority> (*authority)(const Uri& uri, std::optional<string_view> host_field);
  Result<void> (*check_port)(const Authority& authority);
  std::string (*scheme)(string_view scheme);
  std::string (*host)(const Authority& authority);
  std::string (*port)(string_view scheme,
                      const Authority& authority);  ///< ":8080", or nothing.
  std::string (*path)(const Uri& uri);

  // Section 3.4.1.3.1, the parameters that take part.
  Result<rfc::AuthorizationHeader> (*parse_header)(string_view field);
  Result<Parameters> (*query)(const Functions& library, const Request& request);
  Result<Parameters> (*header)(const Functions& library, const Request& request);
  Result<Parameters> (*body)(const Functions& library, const Request& request);
  bool (*is_signed)(const ParameterView& parameter);
  Pairs (*gather)(const RequestParameters& collected);  ///< All of them, in one list.

  // Section 3.4.1.3.2, their normalisation.
  Pairs (*arrange)(const Functions& library, Pairs decoded);  ///< Encoded, and in order.
  std::string (*join)(const Pairs& arranged);

  // Section 3.4.1.1, the base string.
  std::string (*method)(const Functions& library, string_view method);
  std::string (*assemble)(const Functions& library, const BaseStringParts& parts);

  // Sections 3.4.2 to 3.4.4, the signature.
  std::optional<SignatureMethod> (*find_method)(string_view name);
  std::string (*shared_key)(const Functions& library, string_view client_secret,
                            string_view token_secret);
  Hash (*hash)(SignatureMethod method);
  std::string (*hmac)(Hash hash, string_view key, string_view text);
  Result<std::string> (*rsa)(const Signing& signing, Hash hash, string_view text);
  std::string (*base64)(string_view octets);
  Result<std::string> (*signature)(const Functions& library, const Signing& signing,
                                   string_view base_string);
  Result<std::string> (*body_hash)(const Functions& library, SignatureMethod method,
                                   const Request& request);

  // Section 3.1 and 3.5, what a client sends.
  Result<void> (*check_values)(const Signing& signing);
  Result<Parameters> (*assign)(const Functions& library, const Signing& signing);
  Result<std::string> (*quote)(string_view realm);
  std::string (*write_parameter)(const Functions& library, const ParameterView& parameter);
  string_view (*separator)();
  Parameters (*sent)(const Parameters& parameters);  ///< Those that go into the header field.

  // Section 3.2, what a server checks.
  Result<Parameters> (*protocol_parameters)(const RequestParameters& collected);
  Result<void> (*check_names)(const Parameters& parameters);
  Result<void> (*check_required)(const Parameters& parameters);
  Result<void> (*check_version)(const Parameters& parameters);
  Result<void> (*check_timestamp)(string_view timestamp);
  Result<void> (*check_transport)(const Request& request, SignatureMethod method);
  const Client* (*find_client)(const Server& server, string_view key);
  Result<const Token*> (*find_token)(const Server& server, string_view key, const Client& client);
  bool (*is_fresh)(string_view timestamp, const Server& server);
  Result<void> (*check_body_hash)(const Functions& library, const Request& request,
                                  const Parameters& parameters, SignatureMethod method);
  /// The base strings of which one must have been signed.
  Result<std::vector<std::string>> (*signed_texts)(const Functions& library,
                                                   const Request& request);
  bool (*same)(string_view expected, string_view received);
  bool (*verify_rsa)(const oauth::crypto::PublicKey& key, Hash hash, string_view text,
                     string_view signature);
  bool (*is_right)(const Functions& library, const Claimed& claimed, string_view text,
                   string_view signature);
  bool (*uses_nonce)(SignatureMethod method);
  std::string (*nonce_key)(const rfc::NonceUse& use);
  bool (*remember)(const Functions& library, Server& server, const rfc::NonceUse& use,
                   SignatureMethod method);  ///< False where it is remembered already.
  int (*status)(Errc code);

  // Sections 2.1 to 2.3, what a client receives, and where it sends the resource owner.
  Result<void> (*check_response)(const Response& response);
  Result<void> (*check_credentials)(rfc::CredentialsKind kind, const Parameters& parameters);
  std::optional<string_view> (*pick)(const Parameters& parameters, string_view name);
  string_view (*callback_query)(const Uri& uri);
  Result<void> (*check_callback)(const Parameters& parameters);
  bool (*same_token)(string_view awaited, string_view received);
  Result<void> (*check_endpoint)(string_view endpoint);
  std::string (*add_to_query)(const Functions& library, string_view endpoint,
                              const Parameters& parameters);
};

/// The library without a defect.
[[nodiscard]] const Functions& sound();

/// Each fills its part of the library.
void put_base_string_functions(Functions& library);
void put_signing_functions(Functions& library);
void put_verifying_functions(Functions& library);
void put_credentials_functions(Functions& library);

/// A refusal without a place.
[[nodiscard]] std::unexpected<Error> refuse(Errc code);

/// The text, changed, or the error as it was.
template <class Change>
[[nodiscard]] Result<std::string> changed(Result<std::string> text, Change change) {
  if (text) *text = change(*text);
  return text;
}

/// What the functions are joined to; nothing here is ever replaced.
[[nodiscard]] Result<std::string> base_string_uri(const Functions& library, string_view url,
                                                  std::optional<string_view> host_field);
[[nodiscard]] std::string normalize(const Functions& library, Pairs decoded);
[[nodiscard]] Result<RequestParameters> collect(const Functions& library, const Request& request);
[[nodiscard]] Result<std::string> base_string(const Functions& library, const Request& request,
                                              const RequestParameters& collected,
                                              const Parameters& protocol_parameters);
[[nodiscard]] Result<std::string> write_header(const Functions& library,
                                               std::optional<string_view> realm,
                                               const Parameters& parameters);

}  // namespace oauthspec::defects::oauth1
