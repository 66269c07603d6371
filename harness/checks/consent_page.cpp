// SPDX-License-Identifier: Apache-2.0
// The pages that an owner signs in and consents on: RFC 6749 sections 10.12 to 10.14, RFC 9700 sections 4.2.4, 4.12 and 4.16.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/agent/html.h"
#include "harness/checks/authorization.h"
#include "harness/checks/browser.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;

// Everything that the owner was shown on the way to a code.
Attempt<std::vector<Response>> pages_on_the_way(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  Browser browser(session);
  if (const auto arrived = browser.allow(*parameters); !arrived) {
    return std::unexpected(arrived.error());
  }
  auto pages = pages_of(browser);
  if (pages.empty()) return std::unexpected(inconclusive("the owner was shown no page"));
  return pages;
}

std::string policy_of(const Response& page) {
  std::string all;
  for (const HeaderField& field : page.headers) {
    if (oauth::message::equal_without_case(field.name, "Content-Security-Policy")) {
      all.append(field.value).append("; ");
    }
  }
  return all;
}

// Who may frame the page, " 'none'"; empty where the policy does not say so.
std::string frame_ancestors_of(const Response& page) {
  constexpr std::string_view kDirective = "frame-ancestors";
  const std::string policy = policy_of(page);
  const auto at = policy.find(kDirective);
  if (at == std::string::npos) return {};
  const auto begin = at + kDirective.size();
  return policy.substr(begin, policy.find(';', begin) - begin) + " ";
}

// A list that lets everybody in keeps nobody out: CSP level 2 section 4.2.2
bool has_frame_ancestors(const Response& page) {
  const std::string ancestors = frame_ancestors_of(page);
  return !ancestors.empty() &&
         std::ranges::none_of(std::array{" * ", " http: ", " https: "},
                              [&ancestors](const char* everybody) {
                                return ancestors.find(everybody) != std::string::npos;
                              });
}

// RFC 7034 section 2.1: any other value means nothing.
bool has_frame_options(const Response& page) {
  const auto value = find_header(page.headers, "X-Frame-Options");
  if (!value) return false;
  const auto word = value->substr(0, value->find(' '));
  return std::ranges::any_of(std::array{"DENY", "SAMEORIGIN", "ALLOW-FROM"}, [word](auto known) {
    return oauth::message::equal_without_case(word, known);
  });
}
bool keeps_frames_out(const Response& page) {
  return has_frame_ancestors(page) || has_frame_options(page);
}
bool has_referrer_policy(const Response& page) {
  const auto policy = find_header(page.headers, "Referrer-Policy");
  return (policy && *policy != "unsafe-url" && *policy != "no-referrer-when-downgrade") ||
         page.body.find("name=\"referrer\"") != std::string::npos;
}

// "the page \"Sign in\" (https://as.example/login)", without a query, in which there may be anything.
std::string name_of(const agent::Exchange& exchange) {
  const std::string& url = exchange.request.url;
  const std::string path = url.substr(0, url.find_first_of("?#"));
  const std::string title =
      exchange.response ? agent::parse_page(exchange.response->body).title : "";
  return title.empty() ? "the page " + path : fmt::format("the page \"{}\" ({})", title, path);
}

// What a page lacks for which it does not hold, as `Lacks` says it.
template <bool (*Holds)(const Response&), const char* Lacks>
Finding holds_for_each_page(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  Browser browser(session);
  const auto before = session.last_exchange();
  if (const auto arrived = browser.allow(*parameters); !arrived) return arrived.error();
  bool any = false;
  for (std::size_t i = 0; i < browser.exchanges().size(); ++i) {
    const agent::Exchange& exchange = browser.exchanges()[i];
    if (!is_page(exchange)) continue;
    any = true;
    if (Holds(*exchange.response)) continue;
    return shown_by(before ? *before + 1 + i : i,
                    fail(fmt::format("{} has {}", name_of(exchange), Lacks)));
  }
  return any ? pass() : inconclusive("the owner was shown no page");
}

constexpr char kNothingAgainstFrames[] =
    "neither Content-Security-Policy with frame-ancestors nor X-Frame-Options that keep others out";
constexpr char kNoFrameAncestors[] =
    "no Content-Security-Policy with frame-ancestors that keep others out";
constexpr char kNoFrameOptions[] = "no X-Frame-Options that keep others out";
constexpr char kNoReferrerPolicy[] = "no Referrer-Policy that keeps its address";

// Where a page has its parts from, as its markup names it: only absolute addresses can lead elsewhere.
bool leads_elsewhere(const Response& page, std::string_view origin) {
  for (const std::string_view attribute : {"src=\"http", "src='http", "src=\"//"}) {
    for (auto at = page.body.find(attribute); at != std::string::npos;
         at = page.body.find(attribute, at + 1)) {
      if (!std::string_view(page.body).substr(at + 5).starts_with(origin)) return true;
    }
  }
  const auto links = agent::parse_page(page.body).links;
  return std::ranges::any_of(links, [origin](const agent::Link& link) {
    return link.href.starts_with("http") && !link.href.starts_with(origin);
  });
}

