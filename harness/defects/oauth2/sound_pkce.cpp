// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/adapter/reference/oauth2_shapes.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/pkce.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;

std::unexpected<Refusal> invalid_request(Errc reason) {
  return std::unexpected(Refusal{"invalid_request", std::nullopt, reason});
}

std::unexpected<Refusal> invalid_grant(Errc reason) {
  return std::unexpected(Refusal{"invalid_grant", 400, reason});
}

std::string digest(string_view verifier) {
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, verifier);
  if (!digest) return {};
  const auto octets = digest->octets();
  return {octets.begin(), octets.end()};
}

std::string encode(string_view octets) {
  return oauth::codec::base64_encode(octets, oauth::codec::Base64::url);
}

std::string plain(string_view verifier) {
  return std::string(verifier);
}

std::string usual_method(const Exchange& /*exchange*/) {
  return "plain";
}

bool is_offered(const Exchange& exchange, string_view method) {
  return std::ranges::find(exchange.methods, json(method)) != exchange.methods.end();
}

bool same(string_view computed, string_view received) {
  return oauth::equal_in_constant_time(computed, received);
}

bool fits(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  return library.same(challenge_of(library, *exchange.verifier, method), *exchange.challenge);
}

Judgement<void> without_challenge(const Exchange& exchange) {
  if (exchange.required) return invalid_request(Errc::verifier_mismatch);
  if (exchange.verifier) return invalid_grant(Errc::verifier_mismatch);
  return {};
}

Judgement<void> without_verifier(const Exchange& /*exchange*/) {
  return invalid_grant(Errc::verifier_mismatch);
}

Refusal as_judged(const Refusal& refusal) {
  return refusal;
}

Judgement<void> verify(const Pkce& library, const Exchange& exchange) {
  if (!exchange.challenge) return library.without_challenge(exchange);
  const std::string name = exchange.method.value_or(library.usual_method(exchange));
  const auto method = library.named(name);
  if (!method || !library.is_offered(exchange, *method == ChallengeMethod::s256 ? "S256" : "plain"))
    return invalid_request(Errc::challenge_method_unsupported);
  if (!library.is_challenge(*exchange.challenge))
    return invalid_request(Errc::code_challenge_invalid);
  if (!exchange.verifier) return library.without_verifier(exchange);
  if (!library.is_verifier(*exchange.verifier)) return invalid_grant(Errc::code_verifier_invalid);
  if (!library.fits(library, exchange, *method)) return invalid_grant(Errc::verifier_mismatch);
  return {};
}

}  // namespace

template <>
const Pkce& sound<Pkce>() {
  static constexpr Pkce kSound{oauth::oauth2::is_code_verifier,
                               oauth::oauth2::challenge_method_named,
                               digest,
                               encode,
                               plain,
                               oauth::oauth2::is_code_verifier,
                               usual_method,
                               is_offered,
                               same,
                               fits,
                               without_challenge,
                               without_verifier,
                               as_judged};
  return kSound;
}

std::string challenge_of(const Pkce& library, string_view verifier, ChallengeMethod method) {
  if (method == ChallengeMethod::plain) return library.plain(verifier);
  return library.encode(library.digest(verifier));
}

Verdict answer_pkce_challenge(const Pkce& library, const json& in) {
  const auto method = library.named(in.at("method").get_ref<const std::string&>());
  if (!method) return adapter::reject({Errc::challenge_method_unsupported, 0});
  const auto verifier = in.at("code_verifier").get<std::string>();
  if (!library.is_verifier(verifier)) return adapter::reject({Errc::code_verifier_invalid, 0});
  return Out{adapter::write_bytes(challenge_of(library, verifier, *method)), {}};
}

Verdict answer_pkce_verify(const Pkce& library, const json& in) {
  const auto done = verify(library, {adapter::read_optional(in, "code_challenge"),
                                     adapter::read_optional(in, "code_challenge_method"),
                                     adapter::read_optional(in, "code_verifier"), in.at("methods"),
                                     in.at("required").get<bool>()});
  if (!done) return Out{adapter::refused(library.answer(done.error())), {}};
  return Out{{{"verdict", "accepted"}}, {}};
}

}  // namespace oauthspec::defects::oauth2
