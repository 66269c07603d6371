// SPDX-License-Identifier: Apache-2.0
// RSA-SHA1, PLAINTEXT and methods of extensions: RFC 5849 sections 3.4.3 and 3.4.4.
#include <array>
#include <string>
#include <string_view>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/signature.h"
#include "mock_provider/defects/oauth1_edits.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;
using oauth1::SignatureFamily;
using oauth1::SignatureMethod;
using oauth1::VerificationPolicy;

bool is_rsa(const Question& question) {
  return oauth1::family(question.method) == SignatureFamily::rsa;
}

bool is_plaintext(const Question& question) {
  return oauth1::family(question.method) == SignatureFamily::plaintext;
}

// Only whether there is a signature, and a key.
Result<bool> any_rsa_signature(const Question& question) {
  constexpr std::size_t kShortest = 64;
  const auto octets = oauth::codec::base64_decode(question.signature);
  return is_rsa(question) && question.client.public_key != nullptr && octets &&
         octets->size() >= kShortest;
}

Result<bool> rsa_by_sha256(Question question) {
  if (question.method != SignatureMethod::rsa_sha1) return false;
  question.method = SignatureMethod::rsa_sha256;
  return question.answer();
}

Result<bool> by_sha256_in_its_place(Question question) {
  if (question.method == SignatureMethod::rsa_sha1) question.method = SignatureMethod::rsa_sha256;
  return question.answer();
}

// Nothing to verify with is taken for nothing to verify.
Result<bool> without_a_key(const Question& question) {
  return is_rsa(question) && question.client.public_key == nullptr;
}

Result<std::string> query_unsigned_by_rsa(const Request& request, const Collected& collected) {
  const auto method = collected.authorization_header.find("oauth_signature_method").value_or("");
  Collected rest = collected;
  if (method.starts_with("RSA")) rest.query = {};
  return oauth1::base_string(request, rest);
}

// One field holds either.
oauth1::KnownClient key_for_a_secret(const Surroundings& around, const ClientRecord& client,
                                     SignatureMethod method) {
  auto known = rules::known_client(around, client, method);
  if (client.rsa_public_key) known.secret = oauth::Secret(*client.rsa_public_key);
  return known;
}

Result<bool> plaintext_escaped(Question question) {
  if (is_plaintext(question)) {
    question.signature = oauth::codec::percent_decode(question.signature).value_or("");
    if (!question.signature.contains("%26")) return false;
  }
  return question.answer();
}

Result<bool> plaintext_of_the_client(const Question& question) {
  const auto secret = question.client.secret ? question.client.secret->reveal() : "";
  return is_plaintext(question) &&
         question.signature.starts_with(oauth::codec::percent_encode(secret) + '&');
}

Result<void> nonce_always(const Parameters& parameters, const VerificationPolicy& policy) {
  if (!parameters.find("oauth_timestamp") || !parameters.find("oauth_nonce")) {
    return std::unexpected(oauth::Error{oauth::Errc::parameter_missing, 0});
  }
  return steps::check_required(parameters, policy);
}

Result<void> any_transport(const Request&, SignatureMethod, const VerificationPolicy&) {
  return {};
}

// The method of an extension is verified by the hash of the RFC's.
template <SignatureMethod kMethod, SignatureMethod kInstead>
Result<bool> by_sha1(Question question) {
  if (question.method == kMethod) question.method = kInstead;
  return question.answer();
}

template <auto kAnother>
void ask_else(Rules& rules) {
  rules.oauth1.signature_matches = &or_else<kAnother>;
}

template <auto kAnother>
void ask_instead(Rules& rules) {
  rules.oauth1.signature_matches = &instead<kAnother>;
}

constexpr std::array kOauth1MethodsDefects = {
    Defect{"oauth1-rsa-by-another-hash", "RFC5849-3.4.3-2", "RSA-SHA1 is verified by SHA-256.",
           &ask_instead<&by_sha256_in_its_place>},
    Defect{"oauth1-rsa-unverified", "RFC5849-3.4.3-2", "Any RSA signature will do.",
           &ask_else<&any_rsa_signature>},
    Defect{"oauth1-rsa-without-query", "RFC5849-3.4.3-2",
           "The query takes no part in RSA signatures.",
           [](Rules& rules) { rules.oauth1.base_string = &query_unsigned_by_rsa; }},
    Defect{"oauth1-rsa-by-any-hash", "RFC5849-3.4-1",
           "A signature by SHA-256 will do for RSA-SHA1.", &ask_else<&rsa_by_sha256>},
    Defect{"oauth1-rsa-without-a-key", "RFC5849-3.4.3-1",
           "RSA-SHA1 is taken from clients that have no key.", &ask_else<&without_a_key>},
    Defect{"oauth1-public-key-as-secret", "RFC5849-3.4.2-2",
           "The public key of a client will do for its secret.",
           [](Rules& rules) { rules.oauth1.known_client = &key_for_a_secret; }},
    Defect{"oauth1-plaintext-escaped", "RFC5849-3.4.4-2",
           "A PLAINTEXT signature has to be encoded once more.", &ask_instead<&plaintext_escaped>},
    Defect{"oauth1-plaintext-of-the-client", "RFC5849-3.4.4-2",
           "PLAINTEXT needs the client's secret alone.", &ask_else<&plaintext_of_the_client>},
    Defect{"oauth1-plaintext-with-nonce", "RFC5849-3.1-11", "PLAINTEXT needs a nonce.",
           [](Rules& rules) { rules.oauth1.check_required = &nonce_always; }},
    Defect{"oauth1-plaintext-without-tls", "RFC5849-3.4.4-1", "PLAINTEXT is taken without TLS.",
           [](Rules& rules) { rules.oauth1.check_transport = &any_transport; }},
    Defect{"oauth1-hmac-sha256-by-sha1", "EXT-HMAC-SHA256-1", "HMAC-SHA256 is verified by SHA-1.",
           &ask_instead<&by_sha1<SignatureMethod::hmac_sha256, SignatureMethod::hmac_sha1>>},
    Defect{"oauth1-hmac-sha512-by-sha1", "EXT-HMAC-SHA512-1", "HMAC-SHA512 is verified by SHA-1.",
           &ask_instead<&by_sha1<SignatureMethod::hmac_sha512, SignatureMethod::hmac_sha1>>},
    Defect{"oauth1-rsa-sha256-by-sha1", "EXT-RSA-SHA256-1", "RSA-SHA256 is verified by SHA-1.",
           &ask_instead<&by_sha1<SignatureMethod::rsa_sha256, SignatureMethod::rsa_sha1>>},
};

}  // namespace

DefectTopic oauth1_methods() {
  return kOauth1MethodsDefects;
}

}  // namespace oauthspec::provider::defects
