// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/agent/user_agent.h"
#include "harness/checks/session.h"

/// Where authorization requests send a browser. Nothing is ever sent to where it is sent.
namespace oauthspec::checks {

/// How a browser left the server.
struct Departure {
  /// The Location field as the server wrote it, or the URL that a page led to; empty: it stayed.
  std::string location{};
  bool success = false;   ///< The client got a code.
  bool planted = false;   ///< The location has what a shape of a redirection URI added.
  bool smuggled = false;  ///< The response has a header field that the request wrote.

  [[nodiscard]] bool stayed() const { return location.empty(); }
};

/// A browser at the authorization endpoint, with an owner in front of it who allows everything. A request costs one exchange where the
/// server refuses it at once, as it refuses to everybody; else the owner goes on as far as the server lets her.
class Departures {
 public:
  /// Lets the owner allow a right request first; inconclusive where that does not succeed.
  ///
  /// Lifetime: session and client outlive it.
  [[nodiscard]] static Attempt<Departures> watch(Session& session, const TestClient& client);

  /// The parameters of that request, to be changed.
  [[nodiscard]] const Parameters& right() const { return right_; }

  /// What becomes of an authorization request.
  ///
  /// Input:  `written` is the URI that the server might send the browser to, as the request has it.
  /// Output: inconclusive where the browser got no response, or went round in circles.
  [[nodiscard]] Attempt<Departure> of(const Request& request, std::string_view written);

  /// The same, of an authorization request by GET.
  [[nodiscard]] Attempt<Departure> of(const Parameters& parameters, std::string_view written);

  /// Whether the browser left for nowhere but the registered redirection URI, as it is written there.
  [[nodiscard]] bool is_registered(const Departure& departure) const;

 private:
  Departures(Session& session, const TestClient& client, Parameters right);

  [[nodiscard]] std::optional<Finding> open();
  [[nodiscard]] std::optional<Finding> open_by_owner();
  [[nodiscard]] bool leaves(std::string_view url, std::string_view written) const;
  [[nodiscard]] std::optional<Departure> departure_by(const Response& response,
                                                      std::string_view from,
                                                      std::string_view written) const;
  [[nodiscard]] Attempt<Departure> walk(const Request& request, std::string_view written);
  [[nodiscard]] Attempt<Departure> walk_by_owner(const Request& request, std::string_view written);

  Session* session_;
  Parameters right_;
  std::optional<agent::UserAgent> agent_;  ///< Nothing: only the target's owner can go on.
  std::set<std::string> home_;             ///< Origins of the server.
  std::vector<std::string> registered_;  ///< Where right requests lead, without query and fragment.
  bool refuses_at_once_ =
      false;  ///< Whether an error at first sight is a refusal: a right request gets none.
};

}  // namespace oauthspec::checks
