// SPDX-License-Identifier: Apache-2.0
// DPoP at the token endpoint: RFC 9449 sections 4, 5, 8 and 10.
#include <array>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/checks/prover.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Prover prover(Session& session, std::size_t key = 0) {
  return {session, session.target().keys.at(key)};
}

Attempt<IssuedTokens> bound_tokens(Session& session, Prover& prover) {
  const auto response = prover.token(session.client(), client_credentials_form(session.client()));
  if (!response) return std::unexpected(response.error());
  return Session::read_tokens(*response);
}

Finding the_token_type_is_dpop(Session& session) {
  Prover own = prover(session);
  const auto tokens = bound_tokens(session, own);
  if (!tokens) return tokens.error();
  const auto type = tokens->members.find("token_type");
  const bool right =
      type != tokens->members.end() && type->is_string() &&
      oauth::message::equal_without_case(type->get_ref<const std::string&>(), "DPoP");
  return right ? pass() : fail("the token of a request with a proof has not the token_type DPoP");
}

Finding the_token_names_its_key(Session& session) {
  Prover own = prover(session);
  const auto tokens = bound_tokens(session, own);
  if (!tokens) return tokens.error();
  const auto jkt = own.thumbprint();
  if (!jkt) return jkt.error();
  const auto token = read_access_token(*tokens);
  if (!token) return token.error();
  const auto cnf = token->claims.all.find("cnf");
  const bool right = cnf != token->claims.all.end() && cnf->is_object() && cnf->contains("jkt") &&
                     cnf->at("jkt") == *jkt;
  return right ? pass()
               : fail("cnf of a bound token has not the thumbprint of the proof's key as jkt");
}

// Sends a right proof, and then one that is changed and signed.
Finding refuses(Session& session, void (*change)(Session&, UnsignedJwt&),
                std::string_view accepted) {
  Prover own = prover(session);
  if (const auto right = bound_tokens(session, own); !right) return right.error();
  auto proof = own.proof();
  if (!proof) return proof.error();
  change(session, *proof);
  const auto text = own.sign(*proof);
  if (!text) return text.error();
  const auto response =
      own.token_with(session.client(), client_credentials_form(session.client()), {*text});
  if (!response) return response.error();
  return refused(*response, {"invalid_dpop_proof"}, accepted);
}

// The same, with a text that is made of a right proof.
Finding refuses_text(Session& session,
                     Attempt<std::vector<std::string>> (*make)(const Prover&, const UnsignedJwt&),
                     std::string_view accepted) {
  Prover own = prover(session);
  if (const auto right = bound_tokens(session, own); !right) return right.error();
  const auto proof = own.proof();
  if (!proof) return proof.error();
  const auto texts = make(own, *proof);
  if (!texts) return texts.error();
  const auto response =
      own.token_with(session.client(), client_credentials_form(session.client()), *texts);
  if (!response) return response.error();
  return refused(*response, {"invalid_dpop_proof", "invalid_request"}, accepted);
}

Finding the_signature_is_right(Session& session) {
  return refuses_text(
      session,
      [](const Prover& own, const UnsignedJwt& proof) -> Attempt<std::vector<std::string>> {
        const auto text = own.sign(proof);
        if (!text) return std::unexpected(text.error());
        return std::vector{with_wrong_signature(*text)};
      },
      "a proof with a wrong signature was taken");
}

Finding none_is_no_algorithm(Session& session) {
  return refuses_text(
      session,
      [](const Prover&, const UnsignedJwt& proof) -> Attempt<std::vector<std::string>> {
        const auto text = unsecured(proof);
        if (!text) return std::unexpected(text.error());
        return std::vector{*text};
      },
      "a proof with the algorithm none was taken");
}

Finding there_is_one_proof(Session& session) {
  return refuses_text(
      session,
      [](const Prover& own, const UnsignedJwt& proof) -> Attempt<std::vector<std::string>> {
        const auto first = own.sign(proof);
        if (!first) return std::unexpected(first.error());
        const auto second = own.proof();
        if (!second) return std::unexpected(second.error());
        const auto other = own.sign(*second);
        if (!other) return std::unexpected(other.error());
        return std::vector{*first, *other};
      },
      "a request with two DPoP fields was taken");
}

