// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/racing.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/reference/oauth2/client_authentication.h"

namespace oauthspec::checks {
namespace {

// One race proves little: a window of a moment is met or missed. Few are fast on a server in order.
constexpr std::array<std::size_t, 3> kRunners{2, 4, 8};

}  // namespace

Attempt<Request> form_request(const TestClient& client, const std::string& url,
                              const Parameters& form, std::vector<HeaderField> headers) {
  Parameters all = form;
  if (!oauth::oauth2::add_client_authentication(client.client, all, headers)) {
    return std::unexpected(inconclusive("the client's credentials cannot be written"));
  }
  headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  return Request{"POST", url, std::move(headers), oauth::message::write_form(all)};
}

Attempt<Request> token_request(Session& session, const TestClient& client, const Parameters& form) {
  return form_request(client, session.target().server.token_endpoint, form);
}

Attempt<std::vector<Response>> race(Session& session, const Request& request, std::size_t runners) {
  return session.at_once(std::vector<Request>(runners, request));
}

Finding one_wins(Session& session, Contested contested, std::string_view gained) {
  bool won = false;
  std::string last;
  for (const std::size_t runners : kRunners) {
    const auto request = contested(session);
    if (!request) return request.error();
    const auto responses = race(session, *request, runners);
    if (!responses) return responses.error();
    const auto winners = std::ranges::count_if(*responses, is_success);
    if (winners > 1) {
      return fail(fmt::format("{} by {} of {} requests that were sent at the same moment", gained,
                              winners, runners));
    }
    won = won || winners == 1;
    last = responses->empty() ? "" : describe(responses->back());
  }
  return won ? pass() : inconclusive("no request of a race succeeded: " + last);
}

}  // namespace oauthspec::checks
