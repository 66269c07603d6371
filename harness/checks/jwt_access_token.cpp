// SPDX-License-Identifier: Apache-2.0
// JWT access tokens, and what they are for: RFC 9068 and RFC 8707.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/checks/signed_jwt.h"
#include "harness/checks/topics.h"
#include "harness/reference/jose/algorithm.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"

namespace oauthspec::checks {
namespace {

constexpr std::string_view kResource = "https://resource.example/api";
constexpr std::string_view kOtherResource = "https://other.example/api";

Attempt<ReadJwt> read(const Attempt<IssuedTokens>& tokens) {
  if (!tokens) return std::unexpected(tokens.error());
  return read_access_token(*tokens);
}

Finding the_type_is_right(Session& session) {
  const auto token = read(session.tokens_for_itself(session.client()));
  if (!token) return token.error();
  return oauth::jose::has_type(token->jws.header, "at+jwt")
             ? pass()
             : fail("the typ of a JWT access token is not at+jwt");
}

Finding every_claim_is_there(Session& session) {
  const auto token = read(session.tokens_for_itself(session.client()));
  if (!token) return token.error();
  for (const char* name : {"iss", "exp", "aud", "sub", "client_id", "iat", "jti"}) {
    if (!token->claims.all.contains(name)) {
      return fail(std::string("a JWT access token has no ") + name);
    }
  }
  return pass();
}

Finding a_clients_token_speaks_of_it(Session& session) {
  const auto token = read(session.tokens_for_itself(session.client()));
  if (!token) return token.error();
  return token->claims.subject == session.client().id()
             ? pass()
             : fail("sub of a token that a client got for itself is not the client");
}

// sub is the client only where no resource owner takes part.
Finding an_owners_token_speaks_of_the_owner(Session& session) {
  const auto token = read(session.tokens());
  if (!token) return token.error();
  return token->claims.subject == session.client().id()
             ? fail("sub of a token that a resource owner allowed is the client")
             : pass();
}

bool is_for(const ReadJwt& token, std::string_view resource) {
  return token.claims.audience &&
         std::ranges::find(*token.claims.audience, resource) != token.claims.audience->end();
}

Finding the_audience_is_the_resource(Session& session) {
  const auto tokens = session.tokens_for_itself(session.client(), {{"resource", kResource}});
  if (!tokens) return tokens.error();
  const auto token = read(tokens);
  if (!token) return token.error();
  return is_for(*token, kResource)
             ? pass()
             : fail("aud of a JWT access token is not the resource that was asked for");
}

Finding there_is_a_default_audience(Session& session) {
  const auto token = read(session.tokens_for_itself(session.client()));
  if (!token) return token.error();
  const auto& audience = token->claims.audience;
  const bool named =
      audience && !audience->empty() && std::ranges::none_of(*audience, &std::string::empty);
  return named ? pass() : fail("a JWT access token for no resource has no default audience");
}

// The keys that the server publishes.
Attempt<nlohmann::json> published_keys(Session& session) {
  const auto response = session.get(session.target().server.jwks_uri);
  if (!response) return std::unexpected(response.error());
  nlohmann::json keys = nlohmann::json::parse(response->body, nullptr, false);
  if (!keys.is_object() || !keys.contains("keys") || !keys["keys"].is_array()) {
    return std::unexpected(inconclusive("jwks_uri does not lead to a set of keys"));
  }
  return keys["keys"];
}

bool is_by(const Session& session, const oauth::jose::Jws& jws, const nlohmann::json& jwk) {
  const oauth::jose::Algorithm* const algorithm = oauth::jose::algorithm_named(jws.alg());
  const auto numbers = oauth::jose::key_numbers(jwk);
  if (algorithm == nullptr || !numbers) return false;
  auto key = session.world().backend.public_key(*numbers);
  if (!key) return false;
  const std::shared_ptr<const oauth::crypto::PublicKey> shared(*std::move(key));
  return oauth::jose::verify_jws(session.world().backend, jws, *algorithm, shared).has_value();
}

Finding the_signature_is_the_servers(Session& session) {
  const auto token = read(session.tokens_for_itself(session.client()));
  if (!token) return token.error();
  if (token->jws.alg() == "none") return fail("a JWT access token has the algorithm none");
  const oauth::jose::Algorithm* const algorithm = oauth::jose::algorithm_named(token->jws.alg());
  if (algorithm == nullptr || algorithm->is_mac()) {
    return inconclusive("the token has an algorithm that these checks cannot verify");
  }
  const auto keys = published_keys(session);
  if (!keys) return keys.error();
  for (const nlohmann::json& jwk : *keys) {
    if (is_by(session, token->jws, jwk)) return pass();
  }
  return fail("no key of jwks_uri verifies the signature of a JWT access token");
}

Finding a_forged_one_opens_nothing(Session& session) {
  const auto tokens = session.tokens_for_itself(session.client());
  if (!tokens) return tokens.error();
  const auto taken = session.takes(tokens->access_token);
  if (!taken) return taken.error();
  if (!*taken) return inconclusive("the resource does not take the token as it is");
  const auto token = read_access_token(*tokens);
  if (!token) return token.error();
  const auto none = unsecured({token->jws.header, token->claims.all});
  if (!none) return none.error();
  for (const std::string& forged : {with_wrong_signature(tokens->access_token), *none}) {
    const auto opened = session.takes(forged);
    if (!opened) return opened.error();
    if (*opened) {
      return fail(forged == *none ? "the resource takes a JWT with the algorithm none"
                                  : "the resource takes a JWT with a wrong signature");
    }
  }
  return pass();
}

// What the owner allowed for one resource is not for another.
Finding a_grant_keeps_its_resource(Session& session) {
  CodeRequest request;
  request.extra = {{"resource", kResource}};
  const auto code = session.code(request);
  if (!code) return code.error();
  const auto right =
      session.token(session.client(), with(session.code_form(*code), "resource", kResource));
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("the resource that was granted is refused: " + describe(*right));
  }
  const auto other = session.code(request);
  if (!other) return other.error();
  const auto response =
      session.token(session.client(), with(session.code_form(*other), "resource", kOtherResource));
  if (!response) return response.error();
  return refused(*response, {"invalid_target"},
                 "a token was issued for another resource than the grant is for");
}

Finding a_malformed_resource_is_refused(Session& session) {
  for (const std::string_view malformed : {"/relative", "https://resource.example/api#part"}) {
    const auto response = session.token(
        session.client(), also(client_credentials_form(session.client()), "resource", malformed));
    if (!response) return response.error();
    const Finding finding =
        refused(*response, {"invalid_target"}, "a resource was taken that is no absolute URI");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

constexpr Needs kOwnToken = {Need::client_credentials, Need::jwt_access_token};

constexpr auto kJwtAccessTokenChecks = std::to_array<Check>({
    {"jwt-access-token/the-type-is-right",
     "The typ of a JWT access token is at+jwt",
     {"RFC9068-2.1-3"},
     Level::must,
     kOwnToken,
     the_type_is_right},
    {"jwt-access-token/every-claim-is-there",
     "A JWT access token has every claim that is required",
     {"RFC9068-2.2-1"},
     Level::must,
     kOwnToken,
     every_claim_is_there},
    {"jwt-access-token/a-clients-token-speaks-of-it",
     "The subject of a token that a client got for itself is the client",
     {"RFC9068-2.2-2"},
     Level::should,
     kOwnToken,
     a_clients_token_speaks_of_it},
    {"jwt-access-token/an-owners-token-speaks-of-the-owner",
     "The subject of a token that a resource owner allowed is not the client",
     {"RFC9068-2.2-2"},
     Level::should,
     {Need::code_grant, Need::jwt_access_token},
     an_owners_token_speaks_of_the_owner},
    {"jwt-access-token/the-audience-is-the-resource",
     "The audience of a token is the resource that was asked for",
     {"RFC9068-3-1", "RFC8707-2-8"},
     Level::should,
     kOwnToken,
     the_audience_is_the_resource},
    {"jwt-access-token/there-is-a-default-audience",
     "A token for no resource has a default audience",
     {"RFC9068-3-2"},
     Level::must,
     kOwnToken,
     there_is_a_default_audience},
    {"jwt-access-token/the-signature-is-the-servers",
     "A JWT access token is signed by a key that the server publishes",
     {"RFC9068-4-10", "RFC9068-2.1-1"},
     Level::should,
     {Need::client_credentials, Need::jwt_access_token, Need::jwks},
     the_signature_is_the_servers},
    {"jwt-access-token/a-forged-one-opens-nothing",
     "A JWT access token whose signature is wrong, or missing, is refused",
     {"RFC9068-4-5"},
     Level::must,
     {Need::client_credentials, Need::jwt_access_token, Need::resource},
     a_forged_one_opens_nothing},
    {"resource-indicators/a-grant-keeps-its-resource",
     "A code for one resource is refused for another",
     {"RFC8707-2.2-1"},
     Level::must,
     {Need::code_grant},
     a_grant_keeps_its_resource},
    {"resource-indicators/a-malformed-resource-is-refused",
     "A resource that is no absolute URI is refused",
     {"RFC8707-2-7"},
     Level::must,
     {Need::client_credentials},
     a_malformed_resource_is_refused},
});

}  // namespace

Topic jwt_access_token() {
  return kJwtAccessTokenChecks;
}

}  // namespace oauthspec::checks
