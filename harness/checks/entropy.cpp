// SPDX-License-Identifier: Apache-2.0
// Whether what a server issues can be guessed: RFC 6749 section 10.10, RFC 8628 section 5.2 and RFC 9126 section 7.1.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/checks/authorization.h"
#include "harness/checks/device_codes.h"
#include "harness/checks/expect.h"
#include "harness/checks/randomness.h"
#include "harness/checks/topics.h"
#include "harness/reference/jose/jws.h"

namespace oauthspec::checks {
namespace {

using Samples = Attempt<std::vector<std::string>>;

constexpr std::size_t kSamples = 20;
/// Of what an owner has to allow.
constexpr std::size_t kSamplesByOwner = 12;
constexpr double kMust = 128;
constexpr double kShould = 160;

Samples collect(Session& session, Attempt<std::string> (*issue)(Session&), std::size_t number) {
  std::vector<std::string> samples;
  while (samples.size() < number) {
    auto sample = issue(session);
    if (!sample) return std::unexpected(sample.error());
    samples.push_back(*std::move(sample));
  }
  return samples;
}

// Whether equal ones are a fault of their own: of access and refresh tokens a server may give the same one again.
enum class Equal : std::uint8_t { may_be, must_not_be };

Finding have_bits(const Samples& samples, double bits, std::string_view what, Equal equal) {
  if (!samples) return samples.error();
  const Guessing guessing = guess(*samples);
  if (guessing.repeats) {
    std::string message = fmt::format("of {} {} two are equal", samples->size(), what);
    return equal == Equal::must_not_be ? fail(std::move(message))
                                       : inconclusive(std::move(message));
  }
  if (guessing.at_most < bits) {
    return fail(fmt::format("{} {} differ in no more than {:.0f} bits", samples->size(), what,
                            guessing.at_most));
  }
  return guessing.seen >= bits ? pass()
                               : inconclusive(fmt::format("{} {} look as if they had {:.0f} bits",
                                                          samples->size(), what, guessing.seen));
}

// A token for the client itself where it gets one, or else for an owner.
Attempt<std::string> access_token(Session& session) {
  auto tokens = session.tokens_for_itself(session.client());
  if (!tokens) tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  return tokens->access_token;
}

Finding access_tokens_have(Session& session, double bits) {
  const auto first = access_token(session);
  if (!first) return first.error();
  const auto jwt = oauth::jose::parse_jws(*first);
  if (jwt && jwt->alg() != "none") {
    return {Verdict::pass, "access tokens are JWTs: who guesses one has to guess its signature"};
  }
  return have_bits(collect(session, &access_token, kSamplesByOwner), bits, "access tokens",
                   Equal::may_be);
}

Finding access_tokens_have_128(Session& session) {
  return access_tokens_have(session, kMust);
}

Finding access_tokens_have_160(Session& session) {
  return access_tokens_have(session, kShould);
}

// Each of an authorization of its own: what is refreshed may have something in common.
Attempt<std::string> refresh_token(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  if (tokens->refresh_token.empty()) {
    return std::unexpected(inconclusive("no refresh token was issued"));
  }
  return tokens->refresh_token;
}

Finding refresh_tokens_have(Session& session, double bits) {
  return have_bits(collect(session, &refresh_token, kSamplesByOwner), bits, "refresh tokens",
                   Equal::may_be);
}

Finding refresh_tokens_have_128(Session& session) {
  return refresh_tokens_have(session, kMust);
}

Finding refresh_tokens_have_160(Session& session) {
  return refresh_tokens_have(session, kShould);
}

Attempt<std::string> code(Session& session) {
  const auto issued = session.code();
  if (!issued) return std::unexpected(issued.error());
  return issued->code;
}

Finding codes_have_128(Session& session) {
  return have_bits(collect(session, &code, kSamplesByOwner), kMust, "codes", Equal::must_not_be);
}

Finding codes_have_160(Session& session) {
  return have_bits(collect(session, &code, kSamplesByOwner), kShould, "codes", Equal::must_not_be);
}

Attempt<std::string> device_code(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return std::unexpected(issued.error());
  return issued->device_code;
}

Finding device_codes_have_128(Session& session) {
  return have_bits(collect(session, &device_code, kSamples), kMust, "device codes",
                   Equal::must_not_be);
}

Attempt<std::string> request_uri(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  const auto response = session.post_as(
      session.client(), session.target().server.pushed_authorization_request_endpoint, *parameters);
  if (!response) return std::unexpected(response.error());
  const auto body = json_of(*response);
  std::string uri = body && body->is_object() ? text_of(*body, "request_uri") : std::string();
  if (uri.empty()) {
    return std::unexpected(inconclusive("nothing could be pushed: " + describe(*response)));
  }
  return uri;
}

// As hard as what RFC 6749 section 10.10 would have, and a UUID is.
Finding request_uris_are_random(Session& session) {
  constexpr double kOfUuid = 122;
  return have_bits(collect(session, &request_uri, kSamples), kOfUuid, "request_uri values",
                   Equal::must_not_be);
}

// Leaves no client behind where the server lets it be deleted: RFC 7592 section 2.3.
void forget(Session& session, const nlohmann::json& client) {
  const std::string url = text_of(client, "registration_client_uri");
  const std::string token = text_of(client, "registration_access_token");
  if (!url.empty() && !token.empty()) {
    static_cast<void>(session.send({"DELETE", url, {{"Authorization", "Bearer " + token}}, ""}));
  }
}

Attempt<std::string> client_secret(Session& session) {
  const auto response =
      session.send({"POST",
                    session.target().server.registration_endpoint,
                    {{"Content-Type", "application/json"}},
                    R"({"redirect_uris": ["https://client.example/registered"]})"});
  if (!response) return std::unexpected(response.error());
  const auto body = json_of(*response);
  std::string secret = body && body->is_object() ? text_of(*body, "client_secret") : std::string();
  if (secret.empty()) {
    return std::unexpected(
        inconclusive("no client with a secret was registered: " + describe(*response)));
  }
  forget(session, *body);
  return secret;
}

Finding client_secrets_have_128(Session& session) {
  return have_bits(collect(session, &client_secret, kSamplesByOwner), kMust, "client secrets",
                   Equal::must_not_be);
}

constexpr auto kEntropyChecks = std::to_array<Check>({
    {"entropy/access-tokens-have-128-bits",
     "An access token can be guessed once in 2^128 attempts at most",
     {"RFC6749-10.10-2", "RFC6749-10.3-3", "RFC6750-5.2-1"},
     Level::must,
     {Need::code_grant},
     access_tokens_have_128},
    {"entropy/access-tokens-have-160-bits",
     "An access token can be guessed once in 2^160 attempts at most",
     {"RFC6749-10.10-3"},
     Level::should,
     {Need::code_grant},
     access_tokens_have_160},
    {"entropy/refresh-tokens-have-128-bits",
     "A refresh token can be guessed once in 2^128 attempts at most",
     {"RFC6749-10.10-2", "RFC6749-10.4-6"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     refresh_tokens_have_128},
    {"entropy/refresh-tokens-have-160-bits",
     "A refresh token can be guessed once in 2^160 attempts at most",
     {"RFC6749-10.10-3"},
     Level::should,
     {Need::code_grant, Need::refresh_token},
     refresh_tokens_have_160},
    {"entropy/codes-have-128-bits",
     "A code can be guessed once in 2^128 attempts at most",
     {"RFC6749-10.10-2", "T-4.4.1.3"},
     Level::must,
     {Need::code_grant},
     codes_have_128},
    {"entropy/codes-have-160-bits",
     "A code can be guessed once in 2^160 attempts at most",
     {"RFC6749-10.10-3"},
     Level::should,
     {Need::code_grant},
     codes_have_160},
    {"entropy/device-codes-have-128-bits",
     "A device code can be guessed once in 2^128 attempts at most",
     {"RFC8628-5.2-1"},
     Level::should,
     {Need::code_grant, Need::device},
     device_codes_have_128},
    {"entropy/request-uris-are-random",
     "A request_uri has a random part that cannot be guessed",
     {"RFC9126-2.2-4", "RFC9126-7.1-1"},
     Level::must,
     {Need::pushed, Need::code_grant},
     request_uris_are_random},
    {"entropy/client-secrets-have-128-bits",
     "A client secret that is issued at registration can be guessed once in 2^128 attempts at most",
     {"RFC6749-10.10-2"},
     Level::must,
     {Need::registration},
     client_secrets_have_128},
});

}  // namespace

Topic entropy() {
  return kEntropyChecks;
}

}  // namespace oauthspec::checks