Finding nothing_leads_elsewhere(Session& session) {
  const auto pages = pages_on_the_way(session);
  if (!pages) return pages.error();
  const std::string& endpoint = session.target().server.authorization_endpoint;
  const std::string origin = endpoint.substr(0, endpoint.find('/', endpoint.find("//") + 2));
  const bool leads = std::ranges::any_of(
      *pages, [&origin](const Response& page) { return leads_elsewhere(page, origin); });
  return leads ? fail("a page has a link, or a part of its own, from another origin") : pass();
}

Finding a_password_is_not_sent_on(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  Browser browser(session);
  // Where a form is sent on, it may well arrive nowhere.
  const auto arrived = browser.allow(*parameters);
  for (const agent::Exchange& exchange : browser.exchanges()) {
    const bool again =
        exchange.response && (exchange.response->status == 307 || exchange.response->status == 308);
    if (exchange.request.method == "POST" && again) {
      return fail("a form that the owner filled in is answered with the status " +
                  std::to_string(exchange.response->status) +
                  ", which makes the browser send it once more");
    }
  }
  return arrived ? pass() : arrived.error();
}

// What a form with the owner's password carries.
bool carries(const Request& request, const std::string& password) {
  const std::string encoded = oauth::message::write_form({{"p", password}}).substr(2);
  return request.method == "POST" && (request.body.find(encoded) != std::string::npos ||
                                      request.body.find(password) != std::string::npos);
}

// RFC 9700 section 4.12 speaks of a request that has the user's credentials in it, and of no other form.
Finding a_password_is_answered_with_303(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  Browser browser(session);
  const std::string password = browser.agent().instructions().password;
  if (password.empty()) return inconclusive("the owner signs in without a password");
  const auto before = session.last_exchange();
  if (const auto arrived = browser.allow(*parameters); !arrived) return arrived.error();
  Finding finding = inconclusive("no password was asked for");
  for (std::size_t i = 0; i < browser.exchanges().size(); ++i) {
    const agent::Exchange& exchange = browser.exchanges()[i];
    if (!exchange.response || !carries(exchange.request, password)) continue;
    finding = pass();
    const int status = exchange.response->status;
    if (status / 100 != 3 || status == 303) continue;
    return shown_by(
        before ? *before + 1 + i : i,
        fail(fmt::format("the form with the password, POST {}, is answered with the "
                         "status {} in place of 303",
                         exchange.request.url.substr(0, exchange.request.url.find('?')), status)));
  }
  return finding;
}

Finding a_wrong_password_signs_nobody_in(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  Browser right(session);
  if (const auto control = right.allow(*parameters); !control) return control.error();
  Browser wrong(session);
  wrong.agent().instructions().password = session.fresh_text();
  return wrong.allow(*parameters) ? fail("the owner signed in with a wrong password") : pass();
}

Finding a_form_of_another_browser_allows_nothing(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  Browser owner(session);
  if (const auto arrived = owner.allow(*parameters); !arrived) return arrived.error();
  Browser attacker(session);
  if (const auto arrived = attacker.allow(*parameters); !arrived) return arrived.error();
  const auto form = attacker.consent(*parameters);
  if (!form) return form.error();
  // What comes of the form alone: an owner who is asked anew may well say yes.
  owner.agent().instructions().guess = false;
  owner.agent().instructions().rules.clear();
  return owner.send(owner.from_another_site(*form), *parameters)
             ? fail(
                   "a form that was made for another browser, and sent by another site, allowed "
                   "the client")
             : pass();
}

// The form without the last of the scope's tokens that it has a box for.
std::string untick(Request& form, const oauth::oauth2::Scope& scope) {
  Parameters fields;
  static_cast<void>(fields.add_form(form.body).has_value());
  std::string unticked;
  for (const auto field : fields) {
    if (std::ranges::find(scope, field.value) != scope.end()) unticked = field.value;
  }
  Parameters kept;
  for (const auto field : fields) {
    if (unticked.empty() || field.value != unticked) kept.add(field);
  }
  form.body = oauth::message::write_form(kept);
  return unticked;
}

Finding what_is_unticked_is_not_granted(Session& session) {
  std::string verifier;
  const auto parameters = right_request(session, {}, &verifier);
  if (!parameters) return parameters.error();
  Browser browser(session);
  if (const auto arrived = browser.allow(*parameters); !arrived) return arrived.error();
  auto form = browser.consent(*parameters);
  if (!form) return form.error();
  const std::string unticked = untick(*form, session.client().scope);
  if (unticked.empty()) return unsupported("the page has no box for each part of the scope");
  const auto arrived = browser.send(*form, *parameters);
  if (!arrived) return arrived.error();
  const auto response =
      session.redeem(issued_code(*parameters, query_of(arrived->url), std::move(verifier)));
  if (!response) return response.error();
  const auto tokens = Session::read_tokens(*response);
  if (!tokens) return tokens.error();
  const std::string granted = " " + text_of(tokens->members, "scope") + " ";
  // RFC 6749 section 5.1: left out, it is what was asked for.
  return granted == "  " || granted.find(" " + unticked + " ") != std::string::npos
             ? fail("the token has a scope that the owner had unticked")
             : pass();
}

