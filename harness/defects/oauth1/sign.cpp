// SPDX-License-Identifier: Apache-2.0
// Sections 3.1 and 3.4.2 to 3.4.4: the signature, and what is sent with it.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/defects/oauth1/wrong_request.h"
#include "harness/defects/oauth1/wrong_signature.h"
#include "harness/defects/oauth1/wrong_uri.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::sign, Function, Wrong>;
template <auto Wrong>
constexpr auto kKey = kWith<&Functions::shared_key, Wrong>;
template <auto Wrong>
constexpr auto kHmac = kWith<&Functions::hmac, Wrong>;
template <auto Wrong>
constexpr auto kHash = kWith<&Functions::hash, Wrong>;
template <auto Wrong>
constexpr auto kBase64 = kWith<&Functions::base64, Wrong>;
template <auto Wrong>
constexpr auto kRsa = kWith<&Functions::rsa, Wrong>;
template <auto Wrong>
constexpr auto kSignature = kWith<&Functions::signature, Wrong>;
template <auto Wrong>
constexpr auto kBodyHash = kWith<&Functions::body_hash, Wrong>;
template <auto Wrong>
constexpr auto kAssigned = kWith<&Functions::assign, Wrong>;
template <auto Wrong>
constexpr auto kSent = kWith<&Functions::sent, Wrong>;
template <auto Wrong>
constexpr auto kValues = kWith<&Functions::check_values, Wrong>;

constexpr string_view kOp = "oauth1.sign";