Finding the_type_is_right(Session& session) {
  return refuses(
      session, [](Session&, UnsignedJwt& proof) { proof.header["typ"] = "JWT"; },
      "a JWT was taken as a proof whose typ is not dpop+jwt");
}

// Not a key of the server's: the checks' own.
Finding the_key_is_public(Session& session) {
  return refuses(
      session,
      [](Session&, UnsignedJwt& proof) {
        proof.header["jwk"]["d"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE";
      },
      "a proof was taken whose jwk has a private key");
}

Finding the_method_is_right(Session& session) {
  return refuses(
      session, [](Session&, UnsignedJwt& proof) { proof.claims["htm"] = "GET"; },
      "a proof for GET was taken with a POST");
}

Finding the_uri_is_right(Session& session) {
  return refuses(
      session,
      [](Session&, UnsignedJwt& proof) {
        proof.claims["htu"] = "https://another-server.example/token";
      },
      "a proof for another server was taken");
}

Finding the_path_is_right(Session& session) {
  return refuses(
      session,
      [](Session& own, UnsignedJwt& proof) {
        proof.claims["htu"] = own.target().server.token_endpoint + "/other";
      },
      "a proof for another path was taken");
}

Finding a_proof_gets_stale(Session& session) {
  // RFC 9449 section 4.3: the time is told by iat, or by a nonce of the server's.
  if (session.target().dpop_nonce)
    return unsupported("the server's nonces say when a proof was made");
  return refuses(
      session,
      [](Session& own, UnsignedJwt& proof) { proof.claims["iat"] = own.world().now() - 86400; },
      "a proof that was made a day ago was taken");
}

Finding every_claim_is_there(Session& session) {
  for (const auto change : {+[](Session&, UnsignedJwt& proof) { proof.claims.erase("jti"); },
                            +[](Session&, UnsignedJwt& proof) { proof.claims.erase("iat"); },
                            +[](Session&, UnsignedJwt& proof) { proof.claims.erase("htu"); }}) {
    const Finding finding = refuses(session, change, "a proof without one of its claims was taken");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding a_proof_is_used_once(Session& session) {
  Prover own = prover(session);
  if (const auto right = bound_tokens(session, own); !right) return right.error();
  const auto proof = own.proof();
  if (!proof) return proof.error();
  const auto text = own.sign(*proof);
  if (!text) return text.error();
  const auto first =
      own.token_with(session.client(), client_credentials_form(session.client()), {*text});
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right proof was refused: " + describe(*first));
  const auto second =
      own.token_with(session.client(), client_credentials_form(session.client()), {*text});
  if (!second) return second.error();
  // No text names the error for a proof that is right and comes again.
  return refused(*second, {}, "a proof was taken twice");
}

Finding a_bound_client_must_prove(Session& session) {
  const TestClient& client = sure(session.target().dpop_bound);
  Prover own = prover(session);
  const auto right = own.token(client, client_credentials_form(client));
  if (!right) return right.error();
  if (!is_success(*right)) return inconclusive("a right proof was refused: " + describe(*right));
  const auto response = session.token(client, client_credentials_form(client));
  if (!response) return response.error();
  return refused(*response, {}, "a client that needs bound tokens got one without a proof");
}

// A code that is bound to the first key.
Attempt<Parameters> bound_code(Session& session) {
  const auto jkt = prover(session).thumbprint();
  if (!jkt) return std::unexpected(jkt.error());
  CodeRequest request;
  request.extra = {{"dpop_jkt", *jkt}};
  const auto code = session.code(request);
  if (!code) return std::unexpected(code.error());
  return session.code_form(*code);
}

Finding a_code_keeps_its_key(Session& session) {
  Prover own = prover(session);
  const auto good = bound_code(session);
  if (!good) return good.error();
  const auto right = own.token(session.client(), *good);
  if (!right) return right.error();
  if (!is_success(*right)) return inconclusive("the right key was refused: " + describe(*right));
  const auto form = bound_code(session);
  if (!form) return form.error();
  Prover other = prover(session, 1);
  const auto response = other.token(session.client(), *form);
  if (!response) return response.error();
  return refused(*response, {}, "a code was exchanged with another key than that of its dpop_jkt");
}

// A refresh token of a public client, got with the first key.
Attempt<Parameters> bound_refresh(Session& session) {
  const TestClient& open = sure(session.target().open);
  CodeRequest request;
  request.client = &open;
  const auto code = session.code(request);
  if (!code) return std::unexpected(code.error());
  Prover own = prover(session);
  const auto response = own.token(open, session.code_form(*code));
  if (!response) return std::unexpected(response.error());
  const auto tokens = Session::read_tokens(*response);
  if (!tokens) return std::unexpected(tokens.error());
  if (tokens->refresh_token.empty()) {
    return std::unexpected(inconclusive("the server issued no refresh token"));
  }
  return Parameters{{"grant_type", "refresh_token"}, {"refresh_token", tokens->refresh_token}};
}

std::optional<Finding> refresh_control(Session& session) {
  const auto form = bound_refresh(session);
  if (!form) return form.error();
  Prover own = prover(session);
  const auto response = own.token(sure(session.target().open), *form);
  if (!response) return response.error();
  return is_success(*response)
             ? std::nullopt
             : std::optional(inconclusive("the right key was refused: " + describe(*response)));
}

Finding a_refresh_token_keeps_its_key(Session& session) {
  if (const auto failure = refresh_control(session)) return *failure;
  const auto form = bound_refresh(session);
  if (!form) return form.error();
  Prover other = prover(session, 1);
  const auto response = other.token(sure(session.target().open), *form);
  if (!response) return response.error();
  return refused(*response, {},
                 "a public client's refresh token was exchanged with another key than its own");
}

Finding a_refresh_token_needs_its_key(Session& session) {
  if (const auto failure = refresh_control(session)) return *failure;
  const auto form = bound_refresh(session);
  if (!form) return form.error();
  const auto response = session.token(sure(session.target().open), *form);
  if (!response) return response.error();
  return refused(*response, {},
                 "a public client's refresh token was exchanged without a proof of its key");
}

// The first request of a client that has no nonce yet.
Attempt<Response> without_nonce(Session& session) {
  const Prover own = prover(session);
  const auto proof = own.proof();
  if (!proof) return std::unexpected(proof.error());
  const auto text = own.sign(*proof);
  if (!text) return std::unexpected(text.error());
  return session.token(session.client(), client_credentials_form(session.client()),
                       {{"DPoP", *text}});
}

Finding a_nonce_is_asked_for(Session& session) {
  const auto response = without_nonce(session);
  if (!response) return response.error();
  Finding finding = refused_as(*response, {"use_dpop_nonce"},
                               "a proof without the nonce that is asked for was taken");
  if (finding.verdict != Verdict::pass) return finding;
  return oauth::message::find_header(response->headers, "DPoP-Nonce")
             ? pass()
             : fail("a response that asks for a nonce has no DPoP-Nonce field");
}

Finding one_nonce_is_given(Session& session) {
  const auto response = without_nonce(session);
  if (!response) return response.error();
  return oauth::message::count_headers(response->headers, "DPoP-Nonce") > 1
             ? fail("a response has more than one DPoP-Nonce field")
             : pass();
}

Finding the_nonce_is_the_servers(Session& session) {
  Prover own = prover(session);
  if (const auto right = bound_tokens(session, own); !right) return right.error();
  auto proof = own.proof();
  if (!proof) return proof.error();
  proof->claims["nonce"] = session.fresh_text();
  const auto text = own.sign(*proof);
  if (!text) return text.error();
  const auto response =
      own.token_with(session.client(), client_credentials_form(session.client()), {*text});
  if (!response) return response.error();
  return refused(*response, {"use_dpop_nonce", "invalid_dpop_proof"},
                 "a proof was taken whose nonce the server never gave");
}

constexpr Needs kProof = {Need::dpop, Need::client_credentials};

constexpr auto kDpopChecks = std::to_array<Check>({
    {"dpop/the-token-type-is-dpop",
     "The token of a request with a proof has the token_type DPoP",
     {"RFC9449-5-3"},
     Level::must,
     kProof,
     the_token_type_is_dpop},
    {"dpop/the-token-names-its-key",
     "A JWT access token names the thumbprint of its key",
     {"RFC9449-6.1-1"},
     Level::must,
     {Need::dpop, Need::client_credentials, Need::jwt_access_token},
     the_token_names_its_key},
    {"dpop/the-signature-is-right",
     "A proof with a wrong signature is refused",
     {"RFC9449-4.3-6"},
     Level::must,
     kProof,
     the_signature_is_right},
    {"dpop/none-is-no-algorithm",
     "A proof with the algorithm none is refused",
     {"RFC9449-4.3-5", "RFC9449-11.6-1"},
     Level::must,
     kProof,
     none_is_no_algorithm},
    {"dpop/there-is-one-proof",
     "A request with two DPoP fields is refused",
     {"RFC9449-4.3-1"},
     Level::must,
     kProof,
     there_is_one_proof},
    {"dpop/the-type-is-right",
     "A JWT of another type is no proof",
     {"RFC9449-4.3-4", "RFC9449-11.5-1"},
     Level::must,
     kProof,
     the_type_is_right},
    {"dpop/the-key-is-public",
     "A proof with a private key in it is refused",
     {"RFC9449-4.3-7"},
     Level::must,
     kProof,
     the_key_is_public},
    {"dpop/the-method-is-right",
     "A proof for another method is refused",
     {"RFC9449-4.3-8"},
     Level::must,
     kProof,
     the_method_is_right},
    {"dpop/the-uri-is-right",
     "A proof for another server is refused",
     {"RFC9449-4.3-9"},
     Level::must,
     kProof,
     the_uri_is_right},
    {"dpop/the-path-is-right",
     "A proof for another path is refused",
     {"RFC9449-4.3-9"},
     Level::must,
     kProof,
     the_path_is_right},
    {"dpop/a-proof-gets-stale",
     "A proof of yesterday is refused",
     {"RFC9449-4.3-11", "RFC9449-11.1-1"},
     Level::must,
     kProof,
     a_proof_gets_stale},
    {"dpop/every-claim-is-there",
     "A proof without jti, iat or htu is refused",
     {"RFC9449-4.3-3"},
     Level::must,
     kProof,
     every_claim_is_there},
    {"dpop/a-proof-is-used-once",
     "A proof is refused when it comes again",
     {"RFC9449-11.1-2"},
     Level::may,
     kProof,
     a_proof_is_used_once},
    {"dpop/a-bound-client-must-prove",
     "A client with dpop_bound_access_tokens gets no token without a proof",
     {"RFC9449-5.2-1"},
     Level::must,
     {Need::dpop, Need::client_credentials, Need::dpop_bound_client},
     a_bound_client_must_prove},
    {"dpop/a-code-keeps-its-key",
     "A code is refused to another key than that of its dpop_jkt",
     {"RFC9449-10-1"},
     Level::must,
     {Need::dpop, Need::code_grant},
     a_code_keeps_its_key},
    {"dpop/a-refresh-token-keeps-its-key",
     "A public client's refresh token is refused to another key",
     {"RFC9449-5-4", "RFC9449-5-5"},
     Level::must,
     {Need::dpop, Need::code_grant, Need::open_client, Need::refresh_token},
     a_refresh_token_keeps_its_key},
    {"dpop/a-refresh-token-needs-its-key",
     "A public client's refresh token is refused without a proof",
     {"RFC9449-5-5"},
     Level::must,
     {Need::dpop, Need::code_grant, Need::open_client, Need::refresh_token},
     a_refresh_token_needs_its_key},
    {"dpop/a-nonce-is-asked-for",
     "A proof without the nonce that is asked for is answered with use_dpop_nonce, and with a "
     "nonce",
     {"RFC9449-8-4"},
     Level::must,
     {Need::dpop, Need::client_credentials, Need::dpop_nonce},
     a_nonce_is_asked_for},
    {"dpop/one-nonce-is-given",
     "A response has no more than one DPoP-Nonce field",
     {"RFC9449-8-2"},
     Level::must,
     {Need::dpop, Need::client_credentials, Need::dpop_nonce},
     one_nonce_is_given},
    {"dpop/the-nonce-is-the-servers",
     "A proof is refused whose nonce the server never gave",
     {"RFC9449-8-3", "RFC9449-4.3-10"},
     Level::must,
     {Need::dpop, Need::client_credentials, Need::dpop_nonce},
     the_nonce_is_the_servers},
});

}  // namespace

Topic dpop() {
  return kDpopChecks;
}

}  // namespace oauthspec::checks
