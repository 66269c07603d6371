// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/session.h"

/// Races: the same request several times at the same moment. A server that looks whether something was used, and only then writes that it
/// was, lets several of them through, though it refuses the second of two that come one after another.
namespace oauthspec::checks {

/// A form, to be POSTed as the client, not sent yet.
[[nodiscard]] Attempt<Request> form_request(const TestClient& client, const std::string& url,
                                            const Parameters& form,
                                            std::vector<HeaderField> headers = {});

/// A token request as the client.
[[nodiscard]] Attempt<Request> token_request(Session& session, const TestClient& client,
                                             const Parameters& form);

/// Makes the one request that a race is about; each time another.
using Contested = Attempt<Request> (*)(Session&);

/// Puts three races to the server, of two, four and eight requests. Passes where one of them got something in a race, and in no race more
/// than one did; inconclusive where none ever did.
///
/// Input:  `gained` is what more than one got, "a code was exchanged for tokens".
[[nodiscard]] Finding one_wins(Session& session, Contested contested, std::string_view gained);

/// The responses to so many of the same request.
[[nodiscard]] Attempt<std::vector<Response>> race(Session& session, const Request& request,
                                                  std::size_t runners);

}  // namespace oauthspec::checks
