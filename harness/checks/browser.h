// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/agent/user_agent.h"
#include "harness/checks/session.h"
#include "harness/http/transport.h"

namespace oauthspec::checks {

/// A browser of its own, for checks that look at pages and forms. Only for checks that need `browser`.
class Browser {
 public:
  explicit Browser(Session& session);
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser() = default;

  /// Opens an authorization request, signs in and allows. Inconclusive where the redirection URI is not reached with a code.
  [[nodiscard]] Attempt<Request> allow(const Parameters& parameters);

  /// Goes on until the form that allows would be sent, and gives that request instead. allow() has to have succeeded before, which
  /// signs in and shows where that form goes; inconclusive where no form is shown now.
  [[nodiscard]] Attempt<Request> consent(const Parameters& parameters);

  /// The same from a URL on, of any protocol. Where the form goes is seen from the last one that was sent before.
  [[nodiscard]] Attempt<Request> consent(const std::string& url, const std::string& end);

  /// Sends the form, and goes on from there as the agent's instructions say: whether the redirection URI is reached with a code.
  [[nodiscard]] Attempt<Request> send(const Request& form, const Parameters& parameters);

  /// The form as a page of another site would send it in this browser: with that site's Origin, and without cookies that are kept from
  /// other sites (SameSite).
  [[nodiscard]] Request from_another_site(Request form);

  [[nodiscard]] const std::vector<agent::Exchange>& exchanges() const { return agent_.exchanges(); }
  [[nodiscard]] agent::UserAgent& agent() { return agent_; }

 private:
  [[nodiscard]] std::string url_of(const Parameters& parameters) const;
  /// Where the last form went that was sent.
  [[nodiscard]] std::string last_form() const;

  /// Carries requests, or keeps one back.
  class Gate final : public http::Transport {
   public:
    explicit Gate(http::Transport& carrier) : carrier_(&carrier) {}

    [[nodiscard]] std::expected<Response, http::TransportFailure> send(
        const Request& request) override;
    /// From now on, requests for which this holds are not sent.
    void shut(std::function<bool(const Request&)> is_kept);
    /// Carries every request again; gives the one that was kept back last.
    [[nodiscard]] std::optional<Request> open();

   private:
    http::Transport* carrier_;
    std::function<bool(const Request&)> is_kept_;
    std::optional<Request> kept_;
  };

  Session* session_;
  Gate gate_;
  agent::UserAgent agent_;
  std::string consent_;  ///< Where the form that allows goes.
};

/// Whether the browser was shown a page of HTML with a 2xx or 4xx status.
[[nodiscard]] bool is_page(const agent::Exchange& exchange);

/// Every page of HTML that the browser was shown, with a 2xx or 4xx status.
[[nodiscard]] std::vector<Response> pages_of(const Browser& browser);

}  // namespace oauthspec::checks
