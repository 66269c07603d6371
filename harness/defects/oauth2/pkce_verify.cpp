// SPDX-License-Identifier: Apache-2.0
// RFC 7636 sections 4.3 to 4.6: the proof, as a server verifies it.
#include <algorithm>
#include <array>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_pkce.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.pkce_verify";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_pkce_verify, Function, Wrong>;
template <auto Wrong>
constexpr auto kNamed = kWith<&Pkce::named, Wrong>;
template <auto Wrong>
constexpr auto kSame = kWith<&Pkce::same, Wrong>;
template <auto Wrong>
constexpr auto kFits = kWith<&Pkce::fits, Wrong>;
template <auto Wrong>
constexpr auto kUsual = kWith<&Pkce::usual_method, Wrong>;
template <auto Wrong>
constexpr auto kNoChallenge = kWith<&Pkce::without_challenge, Wrong>;
template <auto Wrong>
constexpr auto kNoVerifier = kWith<&Pkce::without_verifier, Wrong>;
template <auto Wrong>
constexpr auto kAnswer = kWith<&Pkce::answer, Wrong>;
template <void (*Plant)(Pkce&)>
constexpr auto kPlant = planted_by<answer_pkce_verify, Pkce, Plant>;

const Pkce& right() {
  return sound<Pkce>();
}

std::string trimmed(string_view text) {
  constexpr string_view kSpace = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  return std::string(text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin));
}

std::string up_to_null_octet(string_view text) {
  return std::string(text.substr(0, text.find('\0')));
}

// Whether the proof fits.
bool always_fits(const Pkce& /*library*/, const Exchange& /*exchange*/,
                 ChallengeMethod /*method*/) {
  return true;
}

bool by_either_method(const Pkce& library, const Exchange& exchange, ChallengeMethod /*method*/) {
  return right().fits(library, exchange, ChallengeMethod::s256) ||
         right().fits(library, exchange, ChallengeMethod::plain);
}

bool plain_not_compared(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  return method == ChallengeMethod::plain || right().fits(library, exchange, method);
}

// The challenge was not kept with the code, and there is nothing to compare with.
bool s256_not_compared(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  return method == ChallengeMethod::s256 || right().fits(library, exchange, method);
}

// Of a server that knows no S256: it compares what it was sent.
bool challenge_itself_fits(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  return exchange.verifier == exchange.challenge || right().fits(library, exchange, method);
}

bool only_plain_known(const Pkce& library, const Exchange& exchange, ChallengeMethod /*method*/) {
  return right().fits(library, exchange, ChallengeMethod::plain);
}

bool hexadecimal_fits(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  const std::string digits = wrong::in_hexadecimal(*exchange.verifier);
  return *exchange.challenge == digits || *exchange.challenge == right().encode(digits) ||
         right().fits(library, exchange, method);
}

bool decoded_verifier_fits(const Pkce& library, const Exchange& exchange, ChallengeMethod method) {
  return *exchange.challenge == right().encode(wrong::of_decoded_verifier(*exchange.verifier)) ||
         right().fits(library, exchange, method);
}

bool hashed_by_challenge_size(const Pkce& library, const Exchange& exchange,
                              ChallengeMethod /*method*/) {
  const bool hashed = exchange.challenge->size() == 43 && exchange.challenge != exchange.verifier;
  return right().fits(library, exchange, hashed ? ChallengeMethod::s256 : ChallengeMethod::plain);
}

// Comparison.
bool without_case(string_view computed, string_view received) {
  std::string a(computed);
  std::string b(received);
  to_lower(a);
  to_lower(b);
  return a == b;
}

// strncmp() with the length of the shorter one.
bool compared_in_part(string_view computed, string_view received) {
  const std::size_t size = std::min(computed.size(), received.size());
  return computed.substr(0, size) == received.substr(0, size);
}

// The tolerance of a decoder: padding, either alphabet, unused bits.
bool compared_decoded(string_view computed, string_view received) {
  const auto digits = [](string_view text) {
    std::string same(text);
    std::ranges::replace(same, '+', '-');
    std::ranges::replace(same, '/', '_');
    std::erase(same, '=');
    same.resize(same.size() / 4 * 4);
    return same;
  };
  return computed == received || (computed.size() == 43 && digits(computed) == digits(received));
}

void verifier_trimmed(Pkce& library) {
  library.is_verifier = [](string_view text) { return right().is_verifier(trimmed(text)); };
  library.digest = [](string_view verifier) { return right().digest(trimmed(verifier)); };
}

