// SPDX-License-Identifier: Apache-2.0
// The pages that a resource owner signs in and decides on: RFC 5849 sections 2.2, 4.13 and 4.14.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "harness/agent/html.h"
#include "harness/agent/verification_code.h"
#include "harness/checks/browser.h"
#include "harness/checks/expect.h"
#include "harness/checks/oauth1_issuing.h"
#include "harness/checks/oauth1_visit.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;

// What a browser does that was allowed to go to the client once, in which the owner is signed in now.
Attempt<Visit> sign_in(const OAuth1Session& oauth1, Browser& browser) {
  auto made = visit(oauth1, browser);
  if (made && !was_allowed(*made)) {
    return std::unexpected(
        inconclusive("the owner did not come back: " + agent::describe(made->ending)));
  }
  return made;
}

Finding an_owner_is_identified_first(Session& session) {
  const OAuth1Session oauth1(session);
  if (const auto right = oauth1.authorized(); !right) return right.error();
  Browser browser(session);
  // It goes where it is sent, and fills in nothing.
  browser.agent().instructions().guess = false;
  browser.agent().instructions().rules.clear();
  const auto made = visit(oauth1, browser);
  if (!made) return made.error();
  if (was_allowed(*made)) return fail("a browser was allowed in which nobody has signed in");
  return std::holds_alternative<agent::Stayed>(made->ending)
             ? pass()
             : inconclusive("nobody is asked to sign in: " + agent::describe(made->ending));
}

bool has_sent(const Browser& browser, std::string_view text) {
  return std::ranges::any_of(browser.exchanges(), [text](const agent::Exchange& exchange) {
    return exchange.request.body.find(text) != std::string::npos;
  });
}

Finding a_wrong_password_identifies_nobody(Session& session) {
  const OAuth1Session oauth1(session);
  Browser right(session);
  if (const auto control = sign_in(oauth1, right); !control) return control.error();
  Browser wrong(session);
  const std::string password = session.fresh_text();
  wrong.agent().instructions().password = password;
  const auto made = visit(oauth1, wrong);
  if (!made) return made.error();
  if (!has_sent(wrong, password)) return inconclusive("nobody is asked for a password");
  return was_allowed(*made) ? fail("the owner signed in with a wrong password") : pass();
}

Finding a_form_of_another_browser_allows_nothing(Session& session) {
  const OAuth1Session oauth1(session);
  const std::string callback = oauth1.client().callback;
  Browser owner(session);
  if (const auto made = sign_in(oauth1, owner); !made) return made.error();
  Browser attacker(session);
  if (const auto made = sign_in(oauth1, attacker); !made) return made.error();
  const auto temporary = temporary_for(oauth1, callback);
  if (!temporary) return temporary.error();
  const auto form = attacker.consent(oauth1.authorization_url(*temporary), callback);
  if (!form) return form.error();
  // What comes of the form alone: an owner who is asked anew may well say yes.
  owner.agent().instructions().guess = false;
  owner.agent().instructions().rules.clear();
  const auto ending =
      owner.agent().begin(owner.from_another_site(*form),
                          [&callback](std::string_view url) { return leads_to(url, callback); });
  const auto* const arrived = std::get_if<agent::Arrived>(&ending);
  return arrived != nullptr && query_of(arrived->url).find("oauth_verifier")
             ? fail(
                   "a form that was made for another browser, and sent by another site, allowed "
                   "the client")
             : pass();
}

bool asks_for_a_password(const Response& page) {
  const auto is_password = [](const agent::Control& control) { return control.type == "password"; };
  return std::ranges::any_of(agent::parse_page(page.body).forms, [&](const agent::Form& form) {
    return std::ranges::any_of(form.controls, is_password);
  });
}

// Whether a page has nothing against frames of other sites: neither header fields, nor scripts of its own, which may have it, nor a
// password to be typed.
bool is_unprotected(const Response& page) {
  std::string policy;
  for (const HeaderField& field : page.headers) {
    if (oauth::message::equal_without_case(field.name, "Content-Security-Policy")) {
      policy += field.value;
    }
  }
  return !find_header(page.headers, "X-Frame-Options") &&
         policy.find("frame-ancestors") == std::string::npos &&
         page.body.find("<script") == std::string::npos && !asks_for_a_password(page);
}

