// SPDX-License-Identifier: Apache-2.0
// What may be used once in OAuth 1.0, used several times at the same moment: RFC 5849 sections 2.3 and 3.2.
#include <array>
#include <set>
#include <string>
#include <vector>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/racing.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr std::size_t kRunners = 8;

Attempt<Request> resource_request(Session& session) {
  const OAuth1Session oauth1(session);
  if (session.target().oauth1_resource.empty()) {
    return std::unexpected(unsupported("there is no protected resource"));
  }
  const auto token = oauth1.token_credentials();
  if (!token) return std::unexpected(token.error());
  const auto parts = oauth1.sign(oauth1.resource_parts(*token));
  if (!parts) return std::unexpected(parts.error());
  return OAuth1Session::request_of(*parts);
}

Finding a_nonce_is_taken_once(Session& session) {
  return one_wins(session, resource_request, "one nonce was taken");
}

Attempt<Request> temporary_request(Session& session) {
  const OAuth1Session oauth1(session);
  const auto parts = oauth1.sign(oauth1.temporary_parts());
  if (!parts) return std::unexpected(parts.error());
  return OAuth1Session::request_of(*parts);
}

Finding a_temporary_request_is_taken_once(Session& session) {
  return one_wins(session, temporary_request,
                  "one signed request was answered with temporary credentials");
}

// Each request has a nonce of its own: what is contested are the temporary credentials.
Finding temporary_credentials_are_exchanged_once(Session& session) {
  const OAuth1Session oauth1(session);
  const auto authorized = oauth1.authorized();
  if (!authorized) return authorized.error();
  std::vector<Request> requests;
  for (std::size_t i = 0; i < kRunners; ++i) {
    const auto parts = oauth1.sign(oauth1.token_parts(*authorized));
    if (!parts) return parts.error();
    const auto request = OAuth1Session::request_of(*parts);
    if (!request) return request.error();
    requests.push_back(*request);
  }
  const auto responses = session.at_once(requests);
  if (!responses) return responses.error();
  std::set<std::string> issued;
  for (const Response& response : *responses) {
    if (const auto credentials = OAuth1Session::credentials_of(response)) {
      issued.insert(credentials->key);
    }
  }
  if (issued.empty()) return inconclusive("no request of the race succeeded");
  return issued.size() == 1
             ? pass()
             : fail("temporary credentials were exchanged for " + std::to_string(issued.size()) +
                    " token credentials at the same moment");
}

constexpr auto kOauth1RacesChecks = std::to_array<Check>({
    {"races/a-nonce-is-taken-once",
     "Of several requests with one nonce at the same moment, one is accepted",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::parallel},
     a_nonce_is_taken_once},
    {"races/a-temporary-request-is-taken-once",
     "Of several of one request for temporary credentials at the same moment, one is accepted",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::parallel},
     a_temporary_request_is_taken_once},
    {"races/temporary-credentials-are-exchanged-once",
     "Temporary credentials that are used several times at the same moment give one set of token "
     "credentials",
     {"RFC5849-2.3-7"},
     Level::must,
     {Need::oauth1, Need::parallel},
     temporary_credentials_are_exchanged_once},
});

}  // namespace

Topic oauth1_races() {
  return kOauth1RacesChecks;
}

}  // namespace oauthspec::checks
