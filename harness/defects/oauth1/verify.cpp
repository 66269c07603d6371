// SPDX-License-Identifier: Apache-2.0
// Section 3.2: how a server verifies a request.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_checks.h"
#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_comparison.h"
#include "harness/defects/oauth1/wrong_header.h"
#include "harness/defects/oauth1/wrong_signature.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::verify, Function, Wrong>;
template <auto Wrong>
constexpr auto kRequired = kWith<&Functions::check_required, Wrong>;
template <auto Wrong>
constexpr auto kRight = kWith<&Functions::is_right, Wrong>;
template <auto Wrong>
constexpr auto kSame = kWith<&Functions::same, Wrong>;
template <auto Wrong>
constexpr auto kTexts = kWith<&Functions::signed_texts, Wrong>;
template <auto Wrong>
constexpr auto kFresh = kWith<&Functions::is_fresh, Wrong>;
template <auto Wrong>
constexpr auto kNonceKey = kWith<&Functions::nonce_key, Wrong>;
template <auto Wrong>
constexpr auto kRemember = kWith<&Functions::remember, Wrong>;
template <Errc Code, int Status>
constexpr auto kStatus = kWith<&Functions::status, wrong::status_for<Code, Status>>;

constexpr string_view kOp = "oauth1.verify";

// Some mistakes take two functions: one that does not mind, and one that fills in.
void missing_client_is_any(Functions& library) {
  library.check_required = wrong::nothing_required;
  library.find_client = wrong::any_client;
}

void missing_method_is_hmac_sha1(Functions& library) {
  library.check_required = wrong::nothing_required;
  library.find_method = wrong::unknown_method_is_hmac_sha1;
}

void missing_timestamp_is_fresh(Functions& library) {
  library.check_required = wrong::nothing_required;
  library.is_fresh = [](string_view timestamp, const Server& server) {
    return timestamp.empty() || sound().is_fresh(timestamp, server);
  };
}

void missing_signature_is_right(Functions& library) {
  library.check_required = wrong::nothing_required;
  library.is_right = wrong::empty_signature_accepted;
}

