// SPDX-License-Identifier: Apache-2.0
// What an authorization request smuggles into responses and pages, and who is sent to a client unasked: RFC 6749 sections 4.1.2.1, 10.2,
// 10.14 and appendix A, RFC 8252 section 8.6, RFC 9207 section 2, RFC 9700 section 4.11.2.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/checks/authorization.h"
#include "harness/checks/browser.h"
#include "harness/checks/departures.h"
#include "harness/checks/expect.h"
#include "harness/checks/redirect_uri_pattern.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

Finding state_writes_no_header(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  const std::string& end = session.client().redirect_uris.front();
  for (const std::string_view line_break : {"\r\n", "\n", "\r"}) {
    const std::string state = session.fresh_text()
                                  .append(line_break)
                                  .append("X-")
                                  .append(kPlanted)
                                  .append(": 1")
                                  .append(line_break);
    const auto departure = departures->of(with(departures->right(), "state", state), end);
    if (!departure) return departure.error();
    if (departure->smuggled || departure->location.find_first_of("\r\n") != std::string::npos) {
      return fail("a line break in state begins another header field of the response");
    }
  }
  return pass();
}

// Requests that are wrong in one parameter, whose value an error may quote.
constexpr auto kQuoted = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"response_type", "\"oauthspec\\\r\n<b>"},
     {"response_type", "oauthspec\xC3\xA9"},
     {"scope", "\"oauthspec\\"},
     {"scope", "oauthspec\xC3\xA9\n"},
     {"response_mode", "\"oauthspec\\\r\n"},
     {"code_challenge_method", "\"oauthspec\\\r\n"},
     {"prompt", "\"oauthspec\\\r\n"}});

/// An error response, and the parameter that it may quote.
struct QuotingError {
  std::string_view parameter;
  AuthorizationAnswer answer;
};

// The error responses to them; inconclusive where none comes to the client.
Attempt<std::vector<QuotingError>> quoting_errors(Session& session) {
  const auto right = right_request(session);
  if (!right) return std::unexpected(right.error());
  std::vector<QuotingError> errors;
  for (const auto& [name, value] : kQuoted) {
    auto answer = ask(session, with(*right, name, value));
    if (answer && answer->has_arrived() && !answer->is_success()) {
      errors.push_back({name, *std::move(answer)});
    }
  }
  if (errors.empty()) return std::unexpected(inconclusive("no error is sent to the client"));
  return errors;
}

// RFC 6749 section 4.1.2.1: %x20-21 / %x23-5B / %x5D-7E; error_uri has no space.
bool is_allowed(char c, char first) {
  return c >= first && c <= '~' && c != '"' && c != '\\';
}

// Those of a text that are not allowed there, each once, as a URL has them: "%22 %5C %0D".
std::string wrong_characters(std::string_view text, char first) {
  std::string wrong;
  for (const char c : text) {
    if (is_allowed(c, first)) continue;
    const std::string escaped = fmt::format("%{:02X}", static_cast<unsigned char>(c));
    if (wrong.find(escaped) == std::string::npos) wrong += (wrong.empty() ? "" : " ") + escaped;
  }
  return wrong;
}

// What an error response has in a member that may not stand there; a pass where there is nothing.
Finding has_its_characters(const QuotingError& error, std::string_view member, char first) {
  const std::string wrong =
      wrong_characters(error.answer.parameters.find(member).value_or(""), first);
  if (wrong.empty()) return pass();
  return shown_by(error.answer.exchange,
                  fail(fmt::format("{} has {}, which it must not have; the request has it in {}",
                                   member, wrong, error.parameter)));
}

Finding no_error_quotes_what_it_may_not(Session& session) {
  const auto errors = quoting_errors(session);
  if (!errors) return errors.error();
  for (const QuotingError& error : *errors) {
    for (const std::string_view member : {"error", "error_description"}) {
      Finding finding = has_its_characters(error, member, ' ');
      if (finding.verdict != Verdict::pass) return finding;
    }
  }
  return pass();
}

