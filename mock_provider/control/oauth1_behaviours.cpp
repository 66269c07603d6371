// SPDX-License-Identifier: Apache-2.0
// Answers of OAuth 1.0 that a client must not take: RFC 5849 section 2. What a server says of a refusal is in no RFC; many write
// oauth_problem, of the "Problem Reporting" extension.
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/refuse.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using Answer = std::optional<Reply>;

constexpr Endpoints kTemporary{Endpoint::temporary_credentials};
constexpr Endpoints kCredentials{Endpoint::temporary_credentials, Endpoint::token_credentials};
constexpr Endpoints kFront{Endpoint::owner_authorization, Endpoint::sign_in, Endpoint::consent};
constexpr Endpoints kSigned{Endpoint::temporary_credentials, Endpoint::token_credentials,
                            Endpoint::oauth1_resource};

void set(Reply& reply, const char* name, const char* value) {
  edit_form(reply, [&](Pairs& pairs) { set_pair(pairs, name, value); });
}

void remove(Reply& reply, const char* name) {
  edit_form(reply, [&](Pairs& pairs) { remove_pair(pairs, name); });
}

void write_as_json(Reply& reply) {
  nlohmann::ordered_json body = nlohmann::ordered_json::object();
  for (const Pair& pair : read_pairs(reply.response.body)) {
    body[pair.name] = pair.value;
  }
  reply.response.body = body.dump();
  set_header(reply, "Content-Type", "application/json");
}

Reply problem(Call& call, int status, const char* name, Pairs advice = {}) {
  note_refusal(call, name);
  advice.insert(advice.begin(), {"oauth_problem", name});
  return {{.status = status,
           .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"WWW-Authenticate",
                        "OAuth realm=\"oauthspec\", oauth_problem=\"" + std::string(name) + '"'}},
           .body = write_pairs(advice)},
          {}};
}

constexpr Behaviour kOauth1Behaviours[] = {
    after("callback_confirmed_missing", "does not confirm the callback", "RFC5849-2.1-12",
          kTemporary, fits::has_temporary_credentials,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "oauth_callback_confirmed"); }),
    after(
        "callback_confirmed_false", "confirms the callback with false", "RFC5849-2.1-12",
        kTemporary, fits::has_temporary_credentials,
        [](Call&, Reply& reply, std::int64_t) { set(reply, "oauth_callback_confirmed", "false"); }),
    after("missing_token", "leaves oauth_token out of the credentials", "RFC5849-2.1-9",
          kCredentials, fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "oauth_token"); }),
    after("missing_token_secret", "leaves oauth_token_secret out of the credentials",
          "RFC5849-2.1-10", kCredentials, fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "oauth_token_secret"); }),
    after("duplicate_credentials", "names two tokens in one response", "", kCredentials,
          fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) {
            edit_form(reply, [](Pairs& pairs) {
              pairs.push_back({"oauth_token", "another-token"});
              pairs.push_back({"oauth_token_secret", "another-secret"});
            });
          }),
    after("credentials_as_json", "writes the credentials as JSON", "RFC5849-2.1-8", kCredentials,
          fits::has_credentials, [](Call&, Reply& reply, std::int64_t) { write_as_json(reply); }),
    after("credentials_with_space", "ends the credentials with a line feed", "", kCredentials,
          fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body += '\n'; }),
    after("credentials_to_encode",
          "issues a token and a secret that have to be encoded wherever they are used",
          "RFC5849-2-8", kCredentials, fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) {
            set(reply, "oauth_token", "a token+with/\xC3\xA9&=%20~");
            set(reply, "oauth_token_secret", "a secret+with/\xC3\xA9&=%20~");
          }),
    after("credentials_status_201", "answers with 201 instead of 200", "RFC5849-2.1-8",
          kCredentials, fits::has_credentials,
          [](Call&, Reply& reply, std::int64_t) { reply.response.status = 201; }),
    after("wrong_callback_token", "calls back with another oauth_token", "RFC5849-2.2-10", kFront,
          fits::has_verifier,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply, [](Redirection& to) {
              set_pair(to.parameters, "oauth_token", "another-token");
            });
          }),
    after("missing_callback_token", "calls back without oauth_token", "RFC5849-2.2-10", kFront,
          fits::has_verifier,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply,
                             [](Redirection& to) { remove_pair(to.parameters, "oauth_token"); });
          }),
    after("missing_verifier", "calls back without oauth_verifier", "RFC5849-2.2-11", kFront,
          fits::has_verifier,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply,
                             [](Redirection& to) { remove_pair(to.parameters, "oauth_verifier"); });
          }),
    after("wrong_verifier", "calls back with a verifier that it will not take", "", kFront,
          fits::has_verifier,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply, [](Redirection& to) {
              set_pair(to.parameters, "oauth_verifier", "another-verifier");
            });
          }),
    before("problem_nonce_used", "says that the nonce was used before", "RFC5849-3.3-3", kSigned,
           fits::always,
           [](Call& call, std::int64_t) -> Answer { return problem(call, 401, "nonce_used"); }),
    before("problem_timestamp_refused",
           "says that the timestamp is out of bounds, and which ones it takes", "RFC5849-3.3-2",
           kSigned, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return problem(call, 400, "timestamp_refused",
                            {{"oauth_acceptable_timestamps", std::to_string(call.now - 300) + '-' +
                                                                 std::to_string(call.now + 300)}});
           }),
    before(
        "problem_signature_invalid", "says that the signature is not valid", "", kSigned,
        fits::always,
        [](Call& call, std::int64_t) -> Answer { return problem(call, 401, "signature_invalid"); }),
    before("problem_consumer_key_unknown", "says that it does not know the client", "", kSigned,
           fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return problem(call, 401, "consumer_key_unknown");
           }),
    before("problem_token_expired", "says that the token has expired", "", kSigned, fits::always,
           [](Call& call, std::int64_t) -> Answer { return problem(call, 401, "token_expired"); }),
    before(
        "problem_permission_denied", "says that the resource owner denied it", "", kSigned,
        fits::always,
        [](Call& call, std::int64_t) -> Answer { return problem(call, 401, "permission_denied"); }),
};

}  // namespace

std::span<const Behaviour> oauth1_behaviours() {
  return kOauth1Behaviours;
}

}  // namespace oauthspec::provider::control