// The signature and what it was made of.
constexpr auto kSignatureDefects = std::to_array<Defect>({
    {kOp, "signature-unchecked", "RFC5849-3.2-1", "the signature is not looked at",
     kRight<wrong::signature_unchecked>},
    {kOp, "compared-by-received-size", "RFC5849-3.2-1",
     "the signature is compared as far as the received one goes",
     kSame<wrong::compared_by_received_size>},
    {kOp, "compared-by-expected-size", "RFC5849-3.2-1",
     "what follows the right signature is not looked at", kSame<wrong::compared_by_expected_size>},
    {kOp, "compared-without-case", "RFC5849-3.2-1", "the signature is compared without case",
     kSame<wrong::compared_without_case>},
    {kOp, "compared-by-first-octets", "RFC5849-3.2-1",
     "the first octets of the signature are compared only", kSame<wrong::compared_by_first_octets>},
    {kOp, "hexadecimal-accepted", "RFC5849-3.2-1", "a signature in hexadecimal digits is accepted",
     kSame<wrong::hexadecimal_accepted>},
    {kOp, "received-decoded-again", "RFC5849-3.2-1", "an escaped signature is decoded once more",
     kSame<wrong::received_decoded_again>},
    {kOp, "either-secret-order", "RFC5849-3.4.2-2", "the secrets may stand in either order",
     kRight<wrong::either_secret_order>},
    {kOp, "token-secret-optional", "RFC5849-3.4.2-2",
     "the token secret may be missing from the key", kRight<wrong::token_secret_optional>},
    {kOp, "public-key-as-secret", "RFC5849-3.4.2-2",
     "the text of a public key serves as a shared-secret", kRight<wrong::public_key_as_secret>},
    {kOp, "key-before-secret", "RFC5849-3.4.2-2", "a client that has a public key has no secret",
     kRight<wrong::key_before_secret>},
    {kOp, "secrets-not-encoded", "RFC5849-3.4.2-2", "secrets are joined as they are",
     kWith<&Functions::shared_key, wrong::secrets_not_encoded>},
    {kOp, "no-ampersand", "RFC5849-3.4.2-3", "secrets are joined without \"&\"",
     kWith<&Functions::shared_key, wrong::no_ampersand>},
    {kOp, "missing-secret-named", "RFC5849-2.1-4", "without a token the key ends in \"undefined\"",
     kWith<&Functions::shared_key, wrong::missing_secret_named>, Weight::warn},
    {kOp, "token-secret-forgotten", "RFC5849-2.3-2",
     "the secret of temporary credentials takes no part",
     kWith<&Functions::shared_key, wrong::token_secret_forgotten>, Weight::warn},
    {kOp, "any-method-accepted", "RFC5849-3.4.2-1",
     "a signature may be by another method than the one that is named",
     kRight<wrong::any_method_accepted>},
    {kOp, "unknown-method-is-hmac-sha1", "RFC5849-3.4-1",
     "an unknown signature method is taken for HMAC-SHA1",
     kWith<&Functions::find_method, wrong::unknown_method_is_hmac_sha1>},
    {kOp, "method-by-prefix", "RFC5849-3.4-1",
     "what follows the name of a signature method is not looked at",
     kWith<&Functions::find_method, wrong::method_by_prefix>},
    {kOp, "method-without-case", "RFC5849-3.1-9", "signature methods are known without case",
     kWith<&Functions::find_method, wrong::method_without_case>},
    {kOp, "rsa-cut-to-size", "RFC5849-3.4.3-2", "octets behind an RSA signature are cut off",
     kWith<&Functions::verify_rsa, wrong::rsa_cut_to_size>},
    {kOp, "rsa-leading-zeros-skipped", "RFC5849-3.4.3-2",
     "zero octets before an RSA signature are skipped",
     kWith<&Functions::verify_rsa, wrong::rsa_leading_zeros_skipped>},
    {kOp, "rsa-with-any-hash", "RFC5849-3.4.3-2", "RSA-SHA1 may be over another hash",
     kWith<&Functions::verify_rsa, wrong::rsa_with_any_hash>},
    {kOp, "missing-key-accepted", "RFC5849-3.4.3-2",
     "RSA-SHA1 of a client without a public key is not verified",
     kRight<wrong::missing_key_accepted>},
    {kOp, "secret-before-key", "RFC5849-4.1-1",
     "RSA-SHA1 of a client with a secret is verified with that", kRight<wrong::secret_before_key>},
    {kOp, "transport-unchecked", "RFC5849-3.4.4-1", "PLAINTEXT is accepted without TLS",
     kWith<&Functions::check_transport, wrong::transport_unchecked>},
    {kOp, "port-443-is-tls", "RFC5849-3.4.4-1", "port 443 is taken for TLS",
     kWith<&Functions::check_transport, wrong::port_443_is_tls>},
    {kOp, "plaintext-client-secret-only", "RFC5849-3.4.4-2",
     "the token secret of PLAINTEXT is not looked at", kRight<wrong::plaintext_client_secret_only>},
    {kOp, "no-ampersand-without-token-secret", "RFC5849-3.4.4-3",
     "without a token PLAINTEXT has no \"&\"",
     kWith<&Functions::shared_key, wrong::no_ampersand_without_token_secret>},
    {kOp, "plaintext-of-base-string", "RFC5849-3.4.4-2",
     "PLAINTEXT is compared with the base string",
     kWith<&Functions::signature, wrong::plaintext_of_base_string>},
    {kOp, "get-or-post", "RFC5849-3.4.1.1-2",
     "a signature for GET is accepted with POST, and the other way round",
     kTexts<wrong::get_or_post>},
    {kOp, "either-scheme", "RFC5849-3.4.1.2-1",
     "a signature for http is accepted with https, and the other way round",
     kTexts<wrong::either_scheme>},
    {kOp, "host-of-field-or-url", "RFC5849-3.4.1.2-3",
     "a signature for the url's host is accepted with another Host header field",
     kTexts<wrong::host_of_field_or_url>},
    {kOp, "with-port-or-without", "RFC5849-3.4.1.2-4", "a signature without the port is accepted",
     kTexts<wrong::with_port_or_without>},
    {kOp, "with-slash-or-without", "RFC5849-3.4.1.2-6",
     "a signature without the path's last slash is accepted", kTexts<wrong::with_slash_or_without>},
    {kOp, "path-with-case-or-without", "RFC5849-3.4.1.2-6",
     "a signature for the path in lower case is accepted",
     kTexts<wrong::path_with_case_or_without>},
    {kOp, "with-version-or-without", "RFC5849-3.4.1.3.1-6",
     "a signature without oauth_version is accepted where it is sent",
     kTexts<wrong::with_version_or_without>},
    {kOp, "equal-pairs-or-merged", "RFC5849-3.4.1.3.2-6",
     "a signature over a pair is accepted where the pair is sent twice",
     kTexts<wrong::equal_pairs_or_merged>},
    {kOp, "with-body-hash-or-without", "EXT-body-hash-5",
     "a signature without oauth_body_hash is accepted where it is sent",
     kTexts<wrong::with_body_hash_or_without>, Weight::warn},
    {kOp, "hmac-sha256-with-sha1", "EXT-HMAC-SHA256-1", "HMAC-SHA256 is verified with SHA-1",
     kWith<&Functions::hash, wrong::sha1_for_hmac_sha256>, Weight::warn},
    {kOp, "rsa-sha256-with-sha1", "EXT-RSA-SHA256-1", "RSA-SHA256 is verified with SHA-1",
     kWith<&Functions::hash, wrong::sha1_for_rsa_sha256>, Weight::warn},
});