constexpr std::string_view kMarkup = "\"><oauthspec-probe>";

Finding none_has_the_markup(const std::vector<Response>& pages) {
  const bool found = std::ranges::any_of(pages, [](const Response& page) {
    return page.body.find("<oauthspec-probe>") != std::string::npos;
  });
  return found ? fail("a page has markup that came with the request") : pass();
}

Finding state_is_no_markup(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  Browser browser(session);
  if (const auto arrived = browser.allow(with(*right, "state", kMarkup)); !arrived) {
    return arrived.error();
  }
  return none_has_the_markup(pages_of(browser));
}

Finding a_refused_request_is_no_markup(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  Browser browser(session);
  for (const char* name : {"client_id", "redirect_uri", "scope", "response_type"}) {
    static_cast<void>(browser.allow(with(*right, name, kMarkup)).has_value());
  }
  const auto pages = pages_of(browser);
  return pages.empty() ? inconclusive("no page says what is wrong") : none_has_the_markup(pages);
}

constexpr auto kConsentPageChecks = std::to_array<Check>({
    {"consent-page/frames",
     "The pages for the owner cannot be framed by other sites",
     {"RFC9700-4.16-1"},
     Level::must,
     {Need::code_grant, Need::browser},
     holds_for_each_page<keeps_frames_out, kNothingAgainstFrames>},
    // RFC 6749 says how it can be done, and no more.
    {"consent-page/framing-is-prevented",
     "Something keeps the pages for the owner out of other sites' frames",
     {"RFC6749-10.13-2"},
     Level::should,
     {Need::code_grant, Need::browser},
     holds_for_each_page<keeps_frames_out, kNothingAgainstFrames>},
    {"consent-page/frame-ancestors",
     "The pages for the owner have a Content-Security-Policy with frame-ancestors",
     {"RFC9700-4.16-2"},
     Level::should,
     {Need::code_grant, Need::browser},
     holds_for_each_page<has_frame_ancestors, kNoFrameAncestors>},
    {"consent-page/x-frame-options",
     "The pages for the owner have X-Frame-Options, too",
     {"RFC9700-4.16-4"},
     Level::should,
     {Need::code_grant, Need::browser},
     holds_for_each_page<has_frame_options, kNoFrameOptions>},
    {"consent-page/referrer",
     "The pages for the owner let no browser pass their address on",
     {"RFC9700-4.2.4-2"},
     Level::should,
     {Need::code_grant, Need::browser},
     holds_for_each_page<has_referrer_policy, kNoReferrerPolicy>},
    {"consent-page/third-parties",
     "The pages for the owner have nothing of other origins",
     {"RFC9700-4.2.4-1"},
     Level::should,
     {Need::code_grant, Need::browser},
     nothing_leads_elsewhere},
    {"consent-page/no-307",
     "No form of the owner's is answered with a redirection that sends it on",
     {"RFC9700-4.12-1", "RFC9700-2.1-8"},
     Level::must,
     {Need::code_grant, Need::browser},
     a_password_is_not_sent_on},
    {"consent-page/303",
     "A form with the owner's password is answered with 303 where the browser is sent on",
     {"RFC9700-4.12-2"},
     Level::should,
     {Need::code_grant, Need::browser},
     a_password_is_answered_with_303},
    {"consent-page/wrong-password",
     "Nobody signs in with a wrong password",
     {"RFC6749-3.1-1"},
     Level::must,
     {Need::code_grant, Need::browser},
     a_wrong_password_signs_nobody_in},
    {"consent-page/form-of-another-browser",
     "A consent form is good in the browser that it was made for, and from the server's own pages",
     {"RFC6749-10.12-5"},
     Level::must,
     {Need::code_grant, Need::browser},
     a_form_of_another_browser_allows_nothing},
    {"consent-page/narrowed-scope",
     "What the owner unticks is not granted",
     {"RFC6749-10.12-5", "RFC6749-3.3-2"},
     Level::must,
     {Need::code_grant, Need::browser},
     what_is_unticked_is_not_granted},
    {"consent-page/markup-in-state",
     "state is shown as text, or not at all",
     {"RFC6749-10.14-1"},
     Level::must,
     {Need::code_grant, Need::browser},
     state_is_no_markup},
    {"consent-page/markup-in-a-refused-request",
     "A page that says what is wrong shows parameters as text, or not at all",
     {"RFC6749-10.14-1"},
     Level::must,
     {Need::code_grant, Need::browser},
     a_refused_request_is_no_markup},
});

}  // namespace

Topic consent_page() {
  return kConsentPageChecks;
}

}  // namespace oauthspec::checks
