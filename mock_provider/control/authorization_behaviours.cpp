// SPDX-License-Identifier: Apache-2.0
// Authorization responses (RFC 6749 sections 4.1.2 and 4.2.2) that a client must not take, or must bear. They are in redirections; a
// response by form_post is left alone.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;

// Where a response of the authorization endpoint comes from: at once, or from the page on which the resource owner decided.
constexpr Endpoints kFront{Endpoint::authorization, Endpoint::sign_in, Endpoint::consent};

constexpr const char* kOtherIssuer = "https://attacker.example";

void set(Reply& reply, const char* name, const char* value) {
  edit_redirection(reply, [&](Redirection& to) { set_pair(to.parameters, name, value); });
}

void remove(Reply& reply, const char* name) {
  edit_redirection(reply, [&](Redirection& to) { remove_pair(to.parameters, name); });
}

void add(Reply& reply, const char* name, const char* value) {
  edit_redirection(reply, [&](Redirection& to) { to.parameters.push_back({name, value}); });
}

// The response that was granted becomes an error, with the same state.
void replace_by_error(Call& call, Reply& reply, const char* error) {
  edit_redirection(reply, [&](Redirection& to) {
    for (const char* const name :
         {"code", "access_token", "token_type", "expires_in", "scope", "refresh_token"}) {
      remove_pair(to.parameters, name);
    }
    set_pair(to.parameters, "error", error);
  });
  call.verdict.error = error;
}

constexpr Behaviour kAuthorizationBehaviours[] = {
    after("wrong_state", "answers with another state than it was given", "RFC6749-4.1.1-4", kFront,
          fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { set(reply, "state", "not-the-state"); }),
    after("missing_state", "answers without the state", "RFC6749-4.1.1-4", kFront,
          fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "state"); }),
    after("duplicate_state", "answers with another state beside the right one", "RFC6749-4.1.1-4",
          kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { add(reply, "state", "not-the-state"); }),
    after("wrong_issuer", "answers with another issuer in iss", "RFC9207-2.4-4", kFront,
          fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { set(reply, "iss", kOtherIssuer); }),
    after("missing_issuer", "answers without iss, which its metadata promise", "RFC9207-2.4-10",
          kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "iss"); }),
    after("duplicate_issuer", "answers with another issuer beside the right one", "RFC9207-4-4",
          kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) { add(reply, "iss", kOtherIssuer); }),
    after("issuer_with_slash", "answers with its issuer and a slash behind it", "RFC9207-2.4-3",
          kFront, fits::is_authorization_response,
          [](Call& call, Reply& reply, std::int64_t) {
            set(reply, "iss", (call.issuer + '/').c_str());
          }),
    after("missing_code", "answers without the code", "RFC6749-4.1.2-1", kFront, fits::has_code,
          [](Call&, Reply& reply, std::int64_t) { remove(reply, "code"); }),
    after("empty_code", "answers with a code of no characters", "RFC6749-A.11-1", kFront,
          fits::has_code, [](Call&, Reply& reply, std::int64_t) { set(reply, "code", ""); }),
    after("duplicate_code", "answers with another code beside the right one", "", kFront,
          fits::has_code,
          [](Call&, Reply& reply, std::int64_t) { add(reply, "code", "another-code"); }),
    after("wrong_code", "answers with a code that the token endpoint does not know", "", kFront,
          fits::has_code,
          [](Call&, Reply& reply, std::int64_t) { set(reply, "code", "no-code-of-ours"); }),
    after("long_code", "answers with a code of so many characters", "RFC6749-4.1.2-11", kFront,
          fits::has_code,
          [](Call&, Reply& reply, std::int64_t amount) {
            set(reply, "code", std::string(static_cast<std::size_t>(amount), 'a').c_str());
          },
          {.unit = "characters", .usual = 4000, .least = 1, .most = 100'000}),
    after("code_and_error", "answers with a code and an error at once", "", kFront, fits::has_code,
          [](Call&, Reply& reply, std::int64_t) { add(reply, "error", "access_denied"); }),
    after("unknown_parameters", "adds parameters that nobody has heard of", "RFC6749-4.1.2-10",
          kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) {
            add(reply, "x_session", "1");
            add(reply, "x_session", "2");
          }),
    after("swapped_component",
          "puts the parameters into the fragment that belong into the query, and the other way",
          "RFC6749-4.1.2-2", kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply, [](Redirection& to) { to.in_fragment = !to.in_fragment; });
          }),
    after("other_redirect_path", "answers to another path than that of the redirection URI",
          "RFC9700-4.4.2.2-2", kFront, fits::is_authorization_response,
          [](Call&, Reply& reply, std::int64_t) {
            edit_redirection(reply, [](Redirection& to) {
              to.target.insert(std::min(to.target.find('?'), to.target.size()), "/other");
            });
          }),
    after("authorization_denied", "says that the resource owner denied what was allowed", "",
          kFront, fits::is_granted,
          [](Call& call, Reply& reply, std::int64_t) {
            replace_by_error(call, reply, "access_denied");
          }),
    after("authorization_server_error", "answers with the error server_error", "", kFront,
          fits::is_granted,
          [](Call& call, Reply& reply, std::int64_t) {
            replace_by_error(call, reply, "server_error");
          }),
    after("authorization_unavailable", "answers with the error temporarily_unavailable", "", kFront,
          fits::is_granted,
          [](Call& call, Reply& reply, std::int64_t) {
            replace_by_error(call, reply, "temporarily_unavailable");
          }),
    after("authorization_unknown_error", "answers with an error that no document has", "", kFront,
          fits::is_granted,
          [](Call& call, Reply& reply, std::int64_t) {
            replace_by_error(call, reply, "x_out_of_cheese");
          }),
    after("markup_in_error", "answers with an error and a description that is markup",
          "RFC6749-10.14-1", kFront, fits::is_granted,
          [](Call& call, Reply& reply, std::int64_t) {
            replace_by_error(call, reply, "access_denied");
            set(reply, "error_description", "<script>alert(1)</script>");
          }),
};

}  // namespace

std::span<const Behaviour> authorization_behaviours() {
  return kAuthorizationBehaviours;
}

}  // namespace oauthspec::provider::control
