// SPDX-License-Identifier: Apache-2.0
// How long tokens are good, and what takes them with it: RFC 6749 sections 6 and 10.5, RFC 6750 section 5.3.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;

Seconds after_a_day(const Surroundings& around, std::optional<Seconds>) {
  constexpr Seconds kDay = 86'400;
  return around.now + kDay;
}

oauth2::Judgement<void> revoked_or_not(const RefreshTokenRecord&) {
  return {};
}

Grant as_narrow(const Grant& /*whole*/, const Grant& narrowed) {
  return narrowed;
}

oauth::Result<std::string> any_of_a_public_client(const ClientRecord& client,
                                                  std::optional<std::string_view> requested) {
  return client.is_public() && requested ? oauth::Result<std::string>(std::string(*requested))
                                         : rules::match_redirect_uri(client, requested);
}

constexpr std::array kTokenLifeDefects = {
    Defect{"access-token-for-a-day", "RFC6750-5.3-6", "An access token is good for a day.",
           [](Rules& rules) { rules.token.access_token_expiry = &after_a_day; }},
    Defect{"code-used-twice-keeps-refresh-token", "RFC6749-10.5-4",
           "A refresh token stays good whatever became of its code.",
           [](Rules& rules) { rules.grant.check_refresh_unrevoked = &revoked_or_not; }},
    Defect{"refresh-token-narrowed", "RFC6749-6-12",
           "A refresh token loses the scope that an access token did not ask for.",
           [](Rules& rules) { rules.grant.kept_grant = &as_narrow; }},
    Defect{"pkce-without-s256", "RFC7636-4.2-4", "plain is the only method of code challenges.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::metadata, [](json& body) {
               body["code_challenge_methods_supported"] = json::array({"plain"});
             });
           }},
    Defect{"no-asymmetric-method", "RFC9700-2.5-2", "Clients authenticate by shared secrets alone.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::metadata, [](json& body) {
               body["token_endpoint_auth_methods_supported"] = {"client_secret_basic",
                                                                "client_secret_post"};
             });
           }},
    Defect{"redirect-uri-of-any-public-client", "RFC9126-7.2-1",
           "A public client may name any redirection URI.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &any_of_a_public_client; }},
};

}  // namespace

DefectTopic token_life() {
  return kTokenLifeDefects;
}

}  // namespace oauthspec::provider::defects
