// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>

#include <fmt/format.h>

#include "harness/agent/html.h"
#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

using checks::TestClient;

struct Named {
  const char* place;
  const std::optional<TestClient>* client;
};

std::string title_of(const oauth::message::Response& page) {
  constexpr std::size_t kShown = 80;
  std::string title = agent::parse_page(page.body).title;
  return title.empty() ? "" : fmt::format(", titled \"{}\"", title.substr(0, kShown));
}

// A code that nobody issued: a server that knows the client says invalid_grant, whatever else it may be.
bool is_known(Examination& examination, const Named& named) {
  const std::string subject = fmt::format("the client oauth2.clients.{}", named.place);
  const TestClient& client = **named.client;
  oauth::message::Parameters form{{"grant_type", "authorization_code"},
                                  {"code", examination.session().fresh_text()}};
  if (!client.redirect_uris.empty()) form.add("redirect_uri", client.redirect_uris.front());
  const auto response = examination.session().token(client, form);
  if (!response) {
    examination.unreachable(subject, response.error().message, "See what the server's log says.");
    return false;
  }
  const bool refused = checks::error_of(*response) == "invalid_client" || response->status == 401;
  if (!refused) return true;
  examination.fault(
      subject, "the token endpoint answers " + checks::describe(*response) + " to its credentials",
      "Correct client_id, client_secret and token_endpoint_auth_method, or register "
      "the client so.");
  return false;
}

void examine_sign_in(Examination& examination, const Named& named) {
  const std::string subject = fmt::format("a code for oauth2.clients.{}", named.place);
  const TestClient& client = **named.client;
  const auto request = checks::right_request(examination.session(), {.client = &client});
  if (!request) return examination.fault(subject, request.error().message, "");
  const auto answer = checks::ask(examination.session(), *request);
  if (!answer) {
    return examination.fault(subject, answer.error().message,
                             "Follow what the sign-in does with a browser, and correct sign_in.");
  }
  if (answer->is_success()) return examination.good(subject, "the owner signs in and allows");
  if (answer->has_arrived()) {
    return examination.fault(
        subject, "the authorization endpoint answers a right request with " + answer->describe(),
        "Correct the client's registration, or its scope here.");
  }
  tell_of_page(examination, subject, answer->page, client.redirect_uris.front());
}

void examine_resource(Examination& examination) {
  const std::string& url = examination.target().resource;
  if (url.empty()) {
    return examination.note("the protected resource", "none is named",
                            "Name one in oauth2.resource: a third of the checks need it.");
  }
  const std::string subject = "the protected resource " + url;
  const auto without = examination.session().get(url);
  if (without && checks::is_success(*without)) {
    return examination.fault(subject, "it answers without a token",
                             "Name a resource in oauth2.resource that needs an access token.");
  }
  const auto tokens = examination.session().tokens();
  if (!tokens) return examination.fault(subject, tokens.error().message, "");
  const auto with = examination.session().resource(tokens->access_token);
  if (!with || !checks::is_success(*with)) {
    return examination.fault(
        subject,
        with ? "it answers " + checks::describe(*with) + " to a fresh token" : with.error().message,
        "Name a resource that the tokens of oauth2.clients.confidential are good for, or more "
        "scope there.");
  }
  examination.good(subject, "it takes a fresh token");
}

void examine_password(Examination& examination) {
  const auto& password = examination.target().password;
  if (!password || !examination.target().confidential) return;
  const checks::TestClient& client = *examination.target().confidential;
  const auto response = examination.session().token(
      client, checks::with_scope_of(client, {{"grant_type", "password"},
                                             {"username", password->first},
                                             {"password", password->second.reveal()}}));
  if (!response || checks::is_success(*response)) return;
  examination.fault("oauth2.resource_owner_password",
                    "the token endpoint answers " + checks::describe(*response),
                    "Correct username and password, or leave them out where the server does not "
                    "have the password grant.");
}

}  // namespace

void tell_of_page(Examination& examination, const std::string& subject,
                  const oauth::message::Response& page, const std::string& redirect_uri) {
  const std::string seen =
      fmt::format("the browser stayed on a page with the status {}{}", page.status, title_of(page));
  const bool refused = page.status >= 400;
  examination.fault(
      subject, seen,
      refused ? fmt::format("Register {} as the client's redirection URI, or correct it here.",
                            redirect_uri)
              : "Tell sign_in what to do on that page by a rule (harness/agent/README.md), or sign "
                "in by a program (sign_in.command).");
}

void examine_oauth2(Examination& examination) {
  const checks::Target& target = examination.target();
  for (const Named& named :
       {Named{"confidential", &target.confidential}, Named{"second", &target.second},
        Named{"public", &target.open}, Named{"code_only", &target.code_only}}) {
    if (!*named.client) {
      examination.note(fmt::format("the client oauth2.clients.{}", named.place), "none is named",
                       "Checks that need one say `unsupported`.");
      continue;
    }
    if (!is_known(examination, named)) continue;
    examination.good(fmt::format("the client oauth2.clients.{}", named.place), "it is known");
    const bool redirects =
        !target.server.authorization_endpoint.empty() && !(*named.client)->redirect_uris.empty();
    if (redirects) examine_sign_in(examination, named);
  }
  if (target.confidential && worst(examination.diagnoses()) < Health::fault) {
    examine_resource(examination);
    examine_password(examination);
  }
}

}  // namespace oauthspec::target
