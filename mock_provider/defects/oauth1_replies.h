// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/defect.h"

/// How defects write the replies of the endpoints of OAuth 1.0 wrongly: RFC 5849 section 2.
namespace oauthspec::provider::defects {

/// Edits the parameters of credentials that are given.
void edit_credentials(
    Rules& rules, Endpoint endpoint,
    const std::function<void(const oauth::message::Request&, oauth::message::Parameters&)>& edit);
/// One parameter of them written otherwise; without a value: left out.
void write_credentials(Rules& rules, Endpoint endpoint, const std::string& name,
                       const std::string& value);

/// Refuses what has this oauth_problem with another status.
void refuse_with(Rules& rules, Endpoint endpoint, const std::string& problem, int status);

/// A parameter of a request's query; empty where there is none.
[[nodiscard]] std::string in_query(const oauth::message::Request& request, const std::string& name);
/// A protocol parameter of an authenticated request; empty where there is none.
[[nodiscard]] std::string in_request(const oauth::message::Request& request,
                                     const std::string& name);

/// Sends a browser on.
void send_to(http::Reply& reply, const std::string& url);

/// Temporary credentials as a defect has seen them go by.
struct SeenCredentials {
  std::string secret;
  std::string callback;
};
using Seen = std::map<std::string, SeenCredentials, std::less<>>;

/// Remembers every temporary credentials from now on, by their identifier.
[[nodiscard]] std::shared_ptr<Seen> watch_temporary_credentials(Rules& rules);

}  // namespace oauthspec::provider::defects
