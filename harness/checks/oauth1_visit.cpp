// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_visit.h"

#include <string_view>
#include <utility>
#include <variant>

#include "harness/checks/expect.h"

namespace oauthspec::checks {

using oauth::oauth1::Credentials;

Attempt<Credentials> temporary_for(const OAuth1Session& oauth1, const std::string& callback) {
  OAuth1Parts parts = oauth1.temporary_parts();
  set(parts, "oauth_callback", callback);
  const auto response = oauth1.sign_and_send(std::move(parts));
  if (!response) return std::unexpected(response.error());
  return OAuth1Session::credentials_of(*response);
}

bool was_allowed(const Visit& visit) {
  return !visit.verifier.empty();
}

Attempt<Visit> visit(const OAuth1Session& oauth1, Browser& browser) {
  return visit(oauth1, browser, oauth1.client().callback);
}

Attempt<Visit> visit(const OAuth1Session& oauth1, Browser& browser, const std::string& callback) {
  auto temporary = temporary_for(oauth1, callback);
  if (!temporary) return std::unexpected(temporary.error());
  const std::string url = oauth1.authorization_url(*temporary);
  // A server may know where an "oob" client is, and send the owner there: section 2.1.
  const std::string& known = oauth1.client().callback;
  auto ending = browser.agent().visit(url, [&callback, &known](std::string_view next) {
    return leads_to(next, callback) || leads_to(next, known);
  });
  Visit made{*std::move(temporary), std::move(ending), {}};
  if (const auto* const arrived = std::get_if<agent::Arrived>(&made.ending)) {
    made.verifier = query_of(arrived->url).find("oauth_verifier").value_or("");
  }
  return made;
}

}  // namespace oauthspec::checks
