// SPDX-License-Identifier: Apache-2.0
// What authorization requests keep to of a client's registration: clients are registered for it (RFC 7591).
#include <array>
#include <string>

#include "harness/checks/authorization.h"
#include "harness/checks/browser.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// A confidential client for the code grant, with these members, too.
Attempt<TestClient> registered(Session& session, const nlohmann::json& members) {
  nlohmann::json metadata = {
      {"redirect_uris", nlohmann::json::array({session.client().redirect_uris.front()})},
      {"grant_types", nlohmann::json::array({"authorization_code"})},
      {"response_types", nlohmann::json::array({"code"})},
      {"token_endpoint_auth_method", "client_secret_basic"}};
  metadata.update(members);
  const auto response =
      session.send({"POST",
                    session.target().server.registration_endpoint,
                    {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                    metadata.dump()});
  if (!response) return std::unexpected(response.error());
  const auto made = json_of(*response);
  if (!is_success(*response) || !made || !made->is_object()) {
    return std::unexpected(inconclusive("no client could be registered: " + describe(*response)));
  }
  for (const auto& [name, value] : members.items()) {
    if (!made->contains(name) || made->at(name) != value) {
      return std::unexpected(inconclusive("the client was registered without its " + name));
    }
  }
  return TestClient{{text_of(*made, "client_id"),
                     oauth::oauth2::SecretBasic{oauth::Secret(text_of(*made, "client_secret"))}},
                    {metadata["redirect_uris"].front().get<std::string>()},
                    session.client().scope};
}

Finding the_query_is_kept(Session& session) {
  const std::string uri = session.client().redirect_uris.front() + "?tenant=7";
  if (uri.find('?') != uri.rfind('?')) return unsupported("the client's own URI has a query");
  const auto client = registered(session, {{"redirect_uris", nlohmann::json::array({uri})}});
  if (!client) return client.error();
  const auto parameters = right_request(session, {.client = &*client});
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  if (!answer->is_success()) return inconclusive("no code was given: " + answer->describe());
  const auto query = query_of(answer->arrived);
  return query.find("tenant") == "7" && query.count("tenant") == 1
             ? pass()
             : fail("the query of the redirection URI did not come back as it was");
}

Finding a_response_type_is_the_clients(Session& session) {
  const auto client = registered(session, nlohmann::json::object());
  if (!client) return client.error();
  const auto right = right_request(session, {.client = &*client});
  if (!right) return right.error();
  const auto control = ask(session, *right);
  if (!control) return control.error();
  if (!control->is_success()) return inconclusive("no code was given: " + control->describe());
  const auto answer = ask(session, with(*right, "response_type", "token"));
  if (!answer) return answer.error();
  return refused(*answer, {}, "a client that is registered for codes alone got an access token");
}

Finding pushing_is_required(Session& session) {
  const auto client = registered(session, {{"require_pushed_authorization_requests", true}});
  if (!client) return client.error();
  const auto parameters = right_request(session, {.client = &*client});
  if (!parameters) return parameters.error();
  const auto pushed = session.post_as(
      *client, session.target().server.pushed_authorization_request_endpoint, *parameters);
  if (!pushed) return pushed.error();
  if (!is_success(*pushed)) return inconclusive("nothing could be pushed: " + describe(*pushed));
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"},
                 "a client that is registered to push its requests got a code without");
}

Finding a_name_is_no_markup(Session& session) {
  const auto client = registered(session, {{"client_name", "\"><oauthspec-probe>'"}});
  if (!client) return client.error();
  const auto parameters = right_request(session, {.client = &*client});
  if (!parameters) return parameters.error();
  Browser browser(session);
  if (const auto arrived = browser.allow(*parameters); !arrived) return arrived.error();
  for (const Response& page : pages_of(browser)) {
    if (page.body.find("<oauthspec-probe>") != std::string::npos) {
      return fail("a page has markup that came with the client's name");
    }
  }
  return pass();
}

constexpr auto kRegisteredClientChecks = std::to_array<Check>({
    {"registered-client/query-of-the-redirect-uri",
     "The query of a redirection URI is kept",
     {"RFC6749-3.1.2-2"},
     Level::must,
     {Need::registration, Need::code_grant},
     the_query_is_kept},
    {"registered-client/response-type",
     "A client gets no token in its browser that is registered for codes alone",
     {"RFC6749-4.1.2.1-6"},
     Level::must,
     {Need::registration, Need::code_grant, Need::implicit},
     a_response_type_is_the_clients},
    {"registered-client/markup-in-the-name",
     "A client's name is shown as text",
     {"RFC6749-10.14-1"},
     Level::must,
     {Need::registration, Need::code_grant, Need::browser},
     a_name_is_no_markup},
    {"registered-client/pushed-first",
     "A client that is registered to push its requests is refused when it does not",
     {"RFC9126-6-1", "RFC9126-5-2"},
     Level::must,
     {Need::registration, Need::code_grant, Need::pushed},
     pushing_is_required},
});

}  // namespace

Topic registered_client() {
  return kRegisteredClientChecks;
}

}  // namespace oauthspec::checks
