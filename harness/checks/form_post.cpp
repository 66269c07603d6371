// SPDX-License-Identifier: Apache-2.0
// Authorization responses by POST: OAuth 2.0 Form Post Response Mode section 2.
#include <array>
#include <string>

#include "harness/agent/html.h"
#include "harness/agent/url.h"
#include "harness/checks/authorization.h"
#include "harness/checks/browser.h"
#include "harness/checks/expect.h"
#include "harness/checks/metadata_document.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// The page whose form brings the response to the client.
struct FormPost {
  Response page;
  std::string url;        ///< Of the page.
  Parameters parameters;  ///< That the form sends.
  std::string state;      ///< Of the request.
};

// The form of a page that has the response in it; null where there is none.
const agent::Form* response_form(const agent::Page& page) {
  for (const agent::Form& form : page.forms) {
    for (const agent::Control& control : form.controls) {
      if (control.name == "code") return &form;
    }
  }
  return nullptr;
}

Attempt<FormPost> form_post(Session& session) {
  if (!lists(session.target().server.metadata, "response_modes_supported", "form_post")) {
    return std::unexpected(unsupported("the server does not promise form_post"));
  }
  const auto parameters = right_request(session, {.extra = {{"response_mode", "form_post"}}});
  if (!parameters) return std::unexpected(parameters.error());
  Browser browser(session);
  // The code is in a form: as far as the query goes, there is none.
  static_cast<void>(browser.allow(*parameters).has_value());
  for (const Response& page : pages_of(browser)) {
    const agent::Page read = agent::parse_page(page.body);
    const agent::Form* const form = response_form(read);
    if (form == nullptr) continue;
    FormPost found{
        .page = page, .url = browser.exchanges().back().request.url, .parameters = {}, .state = {}};
    for (const agent::Control& control : form->controls) {
      found.parameters.add(control.name, control.value);
    }
    found.state = parameters->find("state").value_or("");
    return found;
  }
  return std::unexpected(inconclusive("no page has a form with a code"));
}

Finding the_form_is_posted_to_the_client(Session& session) {
  const auto sent = form_post(session);
  if (!sent) return sent.error();
  const agent::Page page = agent::parse_page(sent->page.body);
  const agent::Form* const form = response_form(page);
  if (form == nullptr) return inconclusive("no page has a form with a code");
  if (form->method != "post") return fail("the form's method is " + form->method);
  const auto action = agent::resolve_reference(sent->url, form->action.value_or(""));
  return action == session.client().redirect_uris.front()
             ? pass()
             : fail("the form's action is not the redirection URI");
}

Finding the_form_has_the_response(Session& session) {
  const auto sent = form_post(session);
  if (!sent) return sent.error();
  if (sent->parameters.count("code") != 1) return fail("the form has not one code");
  return sent->parameters.find("state") == sent->state
             ? pass()
             : fail("the form has not the state of the request");
}

Finding the_page_is_not_kept(Session& session) {
  const auto sent = form_post(session);
  if (!sent) return sent.error();
  const auto control = oauth::message::find_header(sent->page.headers, "Cache-Control");
  const bool told = control && (control->find("no-store") != std::string_view::npos ||
                                control->find("no-cache") != std::string_view::npos);
  return told ? pass() : fail("nobody is told not to keep the page that has the code");
}

constexpr auto kFormPostChecks = std::to_array<Check>({
    {"form-post/to-the-client",
     "The form with the response is posted to the redirection URI",
     {"EXT-form-post-3", "EXT-form-post-4"},
     Level::must,
     {Need::code_grant, Need::browser, Need::metadata},
     the_form_is_posted_to_the_client},
    {"form-post/response",
     "The form has code and state",
     {"EXT-form-post-1", "RFC6749-4.1.2-9"},
     Level::must,
     {Need::code_grant, Need::browser, Need::metadata},
     the_form_has_the_response},
    {"form-post/not-kept",
     "Nobody keeps the page that has the response in it",
     {"EXT-form-post-5"},
     Level::must,
     {Need::code_grant, Need::browser, Need::metadata},
     the_page_is_not_kept},
});

}  // namespace

Topic form_post() {
  return kFormPostChecks;
}

}  // namespace oauthspec::checks
