// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>

#include <fmt/format.h>

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

void leave_out(Examination& examination, std::string subject) {
  examination.note(std::move(subject), "it was not examined, because of the fault above", "");
}

// Whether it can sign somebody in, where it has to.
bool can_get_a_code(Examination& examination, const char* place, const TestClient& client,
                    Standing standing) {
  const bool redirects =
      !examination.target().server.authorization_endpoint.empty() && !client.redirect_uris.empty();
  if (!redirects) return true;
  if (standing == Standing::refused) {
    leave_out(examination, fmt::format("a code for oauth2.clients.{}", place));
    return false;
  }
  return examine_sign_in(examination, place, client);
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
  if (!tokens) {
    return examination.fault(
        subject, tokens.error().message,
        "See why the token endpoint exchanges no code of oauth2.clients.confidential: its log, "
        "the client's registration, oauth2.endpoints.token.");
  }
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

// What is examined by way of the confidential client.
void leave_out_the_rest(Examination& examination) {
  const checks::Target& target = examination.target();
  if (!target.resource.empty()) {
    leave_out(examination, "the protected resource " + target.resource);
  }
  if (target.password) leave_out(examination, "oauth2.resource_owner_password");
}

}  // namespace

void examine_oauth2(Examination& examination) {
  const checks::Target& target = examination.target();
  bool usable = false;  // Of the confidential client.
  for (const Named& named :
       {Named{"confidential", &target.confidential}, Named{"second", &target.second},
        Named{"public", &target.open}, Named{"code_only", &target.code_only}}) {
    if (!*named.client) {
      examination.note(fmt::format("the client oauth2.clients.{}", named.place), "none is named",
                       "Checks that need one say `unsupported`.");
      continue;
    }
    const TestClient& client = **named.client;
    const Standing standing = examine_client(examination, named.place, client);
    // Nothing is found out about anybody there.
    if (standing == Standing::nowhere) {
      leave_out_the_rest(examination);
      return;
    }
    const bool gets_a_code = can_get_a_code(examination, named.place, client, standing);
    if (named.client == &target.confidential) {
      usable = gets_a_code && standing != Standing::refused;
    }
  }
  if (!target.confidential) return;
  if (!usable) return leave_out_the_rest(examination);
  examine_resource(examination);
  examine_password(examination);
}

}  // namespace oauthspec::target
