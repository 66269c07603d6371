// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/family.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// Whose code it is, and whether it is still good. A second use takes back what the first one got; not one by another client, who could
// do harm with a code that it got hold of.
oauth2::Judgement<void> check_code(const GrantCall& grant_call, const CodeRecord& code) {
  Call& call = grant_call.call;
  const GrantRules& rules = call.state.rules.grant;
  if (const auto own = rules.check_code_client(grant_call.client, code); !own) {
    return because(call, own.error(),
                   grant_call.client.is_public() ? "RFC6749-4.1.3-11" : "RFC6749-4.1.3-10");
  }
  if (const auto unused = rules.check_code_unused(code); !unused) {
    revoke_family(call.state, code.grant, rules.falls_with_code);
    return because(call, unused.error(), "RFC6749-4.1.2-6");
  }
  if (const auto fresh = rules.check_code_fresh(call.around(), code); !fresh) {
    return because(call, fresh.error(), "RFC6749-4.1.3-12");
  }
  return {};
}

// Whether the request continues the authorization request that the code comes from.
oauth2::Judgement<void> check_request(const GrantCall& grant_call, const oauth2::CodeGrant& grant,
                                      const CodeRecord& code) {
  Call& call = grant_call.call;
  const GrantRules& rules = call.state.rules.grant;
  if (const auto same =
          rules.check_code_redirect_uri(call.around(), grant_call.client, code, grant.redirect_uri);
      !same) {
    return because(call, same.error(),
                   grant.redirect_uri ? "RFC6749-4.1.3-14" : "RFC6749-4.1.3-13");
  }
  if (const auto verified =
          rules.check_code_verifier(call.around(), grant_call.client, code, grant.code_verifier);
      !verified) {
    const bool missing = code.code_challenge && !grant.code_verifier;
    return because(call, verified.error(),
                   !code.code_challenge ? "RFC9700-4.8.2-4"
                   : missing            ? "RFC7636-4.6-4"
                                        : "RFC7636-4.6-3");
  }
  if (const auto bound = rules.check_code_key(code.dpop_jkt, grant_call.jkt); !bound) {
    return because(call, bound.error(), "RFC9449-10-1");
  }
  return {};
}

}  // namespace

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::CodeGrant& grant) {
  Call& call = grant_call.call;
  CodeRecord* const code = call.state.codes.find(grant.code.reveal());
  if (code == nullptr) {
    return because(call, refusal("invalid_grant", oauth::Errc::token_invalid), "RFC6749-4.1.3-12");
  }
  if (const auto good = check_code(grant_call, *code); !good) {
    return std::unexpected(good.error());
  }
  if (const auto continued = check_request(grant_call, grant, *code); !continued) {
    return std::unexpected(continued.error());
  }
  auto issue = grant_authorized(grant_call, code->grant);
  if (issue) {
    call.state.rules.grant.redeem_code(*code);
  }
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