// Where the protocol parameters stand, and which.
constexpr auto kParameterDefects = std::to_array<Defect>({
    {kOp, "missing-client-is-any", "RFC5849-3.1-1",
     "a request without oauth_consumer_key is that of the first client",
     planted_by<answers::verify, missing_client_is_any>},
    {kOp, "token-required", "RFC5849-3.1-10", "a request without oauth_token is refused",
     kRequired<wrong::token_required>, Weight::warn},
    {kOp, "missing-method-is-hmac-sha1", "RFC5849-3.1-3",
     "HMAC-SHA1 is assumed where no method is named",
     planted_by<answers::verify, missing_method_is_hmac_sha1>},
    {kOp, "missing-timestamp-is-fresh", "RFC5849-3.1-4",
     "a request without oauth_timestamp is accepted",
     planted_by<answers::verify, missing_timestamp_is_fresh>},
    {kOp, "nonce-not-required", "RFC5849-3.1-5", "a request without oauth_nonce is accepted",
     kRequired<wrong::nonce_not_required>},
    {kOp, "missing-signature-is-right", "RFC5849-3.1-8",
     "a request without oauth_signature is accepted",
     planted_by<answers::verify, missing_signature_is_right>},
    {kOp, "nonce-always-required", "RFC5849-3.1-11",
     "PLAINTEXT without nonce and timestamp is refused", kRequired<wrong::nonce_always_required>},
    {kOp, "version-required", "RFC5849-3.1-12", "a request without oauth_version is refused",
     kRequired<wrong::version_required>},
    {kOp, "version-1-0-refused", "RFC5849-3.1-6", "oauth_version 1.0 is refused, for 1.0a",
     kWith<&Functions::check_version, wrong::version_1_0_refused>},
    {kOp, "version-unchecked", "RFC5849-3.2-4", "oauth_version is not looked at",
     kWith<&Functions::check_version, wrong::version_unchecked>},
    {kOp, "version-as-number", "RFC5849-3.2-4", "oauth_version is read as a number",
     kWith<&Functions::check_version, wrong::version_as_number>},
    {kOp, "version-by-prefix", "RFC5849-3.2-4",
     "what follows \"1.0\" in oauth_version is not looked at",
     kWith<&Functions::check_version, wrong::version_by_prefix>},
    {kOp, "duplicates-accepted", "RFC5849-3.1-7",
     "of duplicated protocol parameters the first counts",
     planted_by<answers::verify, wrong::duplicates_accepted>, Weight::warn},
    {kOp, "names-without-case", "RFC5849-3.1-9",
     "names of protocol parameters are known without case",
     kWith<&Functions::protocol_parameters, wrong::names_without_case>},
    {kOp, "places-mixed", "RFC5849-3.5-1", "protocol parameters are gathered from all places",
     kWith<&Functions::protocol_parameters, wrong::places_mixed>, Weight::warn},
    {kOp, "first-place-only", "RFC5849-3.5-2",
     "protocol parameters in a second place are not looked at",
     kWith<&Functions::protocol_parameters, wrong::first_place_only>, Weight::warn},
    {kOp, "first-field-only", "RFC5849-3.5-1",
     "of two Authorization header fields the first counts",
     kWith<&Functions::header, wrong::first_field_only>, Weight::warn},
    {kOp, "header-only", "RFC5849-3.5.3-1",
     "protocol parameters are looked for in the header field only",
     kWith<&Functions::protocol_parameters, wrong::header_only>},
    {kOp, "multipart-read", "RFC5849-3.5.2-1",
     "the parts of multipart/form-data are read as parameters",
     kWith<&Functions::body, wrong::multipart_read>},
    {kOp, "json-read", "RFC5849-3.5.2-2", "the members of a JSON body are read as parameters",
     kWith<&Functions::body, wrong::json_read>},
    {kOp, "body-of-any-type", "RFC5849-3.5.2-3", "a body of any type is read as a form",
     kWith<&Functions::body, wrong::body_of_any_type>},
    {kOp, "any-scheme-read", "RFC5849-3.5.1-4", "a header field of another scheme is read too",
     kWith<&Functions::header, wrong::any_scheme_read>},
    {kOp, "split-at-commas", "RFC5849-3.5.1-2", "a malformed header field is read all the same",
     kWith<&Functions::parse_header, wrong::split_at_commas>, Weight::warn},
    {kOp, "piece-without-equals-sign-crashes", "RFC5849-3.5.1-2",
     "a malformed header field ends in an exception",
     kWith<&Functions::parse_header, wrong::piece_without_equals_sign_crashes>},
    {kOp, "semicolon-between-parameters", "RFC5849-3.5.1-3",
     "semicolons may stand between header parameters",
     kWith<&Functions::parse_header, wrong::semicolon_between_parameters>, Weight::warn},
    {kOp, "space-is-plus", "RFC5849-3.5.1-1", "a space in the signature is taken for a \"+\"",
     kSame<wrong::space_is_plus>, Weight::warn},
    {kOp, "realm-signed", "RFC5849-3.5.1-5", "the realm is signed",
     kWith<&Functions::header, wrong::realm_signed>},
    {kOp, "body-hash-unchecked", "EXT-body-hash-6", "oauth_body_hash is not looked at",
     kWith<&Functions::check_body_hash, wrong::body_hash_unchecked>, Weight::warn},
    {kOp, "body-hash-of-forms-too", "EXT-body-hash-7", "forms may have an oauth_body_hash",
     kWith<&Functions::body_hash, wrong::body_hash_of_forms_too>, Weight::warn},
    {kOp, "body-hash-in-hexadecimal", "EXT-body-hash-1",
     "oauth_body_hash is read in hexadecimal digits",
     kWith<&Functions::body_hash, wrong::body_hash_in_hexadecimal>, Weight::warn},
    {kOp, "body-hash-always-sha256", "EXT-body-hash-2",
     "bodies are hashed with SHA-256, whatever the method",
     kWith<&Functions::body_hash, wrong::body_hash_always_sha256>, Weight::warn},
});