Finding error_uri_is_a_uri(Session& session) {
  const auto errors = quoting_errors(session);
  if (!errors) return errors.error();
  for (const QuotingError& error : *errors) {
    Finding finding = has_its_characters(error, "error_uri", '!');
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

constexpr std::string_view kAttribute = "\" oauthspec-probe=\"";

// Whether the text stands inside of a tag, where it is an attribute.
bool is_attribute(std::string_view page, std::size_t at) {
  const auto opened = page.substr(0, at).rfind('<');
  const auto closed = page.substr(0, at).rfind('>');
  return opened != std::string_view::npos && (closed == std::string_view::npos || closed < opened);
}

bool has_attribute(const Response& page) {
  const std::string_view body = page.body;
  for (auto at = body.find(kAttribute); at != std::string_view::npos;
       at = body.find(kAttribute, at + 1)) {
    if (is_attribute(body, at)) return true;
  }
  return false;
}

Finding a_parameter_is_no_attribute(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  Browser browser(session);
  for (const char* name : {"state", "client_id", "redirect_uri", "scope", "login_hint"}) {
    static_cast<void>(browser.allow(with(*right, name, kAttribute)).has_value());
  }
  const auto pages = pages_of(browser);
  if (pages.empty()) return inconclusive("no page was shown");
  return std::ranges::any_of(pages, has_attribute)
             ? fail("a parameter ends the attribute that a page has it in, and begins another one")
             : pass();
}

// Wrong in one thing, with a client and a redirection URI that are right: an error that could be sent to the client at once.
Finding nobody_is_sent_on_before_signing_in(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  const Parameters& right = departures->right();
  const std::pair<std::string_view, Parameters> wrong[] = {
      {"a scope that is not known", with(right, "scope", "oauthspec_unknown")},
      {"a response_type that is not known", with(right, "response_type", "oauthspec_unknown")},
      {"no response_type", without(right, "response_type")},
      {"a malformed code_challenge", with(right, "code_challenge", "short")},
  };
  for (const auto& [what, parameters] : wrong) {
    const auto response = session.authorization(parameters);
    if (!response) return response.error();
    const auto location = location_of(*response);
    if (location && leads_to(*location, session.client().redirect_uris.front())) {
      return fail("a request with " + std::string(what) +
                  " sends a browser to the client in which nobody has signed in");
    }
  }
  return pass();
}

// RFC 8252 section 8.6 lets a server take a claimed https URI as a proof of who the client is.
std::string unproven_uri(const TestClient& client) {
  const auto found = std::ranges::find_if(
      client.redirect_uris, [](const std::string& uri) { return !uri.starts_with("https:"); });
  return found == client.redirect_uris.end() ? "" : *found;
}

Finding an_owner_is_asked_again(Session& session) {
  const TestClient& client = sure(session.target().open);
  const std::string uri = unproven_uri(client);
  if (uri.empty()) return unsupported("every redirection URI of the public client is of https");
  const auto parameters = right_request(session, {.client = &client, .redirect_uri = uri});
  if (!parameters) return parameters.error();
  Browser browser(session);
  if (const auto first = browser.allow(*parameters); !first) return first.error();
  const std::size_t before = browser.exchanges().size();
  if (const auto second = browser.allow(*parameters); !second) return second.error();
  const auto again = std::ranges::subrange(
      browser.exchanges().begin() + static_cast<std::ptrdiff_t>(before), browser.exchanges().end());
  const bool asked = std::ranges::any_of(again, [](const agent::Exchange& exchange) {
    return exchange.response && is_success(*exchange.response);
  });
  return asked ? pass()
               : fail("a public client gets another code without anybody being asked for it");
}

bool says_iss(const Session& session) {
  return session.target().server.iss_supported.value_or(false);
}

Finding a_denial_has_iss(Session& session) {
  if (!says_iss(session)) return unsupported("the server does not promise iss");
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters, std::nullopt, session.target().denying_owner);
  if (!answer) return answer.error();
  if (answer->error().empty()) {
    return inconclusive("the owner's no came to " + answer->describe());
  }
  return answer->parameters.find("iss") == session.target().server.issuer
             ? pass()
             : fail("where the owner denies, the response has not the iss that is promised");
}

Finding iss_is_a_plain_url(Session& session) {
  const auto answer = right_answer(session);
  if (!answer) return answer.error();
  const auto iss = answer->parameters.find("iss");
  if (!iss) return unsupported("the response has no iss");
  const auto uri = oauth::codec::parse_uri(*iss);
  if (!uri || uri->query || uri->fragment) {
    return fail("iss is no URL without a query and a fragment");
  }
  if (uri->scheme == "https") return pass();
  // Nobody has TLS on the machine itself.
  return uri->authority && is_loopback(uri->authority->host)
             ? inconclusive("the server is on this machine, without TLS")
             : fail("iss is no https URL");
}

constexpr auto kAuthorizationInjectionChecks = std::to_array<Check>({
    {"authorization-injection/line-break-in-state",
     "A line break in state begins no header field",
     {"RFC6749-10.14-1"},
     Level::must,
     {Need::code_grant},
     state_writes_no_header},
    {"authorization-injection/quoted-in-an-error",
     "An error has no characters that it must not have, whatever the request has",
     {"RFC6749-4.1.2.1-13", "RFC6749-4.1.2.1-12", "RFC6749-A.8-1"},
     Level::must,
     {Need::code_grant},
     no_error_quotes_what_it_may_not},
    {"authorization-injection/characters-of-error-uri",
     "error_uri is made of the characters that it may have",
     {"RFC6749-4.1.2.1-15", "RFC6749-4.1.2.1-14"},
     Level::must,
     {Need::code_grant},
     error_uri_is_a_uri},
    {"authorization-injection/attribute-in-a-page",
     "A parameter that a page has in an attribute stays in there",
     {"RFC6749-10.14-1"},
     Level::must,
     {Need::code_grant, Need::browser},
     a_parameter_is_no_attribute},
    {"authorization-injection/sign-in-first",
     "Nobody is sent to a client with an error before signing in",
     {"RFC9700-4.11.2-3", "RFC9700-4.11.2-2"},
     Level::must,
     {Need::code_grant},
     nobody_is_sent_on_before_signing_in},
    {"authorization-injection/asked-again",
     "The owner is asked each time that a client asks which cannot prove who it is",
     {"RFC8252-8.6-1", "RFC8252-8.6-2", "RFC6749-10.2-5"},
     Level::should,
     {Need::open_client, Need::code_grant, Need::browser},
     an_owner_is_asked_again},
    {"authorization-injection/iss-of-a-denial",
     "The response has iss where the owner denies",
     {"RFC9207-2-2"},
     Level::must,
     {Need::code_grant, Need::denial, Need::metadata},
     a_denial_has_iss},
    {"authorization-injection/iss-is-a-plain-url",
     "iss is an https URL without query and fragment",
     {"RFC9207-2-3"},
     Level::must,
     {Need::code_grant, Need::metadata},
     iss_is_a_plain_url},
});

}  // namespace

Topic authorization_injection() {
  return kAuthorizationInjectionChecks;
}

}  // namespace oauthspec::checks
