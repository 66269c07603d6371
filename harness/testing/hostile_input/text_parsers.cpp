// SPDX-License-Identifier: Apache-2.0
// Those that read what is none of the other syntaxes.
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/codec/utf8.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth2/revocation.h"
#include "harness/reference/oauth2/scope.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/rsa_test_key.h"

namespace oauthspec::testing {
namespace {

using namespace oauth;

template <class Read>
Reading of_text(const std::string& text, Read read) {
  return [text, read] { return outcome_of(read(text)); };
}

Reading of_percent(const std::string& text) {
  return of_text(text, codec::percent_decode);
}
Reading of_base64(const std::string& text) {
  return of_text(text, [](const std::string& it) { return codec::base64_decode(it); });
}
Reading of_base64url(const std::string& text) {
  return of_text(
      text, [](const std::string& it) { return codec::base64_decode(it, codec::Base64::url); });
}
Reading of_utf8(const std::string& text) {
  return of_text(text, codec::check_utf8);
}
Reading of_host(const std::string& text) {
  return [text]() -> Outcome {
    const auto read = codec::parse_host_and_port(text);
    if (!read) return read.error().code;
    return outcome_of(codec::port_number(*read));
  };
}
Reading of_scope(const std::string& text) {
  return of_text(text, oauth2::parse_scope);
}
Reading of_retry_after(const std::string& text) {
  message::Response response{503, {{"Retry-After", text}}, ""};
  return [response = std::move(response)]() -> Outcome {
    const auto read = oauth2::parse_revocation_response(response, 0);
    // What cannot be read is passed over, which is the refusal that RFC 7231 leaves.
    if (read && !read->retry_after) return Errc::parameter_invalid;
    return outcome_of(read);
  };
}
Reading of_private_key(const std::string& text) {
  return of_text(text, [](const std::string& it) { return crypto::openssl().private_key(it); });
}
Reading of_public_key(const std::string& text) {
  return of_text(text, [](const std::string& it) { return crypto::openssl().public_key(it); });
}

}  // namespace

std::vector<Parser> text_parsers() {
  using enum Syntax;
  return {
      {"codec/percent", text, "a%20b", of_percent},
      {"codec/base64", text, "YQ==", of_base64},
      {"codec/base64, of URLs", text, "YQ", of_base64url},
      {"codec/utf8", text, "\xC3\xA9", of_utf8},
      {"codec/uri, host and port", text, "[::1]:80", of_host},
      {"oauth2/scope", text, "a b", of_scope},
      {"oauth2/revocation, Retry-After", text, "Sun, 06 Nov 1994 08:49:37 GMT", of_retry_after},
      {"crypto, a private key", text, kRsaPrivateKey, of_private_key},
      {"crypto, a public key", text, kRsaPublicKey, of_public_key},
  };
}

}  // namespace oauthspec::testing