Finding pages_cannot_be_framed(Session& session) {
  const OAuth1Session oauth1(session);
  Browser browser(session);
  if (const auto made = sign_in(oauth1, browser); !made) return made.error();
  const std::size_t before = pages_of(browser).size();
  if (const auto made = visit(oauth1, browser); !made) return made.error();
  const auto pages = pages_of(browser);
  if (pages.size() == before) return inconclusive("the owner is shown no page to decide on");
  return std::any_of(pages.begin() + static_cast<std::ptrdiff_t>(before), pages.end(),
                     is_unprotected)
             ? fail("other sites can frame a page that the owner decides on")
             : pass();
}

bool was_sent_to_oob(const Browser& browser) {
  return std::ranges::any_of(browser.exchanges(), [](const agent::Exchange& exchange) {
    return exchange.response && location_of(*exchange.response).value_or("").starts_with("oob");
  });
}

// On a page for people, or bare, as the parameters of a callback request.
std::optional<std::string> shown_code(const agent::Stayed& stayed) {
  const Parameters bare = query_of("?" + stayed.response.body);
  if (const auto verifier = bare.find("oauth_verifier")) return std::string(*verifier);
  return agent::find_verification_code(stayed.open.page);
}

Finding a_code_is_shown_without_a_callback(Session& session) {
  const OAuth1Session oauth1(session);
  Browser browser(session);
  if (const auto made = sign_in(oauth1, browser); !made) return made.error();
  const auto made = visit(oauth1, browser, "oob");
  if (!made) return made.error();
  if (was_sent_to_oob(browser)) return fail("the owner is sent to \"oob\", as if it were a URI");
  if (std::holds_alternative<agent::Arrived>(made->ending)) {
    return inconclusive("the owner is sent to a callback that the server knows by other means");
  }
  const auto* const stayed = std::get_if<agent::Stayed>(&made->ending);
  if (stayed == nullptr) {
    return inconclusive("no page is shown: " + agent::describe(made->ending));
  }
  if (stayed->response.status / 100 == 4) {
    return fail("the owner who has allowed is shown an error: " + describe(stayed->response));
  }
  const auto code = shown_code(*stayed);
  if (!code) return inconclusive("no verification code is found on the page");
  const auto response = attempt(oauth1, oauth1.token_parts({made->temporary, *code, {}}));
  if (!response) return response.error();
  return gives_credentials(*response)
             ? pass()
             : inconclusive("what was found on the page is no verification code, or is refused");
}

constexpr auto kOauth1ConsentPageChecks = std::to_array<Check>({
    {"oauth1-consent-page/the-owner-is-identified-first",
     "A browser in which nobody has signed in is allowed nothing",
     {"RFC5849-2.2-5"},
     Level::must,
     {Need::oauth1, Need::browser},
     an_owner_is_identified_first},
    {"oauth1-consent-page/a-wrong-password",
     "Nobody signs in with a wrong password",
     {"RFC5849-2.2-5"},
     Level::must,
     {Need::oauth1, Need::browser},
     a_wrong_password_identifies_nobody},
    {"oauth1-consent-page/a-form-of-another-browser",
     "A consent form is good in the browser that it was made for, and from the server's own pages",
     {"RFC5849-4.13-1"},
     Level::should,
     {Need::oauth1, Need::browser},
     a_form_of_another_browser_allows_nothing},
    {"oauth1-consent-page/frames",
     "The page that the owner decides on cannot be framed by other sites",
     {"RFC5849-4.14-1"},
     Level::should,
     {Need::oauth1, Need::browser},
     pages_cannot_be_framed},
    {"oauth1-consent-page/a-code-is-shown",
     "Without a callback the owner is shown the verification code",
     {"RFC5849-2.2-13"},
     Level::should,
     {Need::oauth1, Need::browser},
     a_code_is_shown_without_a_callback},
});

}  // namespace

Topic oauth1_consent_page() {
  return kOauth1ConsentPageChecks;
}

}  // namespace oauthspec::checks
