// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/answer.h"

#include <utility>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider::oauth1_endpoints {

void note(Call& call, const OAuth1Refusal& refusal) {
  call.verdict = {.accepted = false,
                  .error = std::string(refusal.problem),
                  .reason = std::string(name(refusal.reason)),
                  .requirement = std::string(refusal.requirement),
                  .explanation = refusal.explanation};
}

http::Reply refuse(Call& call, const OAuth1Refusal& refusal) {
  note(call, refusal);
  oauth::message::Parameters body;
  if (!refusal.problem.empty()) {
    body.add("oauth_problem", refusal.problem);
  }
  // RFC5849-3.2-15
  body.add("oauth_problem_advice", refusal.explanation);
  oauth::message::Response response{
      .status = refusal.status,
      .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
      .body = write_form(body)};
  // RFC5849-3.5.1-6
  if (auto challenge = oauth::oauth1::write_challenge(call.issuer); challenge) {
    response.headers.push_back({"WWW-Authenticate", *std::move(challenge)});
  }
  if (refusal.reason == oauth::Errc::method_invalid) {
    // RFC 7231 section 6.5.5: 405 names the methods that are allowed.
    response.headers.push_back({"Allow", "POST"});
  }
  return uncached(std::move(response));
}

http::Reply refuse_by_page(Call& call, const OAuth1Refusal& refusal) {
  note(call, refusal);
  auto page = pages::error(refusal.explanation,
                           {{"Problem", std::string(refusal.problem)},
                            {"Requirement", std::string(refusal.requirement)}},
                           refusal.status);
  if (refusal.reason == oauth::Errc::method_invalid) {
    page.headers.push_back({"Allow", "GET"});
  }
  return {std::move(page), {}};
}

OAuth1Refusal wrong_http_method(Endpoint endpoint) {
  OAuth1Refusal refusal = oauth1_refusal(oauth::Errc::method_invalid);
  refusal.status = 405;
  if (endpoint == Endpoint::owner_authorization) {
    refusal.requirement = "RFC5849-2.2-4";
    refusal.explanation = "The authorization request is made by GET.";
  } else {
    refusal.requirement =
        endpoint == Endpoint::temporary_credentials ? "RFC5849-2.1-1" : "RFC5849-2.3-2";
    refusal.explanation = "Credentials are asked for by POST.";
  }
  return refusal;
}

http::Reply uncached(oauth::message::Response response) {
  // RFC5849-4.4-1: a request need not have the header field that would tell a cache.
  response.headers.push_back({"Cache-Control", "no-store"});
  return {std::move(response), {}};
}

}  // namespace oauthspec::provider::oauth1_endpoints
