// SPDX-License-Identifier: Apache-2.0
// The revocation endpoint: RFC 7009.
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using rules::TokenKind;

void leave_access_token(AccessTokenRecord& /*token*/) {}
void leave_refresh_token(RefreshTokenRecord& /*token*/) {}

bool alone(const Grant& /*revoked*/, const Grant& /*token*/) {
  return false;
}

oauth2::Judgement<void> anybody(const ClientRecord& /*client*/, const Grant& /*grant*/) {
  return {};
}

oauth2::Judgement<void> confidential_alone(const ClientRecord& client, const Grant& grant) {
  if (client.is_public()) {
    return std::unexpected(
        oauth2::Refusal{"unauthorized_client", 400, oauth::Errc::credentials_invalid});
  }
  return rules::check_revoker(client, grant);
}

std::vector<TokenKind> where_the_hint_says(const std::optional<std::string>& hint) {
  if (hint == "refresh_token") return {TokenKind::refresh_token};
  if (hint == "access_token") return {TokenKind::access_token};
  return rules::search_order(hint);
}

std::vector<TokenKind> nowhere_under_an_unknown_hint(const std::optional<std::string>& hint) {
  const bool known = !hint || hint == "refresh_token" || hint == "access_token";
  return known ? rules::search_order(hint) : std::vector<TokenKind>();
}

// The second request for the same token, and all after it.
void refuse_what_was_revoked(Rules& rules) {
  alter(rules, Endpoint::revocation,
        [seen = std::set<std::string>()](const oauth::message::Request& request,
                                         http::Reply& reply) mutable {
          if (reply.response.status == 200 && !seen.insert(request.body).second) {
            reply.response.status = 400;
            reply.response.headers.push_back({"Content-Type", "application/json"});
            reply.response.body = R"({"error":"invalid_grant"})";
          }
        });
}

bool any_secret(const ClientRecord& /*client*/, std::string_view /*presented*/) {
  return true;
}

oauth2::Judgement<void> any_method(const ClientRecord& /*client*/,
                                   const oauth2::PresentedClient& /*presented*/) {
  return {};
}

constexpr std::array kRevocationDefects = {
    Defect{"revoked-refresh-token-works", "RFC7009-2-1",
           "A refresh token is accepted after it was revoked.",
           [](Rules& rules) { rules.revocation.revoke_refresh_token = &leave_refresh_token; }},
    Defect{"revoked-access-token-works", "RFC7009-2.1-11",
           "An access token is accepted after it was revoked.",
           [](Rules& rules) { rules.revocation.revoke_access_token = &leave_access_token; }},
    Defect{"access-tokens-outlive-refresh-token", "RFC7009-2.1-13",
           "The access tokens of a grant stay good when its refresh token is revoked.",
           [](Rules& rules) { rules.revocation.falls_with_revoked = &alone; }},
    Defect{"revocation-by-any-client", "RFC7009-2.1-10", "Any client revokes any token.",
           [](Rules& rules) { rules.revocation.check_revoker = &anybody; }},
    Defect{"revocation-of-others-token-said-done", "RFC7009-2.1-10",
           "A client that is not to revoke a token is told that it did.",
           [](Rules& rules) { answer_with(rules, Endpoint::revocation, 200, 400); }},
    Defect{"revocation-refused-to-public-client", "RFC7009-2.1-9",
           "Public clients may not revoke their own tokens.",
           [](Rules& rules) { rules.revocation.check_revoker = &confidential_alone; }},
    Defect{"revocation-searches-hinted-kind", "RFC7009-2.1-5",
           "A token is looked for among the kind alone that the hint names.",
           [](Rules& rules) { rules.revocation.search_order = &where_the_hint_says; }},
    Defect{"revocation-under-unknown-hint-omitted", "RFC7009-2.2-4",
           "Under a hint that is not known nothing is looked for.",
           [](Rules& rules) { rules.revocation.search_order = &nowhere_under_an_unknown_hint; }},
    Defect{"revocation-twice-refused", "RFC7009-2.2-2",
           "A token that was revoked before is an error.", &refuse_what_was_revoked},
    Defect{"revocation-with-any-secret", "RFC7009-2.1-8", "A client may give any password at all.",
           [](Rules& rules) { rules.client.same_secret = &any_secret; }},
    Defect{"revocation-by-client-id-alone", "RFC7009-2.1-7",
           "A confidential client need only name itself.",
           [](Rules& rules) { rules.client.check_method = &any_method; }},
    Defect{"revocation-answered-with-204", "RFC7009-2.2-1", "A revocation is answered with 204.",
           [](Rules& rules) { answer_with(rules, Endpoint::revocation, 204, 200); }},
    Defect{"revocation-without-token-answered", "RFC7009-2.1-3",
           "A request without a token is answered as if it had one.",
           [](Rules& rules) {
             alter(rules, Endpoint::revocation,
                   [](const oauth::message::Request& request, http::Reply& reply) {
                     if (request.body.find("token=") == std::string::npos) {
                       reply.response = {.status = 200, .headers = {}, .body = {}};
                     }
                   });
           }},
    Defect{"revocation-error-as-text", "RFC7009-2.2.1-1", "Errors are written as plain text.",
           [](Rules& rules) {
             write_field(rules, Endpoint::revocation, "Content-Type", "text/plain");
           }},
};

}  // namespace

DefectTopic revocation() {
  return kRevocationDefects;
}

}  // namespace oauthspec::provider::defects
