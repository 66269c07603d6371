// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to check a request (section 3.2), but for its signature.
namespace oauthspec::defects::oauth1::wrong {

// Where protocol parameters stand (`protocol_parameters`).
[[nodiscard]] Result<Parameters> places_mixed(const RequestParameters& collected);
[[nodiscard]] Result<Parameters> first_place_only(const RequestParameters& collected);
[[nodiscard]] Result<Parameters> header_only(const RequestParameters& collected);
[[nodiscard]] Result<Parameters> names_without_case(const RequestParameters& collected);

// Which there are (`check_names`, `check_required`).
/// Of equal names the first one counts, wherever they stand.
void duplicates_accepted(Functions& library);
[[nodiscard]] Result<void> nothing_required(const Parameters& parameters);
[[nodiscard]] Result<void> nonce_always_required(const Parameters& parameters);
[[nodiscard]] Result<void> nonce_not_required(const Parameters& parameters);
[[nodiscard]] Result<void> token_required(const Parameters& parameters);
[[nodiscard]] Result<void> version_required(const Parameters& parameters);

// The version (`check_version`).
[[nodiscard]] Result<void> version_unchecked(const Parameters& parameters);
[[nodiscard]] Result<void> version_as_number(const Parameters& parameters);
[[nodiscard]] Result<void> version_by_prefix(const Parameters& parameters);
[[nodiscard]] Result<void> version_1_0_refused(const Parameters& parameters);

// The timestamp (`check_timestamp`, `is_fresh`).
[[nodiscard]] Result<void> timestamp_unchecked(string_view timestamp);
/// Both: signs, white space and what follows the digits are no hindrance.
void timestamp_by_number_parser(Functions& library);
[[nodiscard]] bool any_timestamp_fresh(string_view timestamp, const Server& server);
[[nodiscard]] bool old_timestamps_refused_only(string_view timestamp, const Server& server);
[[nodiscard]] bool window_off_by_one(string_view timestamp, const Server& server);
[[nodiscard]] bool timestamp_of_32_bits(string_view timestamp, const Server& server);
[[nodiscard]] bool timestamp_in_milliseconds(string_view timestamp, const Server& server);

// Transport (`check_transport`).
[[nodiscard]] Result<void> transport_unchecked(const Request& request, SignatureMethod method);
[[nodiscard]] Result<void> port_443_is_tls(const Request& request, SignatureMethod method);

// Credentials (`find_client`, `find_token`).
[[nodiscard]] const Client* any_client(const Server& server, string_view key);
[[nodiscard]] const Client* client_without_case(const Server& server, string_view key);
[[nodiscard]] Result<const Token*> unknown_token_is_none(const Server& server, string_view key,
                                                         const Client& client);
[[nodiscard]] Result<const Token*> expired_token_accepted(const Server& server, string_view key,
                                                          const Client& client);
[[nodiscard]] Result<const Token*> token_without_case(const Server& server, string_view key,
                                                      const Client& client);
/// Looks among the client's own tokens, and trusts that the token is there.
[[nodiscard]] Result<const Token*> other_clients_token_crashes(const Server& server,
                                                               string_view key,
                                                               const Client& client);

// Nonces (`nonce_key`, `remember`, `uses_nonce`).
[[nodiscard]] std::string nonce_alone(const rfc::NonceUse& use);
[[nodiscard]] std::string nonce_and_client(const rfc::NonceUse& use);
[[nodiscard]] std::string nonce_without_timestamp(const rfc::NonceUse& use);
[[nodiscard]] std::string nonce_without_client(const rfc::NonceUse& use);
[[nodiscard]] std::string nonce_joined(const rfc::NonceUse& use);
[[nodiscard]] std::string nonce_without_case(const rfc::NonceUse& use);
[[nodiscard]] bool never_remembered(const Functions& library, Server& server,
                                    const rfc::NonceUse& use, SignatureMethod method);
[[nodiscard]] bool last_nonce_only(const Functions& library, Server& server,
                                   const rfc::NonceUse& use, SignatureMethod method);
[[nodiscard]] bool nonces_of_hmac_sha1_only(const Functions& library, Server& server,
                                            const rfc::NonceUse& use, SignatureMethod method);
[[nodiscard]] bool nonces_with_token_only(const Functions& library, Server& server,
                                          const rfc::NonceUse& use, SignatureMethod method);

// The hash of the body (`check_body_hash`).
[[nodiscard]] Result<void> body_hash_unchecked(const Functions& library, const Request& request,
                                               const Parameters& parameters,
                                               SignatureMethod method);

// The status of a refusal (`status`).
/// One status for one refusal, those of the reference for the rest.
template <Errc Code, int Status>
[[nodiscard]] int status_for(Errc code) {
  return code == Code ? Status : sound().status(code);
}
template <int Status>
[[nodiscard]] int status_always(Errc /*code*/) {
  return Status;
}

}  // namespace oauthspec::defects::oauth1::wrong
