// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "harness/agent/cookies.h"
#include "harness/agent/html.h"
#include "harness/agent/instructions.h"
#include "harness/agent/step.h"
#include "harness/http/transport.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/message/http.h"

namespace oauthspec::agent {

/// A request, and what came of it. Of a response's body of more than 2 MiB the beginning is kept.
struct Exchange {
  oauth::message::Request request;
  std::expected<oauth::message::Response, http::TransportFailure> response;
};

/// The visit came to where it was to end. The request was not sent.
struct Arrived {
  /// As a browser would send it: a GET, or the POST of a form (form_post). Its URL has no fragment.
  oauth::message::Request request;
  std::string url;  ///< With its fragment, which an implicit grant's response is in.
};

/// A page that nothing goes on from: the end of a flow without redirection, an error, a page with a verification code, or one that needs
/// a rule.
struct Stayed {
  oauth::message::Response response;
  OpenPage open;
  std::string why;  ///< For people, in one line.
};

/// The same request, cookies and all, came up for the third time, or there were more requests than the instructions allow.
struct Looped {
  std::string url;
  std::string why;  ///< For people, in one line.
};

/// A request got no response.
struct Failed {
  std::string url;
  http::TransportFailure failure;
};

/// How a visit ended.
using Ending = std::variant<Arrived, Stayed, Looped, Failed>;

/// How a visit ended, in one line for people.
[[nodiscard]] std::string describe(const Ending& ending);

/// Goes through sign-in and consent pages as a person with a browser would: follows redirections and refreshes, keeps cookies, fills
/// and submits forms, by rule or by guess. It runs no scripts, but does what a page's script plainly does (see step_by_guess()).
/// Of header fields it sends Accept, Accept-Language, User-Agent, Cookie and, with a POST, Origin, which some servers check a
/// form by; never Referer, so that no authorization code in a URL goes astray.
///
/// Threads: one at a time. Another person is another UserAgent.
class UserAgent {
 public:
  /// Lifetime: the transport and the clock outlive the agent.
  UserAgent(http::Transport& transport, const oauth::Clock& clock, Instructions instructions)
      : transport_(transport), jar_(clock), instructions_(std::move(instructions)) {}

  /// Opens a URL and goes on until a request would go to a URL for which `until` holds; `until` may be empty.
  ///
  /// Spec:   RFC 7231 section 6.4 and the Fetch Living Standard: after 303, and after 301 and 302 to a POST, the next request is a
  ///         GET without a body; 307 and 308 keep method and body; a fragment is kept where the new URL has none
  [[nodiscard]] Ending visit(std::string_view url, const Until& until = {});

  /// The same, beginning with any request, such as an authorization request by POST. Header fields of the request are sent once.
  [[nodiscard]] Ending begin(oauth::message::Request request, const Until& until = {});

  /// Opens a device flow's verification URI and types the code that the device shows, by guess or by rule. Sign-in and consent
  /// are part of it; it ends on the page that says what came of it.
  ///
  /// Spec:   RFC 8628 section 3.3
  [[nodiscard]] Ending enter_user_code(std::string_view verification_uri,
                                       std::string_view user_code);

  /// Takes one step by hand and goes on from there; of use where a caller has looked at a Stayed page.
  [[nodiscard]] Ending go_on(const OpenPage& open, const Step& step, const Until& until = {});

  [[nodiscard]] Instructions& instructions() { return instructions_; }
  [[nodiscard]] CookieJar& cookies() { return jar_; }
  /// All that was sent and received since the agent was made, for evidence; holds passwords, cookies and codes.
  [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }

 private:
  /// What one visit remembers, to notice when it goes round in circles.
  struct Visit {
    const Until& until;
    std::size_t requests = 0;
    std::multiset<std::string> sent;
    std::set<std::string> submitted;
  };
  /// The next request, with the fragment that its URL has, or the end.
  struct Pending {
    oauth::message::Request request;
    std::string fragment;
  };
  using Next = std::variant<Pending, Ending>;

  [[nodiscard]] Ending run(Visit& visit, Next next);
  [[nodiscard]] Next exchange(Visit& visit, Pending pending);
  [[nodiscard]] Next receive(Visit& visit, const Pending& sent,
                             const oauth::message::Response& response);
  [[nodiscard]] Next take(Visit& visit, const OpenPage& open, const Step& step,
                          const oauth::message::Response& response);
  [[nodiscard]] Next submit(Visit& visit, const OpenPage& open, const Submit& form,
                            const oauth::message::Response& response);
  [[nodiscard]] std::expected<oauth::message::Response, http::TransportFailure> send(
      oauth::message::Request request);

  http::Transport& transport_;
  CookieJar jar_;
  Instructions instructions_;
  std::vector<Exchange> exchanges_;
};

}  // namespace oauthspec::agent