// Who asks, when, and how often.
constexpr auto kStateDefects = std::to_array<Defect>({
    {kOp, "unknown-client-is-any", "RFC5849-3.2-10", "an unknown client is taken for the first one",
     kWith<&Functions::find_client, wrong::any_client>},
    {kOp, "client-without-case", "RFC5849-3.1-9", "client identifiers are known without case",
     kWith<&Functions::find_client, wrong::client_without_case>},
    {kOp, "unknown-token-is-none", "RFC5849-3.2-3", "an unknown token is taken for none",
     kWith<&Functions::find_token, wrong::unknown_token_is_none>},
    {kOp, "expired-token-accepted", "RFC5849-3.2-3", "an expired token is accepted",
     kWith<&Functions::find_token, wrong::expired_token_accepted>},
    {kOp, "token-without-case", "RFC5849-3.1-9", "tokens are known without case",
     kWith<&Functions::find_token, wrong::token_without_case>},
    {kOp, "other-clients-token-crashes", "RFC5849-3.2-14",
     "a token of another client ends in an exception",
     kWith<&Functions::find_token, wrong::other_clients_token_crashes>},
    {kOp, "timestamp-by-number-parser", "RFC5849-3.3-1",
     "what a number parser reads is a timestamp",
     planted_by<answers::verify, wrong::timestamp_by_number_parser>},
    {kOp, "timestamp-unchecked", "RFC5849-3.3-1",
     "the timestamp's digits are read, and what follows them is not looked at",
     kWith<&Functions::check_timestamp, wrong::timestamp_unchecked>},
    {kOp, "any-timestamp-fresh", "RFC5849-3.3-4", "timestamps of any age are accepted",
     kFresh<wrong::any_timestamp_fresh>, Weight::warn},
    {kOp, "old-timestamps-refused-only", "RFC5849-3.3-4", "timestamps of the future are accepted",
     kFresh<wrong::old_timestamps_refused_only>, Weight::warn},
    {kOp, "window-off-by-one", "RFC5849-3.3-4",
     "the oldest and newest timestamp of the window are refused", kFresh<wrong::window_off_by_one>,
     Weight::warn},
    {kOp, "timestamp-of-32-bits", "RFC5849-3.3-4", "a timestamp wraps at 32 bits",
     kFresh<wrong::timestamp_of_32_bits>, Weight::warn},
    {kOp, "timestamp-in-milliseconds", "RFC5849-3.3-2", "timestamps are read as milliseconds",
     kFresh<wrong::timestamp_in_milliseconds>, Weight::warn},
    {kOp, "nonces-not-remembered", "RFC5849-3.2-2", "nonces are not remembered",
     kRemember<wrong::never_remembered>},
    {kOp, "last-nonce-only", "RFC5849-3.2-2", "the last nonce is remembered only",
     kRemember<wrong::last_nonce_only>},
    {kOp, "nonces-of-hmac-sha1-only", "RFC5849-3.2-2", "nonces of HMAC-SHA1 are remembered only",
     kRemember<wrong::nonces_of_hmac_sha1_only>},
    {kOp, "nonces-with-token-only", "RFC5849-3.2-2",
     "nonces of requests with a token are remembered only",
     kRemember<wrong::nonces_with_token_only>},
    {kOp, "nonce-alone", "RFC5849-3.3-5", "a nonce counts as used whatever comes with it",
     kNonceKey<wrong::nonce_alone>},
    {kOp, "nonce-without-timestamp", "RFC5849-3.3-5",
     "a nonce counts as used with another timestamp", kNonceKey<wrong::nonce_without_timestamp>},
    {kOp, "nonce-without-client", "RFC5849-3.3-5", "a nonce counts as used by another client",
     kNonceKey<wrong::nonce_without_client>, Weight::warn},
    {kOp, "nonce-and-client", "RFC5849-3.3-5", "a nonce counts as used with another token",
     kNonceKey<wrong::nonce_and_client>},
    {kOp, "nonce-joined", "RFC5849-3.3-5", "token and nonce are joined without a mark between them",
     kNonceKey<wrong::nonce_joined>},
    {kOp, "nonce-without-case", "RFC5849-3.1-9", "nonces are compared without case",
     kNonceKey<wrong::nonce_without_case>},
});

