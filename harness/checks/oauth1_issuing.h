// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/oauth1_session.h"
#include "harness/checks/oauth1_trial.h"

/// What holds of both endpoints that give credentials: RFC 5849 sections 2.1 and 2.3.
namespace oauthspec::checks {

using oauth::oauth1::CredentialsKind;

/// How a request for credentials differs from a right one.
using CredentialsTrial = ResourceTrial;

/// A right request, not signed yet; for token credentials by temporary ones that the owner has just authorized.
[[nodiscard]] Attempt<OAuth1Parts> right_parts(const OAuth1Session& oauth1, CredentialsKind kind);

/// Changes the parts as the trial says, signs them with a nonce of their own, and sends them.
[[nodiscard]] Attempt<Response> attempt(const OAuth1Session& oauth1, OAuth1Parts parts,
                                        const CredentialsTrial& trial = {});

/// Whether a response has an identifier and a shared-secret, with a 2xx.
[[nodiscard]] bool gives_credentials(const Response& response);

/// Passes where the response gives no credentials, nor fails with a 5xx; with a status, where it has that one. `accepted` says what is
/// wrong if it gives some.
[[nodiscard]] Finding gives_nothing(const Response& response, std::string_view accepted,
                                    std::optional<int> status = {});

/// Passes where a right request gets credentials: these parts, or a whole new flow, as a server may well give temporary credentials up
/// once they were misused. Else inconclusive.
[[nodiscard]] Finding gives_them_by_right(const OAuth1Session& oauth1, CredentialsKind kind,
                                          const OAuth1Parts& parts,
                                          CredentialsTrial::Change common = nullptr);

/// One way in which a request is wrong.
struct Shape {
  std::string_view accepted;  ///< What is said of a server that gives credentials for it.
  CredentialsTrial trial;
};

/// Whether the endpoint refuses every one of the shapes, and a right request not.
[[nodiscard]] Finding refuses(Session& session, CredentialsKind kind, std::span<const Shape> shapes,
                              std::optional<int> status = {});
/// Whether the endpoint takes the request; where it does not, whether it takes a right one.
[[nodiscard]] Finding takes(Session& session, CredentialsKind kind, const CredentialsTrial& trial,
                            std::string_view refused);

/// The response to a right request, whatever its status.
[[nodiscard]] Attempt<Response> answer_of(Session& session, CredentialsKind kind);
/// The parameters that it has, if it is a 2xx; else inconclusive.
[[nodiscard]] Attempt<Parameters> given(Session& session, CredentialsKind kind);

/// Credentials that were made one after another: eight, or three of those that cost their owner time.
[[nodiscard]] Attempt<std::vector<oauth::oauth1::Credentials>> several(Session& session,
                                                                       CredentialsKind kind);

// Checks, each of both endpoints.
[[nodiscard]] Finding answers_with_200(Session& session, CredentialsKind kind);
[[nodiscard]] Finding answers_with_a_form(Session& session, CredentialsKind kind);
[[nodiscard]] Finding gives_an_identifier(Session& session, CredentialsKind kind);
[[nodiscard]] Finding gives_a_secret(Session& session, CredentialsKind kind);
[[nodiscard]] Finding verifies_the_signature(Session& session, CredentialsKind kind);
[[nodiscard]] Finding wrong_signature_is_unauthorized(Session& session, CredentialsKind kind);
[[nodiscard]] Finding unknown_client_is_unauthorized(Session& session, CredentialsKind kind);
[[nodiscard]] Finding missing_is_a_bad_request(Session& session, CredentialsKind kind);
[[nodiscard]] Finding twice_is_a_bad_request(Session& session, CredentialsKind kind);
[[nodiscard]] Finding unsupported_method_is_a_bad_request(Session& session, CredentialsKind kind);
[[nodiscard]] Finding body_is_a_place(Session& session, CredentialsKind kind);
[[nodiscard]] Finding query_is_a_place(Session& session, CredentialsKind kind);
[[nodiscard]] Finding is_not_for_caches(Session& session, CredentialsKind kind);
[[nodiscard]] Finding secrets_are_long(Session& session, CredentialsKind kind);
[[nodiscard]] Finding tls_is_required(Session& session, CredentialsKind kind);

/// A check of one endpoint.
template <CredentialsKind kKind, Finding (*Check)(Session&, CredentialsKind)>
Finding of(Session& session) {
  return Check(session, kKind);
}

}  // namespace oauthspec::checks