// The signature itself.
constexpr auto kSignatureDefects = std::to_array<Defect>({
    {kOp, "secrets-not-encoded", "RFC5849-3.4.2-2", "secrets are joined as they are",
     kKey<wrong::secrets_not_encoded>},
    {kOp, "secrets-encoded-twice", "RFC5849-3.4.2-2", "secrets are encoded twice",
     kKey<wrong::secrets_encoded_twice>},
    {kOp, "secrets-swapped", "RFC5849-3.4.2-2", "the token secret comes before the client secret",
     kKey<wrong::secrets_swapped>},
    {kOp, "long-key-cut", "RFC5849-3.4.2-2",
     "a key longer than a block of the hash is cut, not hashed", kHmac<wrong::long_key_cut>},
    {kOp, "token-secret-forgotten", "RFC5849-2.3-2",
     "the secret of the temporary credentials takes no part", kKey<wrong::token_secret_forgotten>},
    {kOp, "missing-secret-named", "RFC5849-2.1-4", "without a token the key ends in \"undefined\"",
     kKey<wrong::missing_secret_named>},
    {kOp, "no-ampersand-without-token-secret", "RFC5849-3.4.2-3",
     "without a token secret the key has no \"&\"", kKey<wrong::no_ampersand_without_token_secret>},
    {kOp, "no-ampersand-without-client-secret", "RFC5849-3.4.2-3",
     "without a client secret the key has no \"&\"",
     kKey<wrong::no_ampersand_without_client_secret>},
    {kOp, "secrets-cut-to-buffer", "RFC5849-2-7", "secrets longer than a buffer are cut off",
     kKey<wrong::secrets_cut_to_buffer>},
    {kOp, "key-and-text-swapped", "RFC5849-3.4.2-1",
     "the base string is the key, and the key the text", kHmac<wrong::key_and_text_swapped>},
    {kOp, "plain-hash", "RFC5849-3.4.2-1", "key and text are hashed, without HMAC",
     kHmac<wrong::plain_hash>},
    {kOp, "sha256-for-sha1", "RFC5849-3.4.2-1", "HMAC-SHA1 is computed with SHA-256",
     kHash<wrong::sha256_for_sha1>},
    {kOp, "base64-of-hexadecimal", "RFC5849-3.4.2-1",
     "the digest is written in hexadecimal digits before Base64",
     kBase64<wrong::base64_of_hexadecimal>},
    {kOp, "base64-unpadded", "RFC5849-3.4.2-1", "Base64 has no padding",
     kBase64<wrong::base64_unpadded>},
    {kOp, "base64-for-urls", "RFC5849-3.4.2-1", "Base64 is written with \"-\" and \"_\"",
     kBase64<wrong::base64_for_urls>},
    {kOp, "base64-with-line-end", "RFC5849-3.4.2-1", "a line end follows the Base64",
     kBase64<wrong::base64_with_line_end>},
    {kOp, "base64-in-lines", "RFC5849-3.4.3-2", "long Base64 is broken into lines",
     kBase64<wrong::base64_in_lines>},
    {kOp, "rsa-over-digest", "RFC5849-3.4.3-2",
     "RSA signs the digest of the base string, hashed once more", kRsa<wrong::rsa_over_digest>},
    {kOp, "rsa-without-key", "RFC5849-3.4.3-2", "without a private key the signature is empty",
     kRsa<wrong::rsa_without_key>, Weight::warn},
    {kOp, "rsa-with-secrets", "RFC5849-4.1-1", "the token secret takes part in RSA-SHA1",
     kRsa<wrong::rsa_with_secrets>},
    {kOp, "plaintext-of-base-string", "RFC5849-3.4.4-2", "PLAINTEXT sends the base string",
     kSignature<wrong::plaintext_of_base_string>},
    {kOp, "plaintext-in-base64", "RFC5849-3.4.4-2", "PLAINTEXT is written in Base64",
     kSignature<wrong::plaintext_in_base64>},
    {kOp, "plaintext-encoded-again", "RFC5849-3.4.4-2", "PLAINTEXT is encoded as a whole too",
     kSignature<wrong::plaintext_encoded_again>},
    {kOp, "plaintext-not-encoded", "RFC5849-3.4.4-2", "PLAINTEXT joins the secrets as they are",
     kSignature<wrong::plaintext_not_encoded>},
    {kOp, "no-ampersand", "RFC5849-3.4.4-3", "the secrets are joined without \"&\"",
     kKey<wrong::no_ampersand>},
    {kOp, "missing-secret-is-empty", "RFC5849-3.4.2-2",
     "a client with a private key only signs with an empty secret",
     kSignature<wrong::missing_secret_is_empty>, Weight::warn},
    {kOp, "unknown-method-is-hmac-sha1", "RFC5849-3.4-1",
     "an unknown signature method is taken for HMAC-SHA1",
     kWith<&Functions::find_method, wrong::unknown_method_is_hmac_sha1>, Weight::warn},
    {kOp, "method-without-case", "RFC5849-3.1-9", "signature methods are known without case",
     kWith<&Functions::find_method, wrong::method_without_case>, Weight::warn},
    {kOp, "hmac-sha256-with-sha1", "EXT-HMAC-SHA256-1", "HMAC-SHA256 is computed with SHA-1",
     kHash<wrong::sha1_for_hmac_sha256>, Weight::warn},
    {kOp, "hmac-sha512-with-sha256", "EXT-HMAC-SHA512-1", "HMAC-SHA512 is computed with SHA-256",
     kHash<wrong::sha256_for_sha512>, Weight::warn},
    {kOp, "rsa-sha256-with-sha1", "EXT-RSA-SHA256-1", "RSA-SHA256 is computed with SHA-1",
     kHash<wrong::sha1_for_rsa_sha256>, Weight::warn},
    {kOp, "body-hash-in-hexadecimal", "EXT-body-hash-1",
     "oauth_body_hash is written in hexadecimal digits", kBodyHash<wrong::body_hash_in_hexadecimal>,
     Weight::warn},
    {kOp, "no-body-no-hash", "EXT-body-hash-1", "without a body oauth_body_hash is empty",
     kBodyHash<wrong::no_body_no_hash>, Weight::warn},
    {kOp, "body-hash-always-sha256", "EXT-body-hash-2",
     "bodies are hashed with SHA-256, whatever the method",
     kBodyHash<wrong::body_hash_always_sha256>, Weight::warn},
    {kOp, "body-hash-always-sha1", "EXT-body-hash-9",
     "bodies are hashed with SHA-1, whatever the method", kBodyHash<wrong::body_hash_always_sha1>,
     Weight::warn},
    {kOp, "body-hash-of-forms-too", "EXT-body-hash-3", "forms have an oauth_body_hash too",
     kBodyHash<wrong::body_hash_of_forms_too>, Weight::warn},
});

