// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/session.h"

/// Authorization requests that are wrong in one way, and what becomes of them.
namespace oauthspec::checks {

/// What became of an authorization request: the browser came to the redirection URI, or it stayed on a page of the server's.
struct AuthorizationAnswer {
  std::string arrived;    ///< The whole URL that it came to; empty: it stayed.
  Response page;          ///< Where it stayed.
  Parameters parameters;  ///< Of the response, in the query, the fragment or a form.
  /// Which of the check's exchanges brought it; nothing: not known.
  std::optional<std::size_t> exchange{};

  [[nodiscard]] bool has_arrived() const { return !arrived.empty(); }
  /// Whether the owner's consent got the client something: a code or an access token.
  [[nodiscard]] bool is_success() const;
  [[nodiscard]] std::string_view error() const { return parameters.find("error").value_or(""); }
  /// For messages, without anything secret.
  [[nodiscard]] std::string describe() const;
};

/// The parameters of a right authorization request for a code, with state and an S256 challenge, so that servers which ask for one
/// do not refuse it for want of it.
///
/// Output: the verifier goes to `verifier`, unless that is null.
[[nodiscard]] Attempt<Parameters> right_request(Session& session, const CodeRequest& request = {},
                                                std::string* verifier = nullptr);

/// What a token request needs to redeem the code of an answer to this request.
[[nodiscard]] IssuedCode issued_code(const Parameters& request, const Parameters& response,
                                     std::string verifier);

/// Puts an authorization request to the server, and lets the owner sign in and decide.
///
/// Input:  `redirect_uri` is where the visit ends; nothing: that of the request. `owner` is who decides; null: the one who allows.
/// Output: inconclusive where the browser neither came there nor stayed on a page.
[[nodiscard]] Attempt<AuthorizationAnswer> ask(
    Session& session, const Parameters& parameters,
    const std::optional<std::string>& redirect_uri = std::nullopt,
    flows::ResourceOwner* owner = nullptr);

/// The answer to a right request, which refusals are held against; inconclusive where it is no success.
[[nodiscard]] Attempt<AuthorizationAnswer> right_answer(Session& session,
                                                        const CodeRequest& request = {});

/// Passes where the request was refused: with one of the error codes, or on a page with a 4xx status; with no codes given, by any. A
/// success is a failure that says `accepted`.
[[nodiscard]] Finding refused(const AuthorizationAnswer& answer,
                              std::initializer_list<std::string_view> errors,
                              std::string_view accepted);

/// Passes where the request was answered with success; a refusal is a failure that says `refused`.
[[nodiscard]] Finding succeeded(const AuthorizationAnswer& answer, std::string_view refused);

/// How often a parameter stands in a URL's query and fragment together.
[[nodiscard]] std::size_t times_in(std::string_view url, std::string_view name);

}  // namespace oauthspec::checks