void verifier_ends_at_null_octet(Pkce& library) {
  library.is_verifier = [](string_view text) {
    return right().is_verifier(up_to_null_octet(text));
  };
  library.digest = [](string_view verifier) { return right().digest(up_to_null_octet(verifier)); };
  library.plain = up_to_null_octet;
}

// The method.
std::string s256_is_usual(const Exchange& /*exchange*/) {
  return "S256";
}

std::string guessed_from_challenge(const Exchange& exchange) {
  return exchange.challenge == exchange.verifier ? "plain" : "S256";
}

std::optional<ChallengeMethod> empty_is_s256(string_view method) {
  return method.empty() ? ChallengeMethod::s256 : right().named(method);
}

std::optional<ChallengeMethod> unknown_is_s256(string_view method) {
  return right().named(method).value_or(ChallengeMethod::s256);
}

std::optional<ChallengeMethod> plain_only(string_view method) {
  return method == "plain" ? right().named(method) : std::nullopt;
}

bool plain_always_offered(const Exchange& exchange, string_view method) {
  return method == "plain" || right().is_offered(exchange, method);
}

bool s256_needs_plain(const Exchange& exchange, string_view method) {
  return right().is_offered(exchange, "plain") && right().is_offered(exchange, method);
}

// Nothing to compare with.
Judgement<void> accepted(const Exchange& /*exchange*/) {
  return {};
}

Judgement<void> verifier_ignored(const Exchange& exchange) {
  if (exchange.required) return right().without_challenge(exchange);
  return {};
}

Judgement<void> verifier_ignored_beside_method(const Exchange& exchange) {
  if (exchange.method && !exchange.required) return {};
  return right().without_challenge(exchange);
}

Judgement<void> requirement_ignored(const Exchange& exchange) {
  Exchange free = exchange;
  free.required = false;
  return right().without_challenge(free);
}

Judgement<void> method_is_proof_enough(const Exchange& exchange) {
  if (exchange.method && !exchange.verifier) return {};
  return right().without_challenge(exchange);
}

Judgement<void> always_demanded(const Exchange& exchange) {
  Exchange demanded = exchange;
  demanded.required = true;
  return right().without_challenge(demanded);
}

Judgement<void> optional_unless_demanded(const Exchange& exchange) {
  if (!exchange.required) return {};
  return right().without_verifier(exchange);
}

Judgement<void> optional_with_plain(const Exchange& exchange) {
  if (exchange.method == "plain") return {};
  return right().without_verifier(exchange);
}

Judgement<void> optional_with_s256(const Exchange& exchange) {
  if (exchange.method == "S256") return {};
  return right().without_verifier(exchange);
}

Judgement<void> optional_without_plain(const Exchange& exchange) {
  if (exchange.methods == json({"S256"})) return {};
  return right().without_verifier(exchange);
}

// An empty parameter is false to many a language: the check is skipped.
void empty_verifier_is_proof(Pkce& library) {
  library.is_verifier = [](string_view text) { return text.empty() || right().is_verifier(text); };
  library.fits = [](const Pkce& rest, const Exchange& exchange, ChallengeMethod method) {
    return exchange.verifier->empty() || right().fits(rest, exchange, method);
  };
}

void empty_challenge_is_proof(Pkce& library) {
  library.is_challenge = [](string_view text) {
    return text.empty() || right().is_challenge(text);
  };
  library.without_verifier = [](const Exchange& exchange) -> Judgement<void> {
    if (exchange.challenge->empty()) return {};
    return right().without_verifier(exchange);
  };
  library.is_verifier = wrong::any_text;
  library.fits = [](const Pkce& rest, const Exchange& exchange, ChallengeMethod method) {
    return exchange.challenge->empty() ||
           (right().is_verifier(*exchange.verifier) && right().fits(rest, exchange, method));
  };
}

void nothing_checked_before_hashing(Pkce& library) {
  library.is_verifier = wrong::any_text;
  library.is_challenge = wrong::any_text;
}

// The answer.
Refusal mismatch_is_invalid_request(const Refusal& refusal) {
  if (refusal.error != "invalid_grant") return refusal;
  return {"invalid_request", 400, refusal.reason};
}

Refusal unsupported_is_invalid_grant(const Refusal& refusal) {
  if (refusal.reason != oauth::Errc::challenge_method_unsupported) return refusal;
  return {"invalid_grant", 400, refusal.reason};
}