// What is sent.
constexpr auto kRequestDefects = std::to_array<Defect>({
    {kOp, "consumer-key-left-out", "RFC5849-3.1-1", "oauth_consumer_key is left out",
     kAssigned<wrong::without<wrong::kConsumerKey>>},
    {kOp, "token-left-out", "RFC5849-3.1-2", "oauth_token is left out",
     kAssigned<wrong::without<wrong::kToken>>},
    {kOp, "method-left-out", "RFC5849-3.1-3", "oauth_signature_method is left out",
     kAssigned<wrong::without<wrong::kMethod>>},
    {kOp, "timestamp-left-out", "RFC5849-3.1-4", "oauth_timestamp is left out",
     kAssigned<wrong::without<wrong::kTimestamp>>, Weight::warn},
    {kOp, "version-always-1-0a", "RFC5849-3.1-6", "oauth_version is \"1.0a\"",
     kAssigned<wrong::version_1_0a>, Weight::warn},
    {kOp, "signature-not-sent", "RFC5849-3.1-8", "oauth_signature is not among what is sent",
     kSent<wrong::not_sent<wrong::kSignature>>},
    {kOp, "empty-token-sent", "RFC5849-3.1-10", "without a token an empty oauth_token is sent",
     kAssigned<wrong::empty_token_sent>},
    {kOp, "client-key-as-token", "RFC5849-2.1-14",
     "without a token the client identifier is sent as oauth_token",
     kAssigned<wrong::client_key_as_token>},
    {kOp, "nonce-always-required", "RFC5849-3.1-11",
     "PLAINTEXT without nonce and timestamp is refused",
     kValues<wrong::nonce_always_required_of_client>},
    {kOp, "version-always-sent", "RFC5849-3.1-12", "oauth_version is sent where it was left out",
     kAssigned<wrong::version_always_sent>, Weight::warn},
    {kOp, "version-signed-not-sent", "RFC5849-3.4.1.3.1-6", "oauth_version is signed and not sent",
     kWith<&Functions::arrange, wrong::version_signed>},
    {kOp, "timestamp-of-ten-digits", "RFC5849-3.3-1", "a timestamp has to have ten digits",
     kValues<wrong::timestamp_of_ten_digits>, Weight::warn},
    {kOp, "timestamp-of-32-bits", "RFC5849-2-8", "a timestamp wraps at 32 bits",
     kAssigned<wrong::timestamp_wrapped>},
    {kOp, "callback-not-sent", "RFC5849-2.1-13", "oauth_callback is signed and not sent",
     kSent<wrong::not_sent<wrong::kCallback>>},
    {kOp, "verifier-not-sent", "RFC5849-2.3-14", "oauth_verifier is signed and not sent",
     kSent<wrong::not_sent<wrong::kVerifier>>},
    {kOp, "no-token-with-verifier", "RFC5849-2.3-15",
     "the request for token credentials names no temporary credentials",
     kAssigned<wrong::no_token_with_verifier>},
    {kOp, "realm-signed", "RFC5849-3.5.1-5", "the realm is signed",
     kAssigned<wrong::realm_assigned>},
    {kOp, "values-not-encoded", "RFC5849-3.5.1-1", "values in the header field are not encoded",
     kWith<&Functions::write_parameter, wrong::value_not_encoded>},
    {kOp, "header-not-quoted", "RFC5849-3.5.1-2",
     "values in the header field have no quotation marks",
     kWith<&Functions::write_parameter, wrong::not_quoted>},
    {kOp, "scheme-assumed", "RFC5849-3.4.1.2-1", "a relative reference is taken for an http URI",
     kWith<&Functions::take_apart, wrong::scheme_assumed>, Weight::warn},
    {kOp, "hmac-sha256-with-hyphen", "EXT-HMAC-SHA256-2", "the method is called HMAC-SHA-256",
     kAssigned<wrong::hmac_sha256_with_hyphen>, Weight::warn},
    {kOp, "hmac-sha512-in-lower-case", "EXT-HMAC-SHA512-2", "the method is called hmac-sha512",
     kAssigned<wrong::hmac_sha512_in_lower_case>, Weight::warn},
    {kOp, "rsa-sha256-by-jose-name", "EXT-RSA-SHA256-2", "the method is called RS256",
     kAssigned<wrong::rsa_sha256_by_jose_name>, Weight::warn},
    {kOp, "body-hash-not-signed", "EXT-body-hash-5", "oauth_body_hash is sent and not signed",
     kWith<&Functions::is_signed, wrong::body_hash_not_signed>, Weight::warn},
});

}  // namespace

std::span<const Defect> signature_defects() {
  return kSignatureDefects;
}

std::span<const Defect> signed_request_defects() {
  return kRequestDefects;
}

}  // namespace oauthspec::defects::oauth1