// What a refusal looks like.
constexpr auto kStatusDefects = std::to_array<Defect>({
    {kOp, "status-200", "RFC5849-3.2-5", "every refusal has the status 200",
     kWith<&Functions::status, wrong::status_always<200>>, Weight::warn},
    {kOp, "unsupported-parameter-401", "RFC5849-3.2-6",
     "an unsupported parameter has the status 401", kStatus<Errc::parameter_unsupported, 401>,
     Weight::warn},
    {kOp, "unsupported-method-401", "RFC5849-3.2-7",
     "an unsupported signature method has the status 401",
     kStatus<Errc::signature_method_unsupported, 401>, Weight::warn},
    {kOp, "missing-parameter-401", "RFC5849-3.2-8", "a missing parameter has the status 401",
     kStatus<Errc::parameter_missing, 401>, Weight::warn},
    {kOp, "duplicated-parameter-401", "RFC5849-3.2-9", "a duplicated parameter has the status 401",
     kStatus<Errc::parameter_duplicated, 401>, Weight::warn},
    {kOp, "unknown-client-400", "RFC5849-3.2-10", "an unknown client has the status 400",
     kStatus<Errc::client_unknown, 400>, Weight::warn},
    {kOp, "invalid-token-403", "RFC5849-3.2-11", "an invalid token has the status 403",
     kStatus<Errc::token_invalid, 403>, Weight::warn},
    {kOp, "invalid-signature-403", "RFC5849-3.2-12", "an invalid signature has the status 403",
     kStatus<Errc::signature_invalid, 403>, Weight::warn},
    {kOp, "used-nonce-400", "RFC5849-3.2-13", "a used nonce has the status 400",
     kStatus<Errc::nonce_used, 400>, Weight::warn},
});

}  // namespace

std::span<const Defect> verified_signature_defects() {
  return kSignatureDefects;
}

std::span<const Defect> verified_parameter_defects() {
  return kParameterDefects;
}

std::span<const Defect> server_state_defects() {
  return kStateDefects;
}

std::span<const Defect> status_defects() {
  return kStatusDefects;
}

}  // namespace oauthspec::defects::oauth1
