// SPDX-License-Identifier: Apache-2.0
// Responses of the implicit grant that are written wrongly: RFC 6749 section 4.2.2.
#include <algorithm>
#include <array>
#include <string>

#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

// Changes responses with an access token.
template <void (*Change)(std::string&)>
void with_token(std::string& location) {
  if (names(location, "access_token")) {
    Change(location);
  }
}

// Responses of the implicit grant without one.
template <void (*Change)(std::string&)>
void with_error(std::string& location) {
  if (location.find("#error=") != std::string::npos) {
    Change(location);
  }
}

void to_the_query(std::string& location) {
  location[location.find('#')] = '?';
}
void add_refresh_token(std::string& location) {
  add(location, "refresh_token=tGzv3JOkF0XG5Qx2TlKWIA");
}
void drop_type(std::string& location) {
  drop(location, "token_type");
}
void drop_lifetime(std::string& location) {
  drop(location, "expires_in");
}
void drop_state(std::string& location) {
  drop(location, "state");
}

std::string_view path_of(std::string_view url) {
  return url.substr(std::min(url.find('/', url.find("://") + 3), url.size()));
}

oauth::Result<std::string> of_a_registered_path(const ClientRecord& client,
                                                std::optional<std::string_view> requested) {
  const bool known =
      requested && std::ranges::any_of(client.redirect_uris, [&requested](const auto& registered) {
        return path_of(registered) == path_of(*requested);
      });
  return known ? std::string(*requested) : rules::match_redirect_uri(client, requested);
}

constexpr std::array kImplicitDefects = {
    Defect{"token-in-query", "RFC6749-4.2.2-1", "An access token comes in the query.",
           [](Rules& rules) { alter_responses(rules, &with_token<to_the_query>); }},
    Defect{"implicit-refresh-token", "RFC6749-4.2.2-8", "The implicit grant gives a refresh token.",
           [](Rules& rules) { alter_responses(rules, &with_token<add_refresh_token>); }},
    Defect{"implicit-token-type-left-out", "RFC6749-4.2.2-3",
           "The implicit grant does not say the token's type.",
           [](Rules& rules) { alter_responses(rules, &with_token<drop_type>); }},
    Defect{"implicit-expires-in-left-out", "RFC6749-4.2.2-4",
           "The implicit grant does not say how long the token lives.",
           [](Rules& rules) { alter_responses(rules, &with_token<drop_lifetime>); }},
    Defect{"implicit-state-lost", "RFC6749-4.2.2-7",
           "state does not come back with an access token.",
           [](Rules& rules) { alter_responses(rules, &with_token<drop_state>); }},
    Defect{"implicit-error-in-query", "RFC6749-4.2.2.1-3",
           "An error of the implicit grant comes in the query.",
           [](Rules& rules) { alter_responses(rules, &with_error<to_the_query>); }},
    Defect{"implicit-state-of-errors-lost", "RFC6749-4.2.2.1-8",
           "An error of the implicit grant comes back without state.",
           [](Rules& rules) { alter_responses(rules, &with_error<drop_state>); }},
    Defect{"implicit-redirect-uri-not-compared", "RFC6749-4.2.1-5",
           "An access token is sent to any host that has the registered path.",
           [](Rules& rules) { rules.authorization.match_redirect_uri = &of_a_registered_path; }},
};

}  // namespace

DefectTopic implicit() {
  return kImplicitDefects;
}

}  // namespace oauthspec::provider::defects