Refusal demanded_is_access_denied(const Refusal& refusal) {
  if (refusal.error != "invalid_request" || refusal.reason != oauth::Errc::verifier_mismatch)
    return refusal;
  return {"access_denied", std::nullopt, refusal.reason};
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "verifier-unchecked", "RFC7636-4.6-3", "the verifier is not compared",
     kFits<always_fits>},
    {kOp, "plain-not-compared", "RFC7636-4.6-1", "the verifier is not compared with plain",
     kFits<plain_not_compared>},
    {kOp, "challenge-not-kept", "RFC9700-4.5.3.1-1",
     "the challenge of S256 is not kept with the code", kFits<s256_not_compared>},
    {kOp, "by-either-method", "RFC7636-4.5-2", "both methods are tried", kFits<by_either_method>},
    {kOp, "challenge-itself-fits", "RFC7636-4.5-2", "the challenge itself passes for a verifier",
     kFits<challenge_itself_fits>},
    {kOp, "only-plain-known", "RFC7636-4.2-4", "S256 is compared as plain is",
     kFits<only_plain_known>},
    {kOp, "hashed-by-challenge-size", "RFC7636-4.5-2", "the method is guessed from the challenge",
     kFits<hashed_by_challenge_size>},
    {kOp, "hexadecimal-fits", "RFC7636-4.6-1", "the digest may be in hexadecimal digits",
     kFits<hexadecimal_fits>},
    {kOp, "decoded-verifier-fits", "RFC7636-4.6-1", "the verifier may be hashed once decoded",
     kFits<decoded_verifier_fits>},
    {kOp, "standard-alphabet", "RFC7636-A-1", "the challenge is made in the alphabet of Base64",
     kWith<&Pkce::encode, wrong::standard_alphabet>},
    {kOp, "padded", "RFC7636-B-1", "the challenge is made with padding",
     kWith<&Pkce::encode, wrong::padded>},
    {kOp, "plain-hashed", "RFC7636-4.2-1", "plain verifiers are hashed, too",
     kWith<&Pkce::plain, wrong::in_hexadecimal>},
    {kOp, "compared-without-case", "RFC7636-4.6-1", "texts are compared without case",
     kSame<without_case>},
    {kOp, "compared-in-part", "RFC7636-4.6-1", "texts are compared as far as the shorter one goes",
     kSame<compared_in_part>},
    {kOp, "compared-decoded", "RFC7636-A-1", "challenges are compared as octets",
     kSame<compared_decoded>},
    {kOp, "verifier-trimmed", "RFC7636-4.6-1", "white space around the verifier is cut off",
     kPlant<verifier_trimmed>},
    {kOp, "ends-at-null-octet", "RFC7636-4.6-1", "a verifier ends at an octet of zero",
     kPlant<verifier_ends_at_null_octet>},
    {kOp, "s256-is-usual", "RFC7636-4.3-2", "S256 is taken where no method was sent",
     kUsual<s256_is_usual>},
    {kOp, "method-guessed", "RFC7636-4.3-2", "a missing method is guessed from the challenge",
     kUsual<guessed_from_challenge>},
    {kOp, "empty-method-is-s256", "RFC6749-3.1-7", "an empty method is taken for S256",
     kNamed<empty_is_s256>},
    {kOp, "unknown-method-is-s256", "RFC7636-4.4.1-3", "an unknown method is taken for S256",
     kNamed<unknown_is_s256>},
    {kOp, "unknown-method-is-plain", "RFC7636-4.4.1-3", "an unknown method is taken for plain",
     kNamed<wrong::unknown_is_plain>},
    {kOp, "method-without-case", "RFC7636-4.3-3", "methods are known without case",
     kNamed<wrong::without_case>},
    {kOp, "method-trimmed", "RFC7636-4.3-3", "a space behind the method is cut off",
     kNamed<wrong::trimmed>},
    {kOp, "hash-name-too", "RFC7636-4.3-3", "the name of the hash will do for the method's",
     kNamed<wrong::hash_name_too>},
    {kOp, "s256-unknown", "RFC7636-4.2-4", "plain is known only", kNamed<plain_only>},
    {kOp, "plain-always-offered", "RFC7636-4.4.1-3",
     "plain is accepted, although S256 is offered only",
     kWith<&Pkce::is_offered, plain_always_offered>},
    {kOp, "s256-needs-plain", "RFC7636-4.2-4", "a server that offers S256 only accepts nothing",
     kWith<&Pkce::is_offered, s256_needs_plain>},
    {kOp, "verifier-ignored", "RFC9700-2.1.1-9",
     "a verifier is ignored where there was no challenge", kNoChallenge<verifier_ignored>,
     Weight::warn},
    {kOp, "verifier-ignored-beside-method", "RFC9700-4.8.2-4",
     "a verifier is ignored where a method was sent, and no challenge",
     kNoChallenge<verifier_ignored_beside_method>, Weight::warn},
    {kOp, "downgrade-unnoticed", "RFC9700-4.8.2-1", "without a challenge all is accepted",
     kNoChallenge<accepted>, Weight::warn},
    {kOp, "requirement-ignored", "RFC7636-4.4.1-1", "a missing challenge is never minded",
     kNoChallenge<requirement_ignored>},
    {kOp, "method-is-proof-enough", "RFC7636-4.3-1", "a method without a challenge will do",
     kNoChallenge<method_is_proof_enough>},
    {kOp, "always-demanded", "RFC7636-5-1", "clients without this extension are refused",
     kNoChallenge<always_demanded>, Weight::warn},
    {kOp, "verifier-optional", "RFC7636-4.6-4", "no verifier is needed for a challenge",
     kNoVerifier<accepted>},
    {kOp, "verifier-optional-unless-demanded", "RFC7636-4.5-1",
     "no verifier is needed where no proof is demanded", kNoVerifier<optional_unless_demanded>},
    {kOp, "verifier-optional-with-plain", "RFC7636-4.5-1", "no verifier is needed with plain",
     kNoVerifier<optional_with_plain>},
    {kOp, "verifier-optional-with-s256", "RFC9700-4.8.2-3", "no verifier is needed with S256",
     kNoVerifier<optional_with_s256>},
    {kOp, "verifier-optional-without-plain", "RFC9700-2.1.1-8",
     "a server that offers S256 only needs no verifier", kNoVerifier<optional_without_plain>,
     Weight::warn},
    {kOp, "empty-verifier-is-proof", "RFC6749-3.2-7", "an empty verifier skips the check",
     kPlant<empty_verifier_is_proof>},
    {kOp, "empty-challenge-is-proof", "RFC7636-4.4.1-1", "an empty challenge skips the check",
     kPlant<empty_challenge_is_proof>},
    {kOp, "empty-verifier-hashed", "RFC6749-3.2-7", "an empty verifier is hashed and compared",
     kPlant<nothing_checked_before_hashing>},
    {kOp, "any-length", "RFC7636-4.1-2", "verifiers of any length are taken",
     kWith<&Pkce::is_verifier, wrong::any_length>, Weight::warn},
    {kOp, "any-character", "RFC7636-4.1-2", "verifiers of any octets are taken",
     kWith<&Pkce::is_verifier, wrong::any_character>, Weight::warn},
    {kOp, "shortest-refused", "RFC7636-4.1-1", "a verifier of 43 characters is refused",
     kWith<&Pkce::is_verifier, wrong::longer_than_shortest>},
    {kOp, "longest-refused", "RFC7636-4.1-1", "a verifier of 128 characters is refused",
     kWith<&Pkce::is_verifier, wrong::shorter_than_longest>},
    {kOp, "base64url-verifiers-only", "RFC7636-4.1-1", "full stops and tildes are refused",
     kWith<&Pkce::is_verifier, wrong::base64url_only>},
    {kOp, "longest-challenge-refused", "RFC7636-4.2-6", "a challenge of 128 characters is refused",
     kWith<&Pkce::is_challenge, wrong::shorter_than_longest>},
    {kOp, "mismatch-is-invalid-request", "RFC7636-4.6-3",
     "a verifier that does not fit is invalid_request", kAnswer<mismatch_is_invalid_request>},
    {kOp, "unsupported-is-invalid-grant", "RFC7636-4.4.1-3",
     "a method that is not offered is invalid_grant", kAnswer<unsupported_is_invalid_grant>},
    {kOp, "demanded-is-access-denied", "RFC7636-4.4.1-1", "a missing challenge is access_denied",
     kAnswer<demanded_is_access_denied>},
    {kOp, "s256-challenge-refused", "RFC7636-4.6-2",
     "a challenge with hyphens or underscores is refused",
     kWith<&Pkce::is_challenge, wrong::letters_and_digits_only>},
});

}  // namespace

std::span<const Defect> pkce_verify_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
