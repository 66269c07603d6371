// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/control.h"

#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/behaviours.h"
#include "mock_provider/control/events.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;

const HeaderField kBasic{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="};  // client:secret
const HeaderField kJson{"Content-Type", "application/json"};

class Control : public testing::ProviderTest {
 protected:
  http::Reply ask(std::string_view method, std::string_view path, const std::string& body = "",
                  std::vector<HeaderField> headers = {kJson}) {
    return handle(
        {std::string(method), std::string(kOrigin) + std::string(path), std::move(headers), body},
        state);
  }
  json answer(std::string_view method, std::string_view path, const std::string& body = "") {
    const auto reply = ask(method, path, body);
    EXPECT_EQ(reply.response.status, 200) << method << ' ' << path << '\n' << reply.response.body;
    return json::parse(reply.response.body);
  }
  // The error code, or an empty text where there is none.
  std::string refusal(int status, const http::Reply& reply) {
    EXPECT_EQ(reply.response.status, status) << reply.response.body;
    return json::parse(reply.response.body).value("error", "");
  }
  http::Reply token(std::string_view prefix = "") {
    return post(std::string(prefix) + "/token", {{"grant_type", "client_credentials"}}, {kBasic});
  }
};

TEST_F(Control, ListsWhatThereIs) {
  const json list = answer("GET", "/_control").at("operations");
  EXPECT_GE(list.size(), 20U);
  for (const json& operation : list) {
    EXPECT_FALSE(operation.at("does").get<std::string>().empty());
    EXPECT_TRUE(operations_table().contains(operation.at("path").get<std::string>()));
  }
  EXPECT_EQ(answer("GET", "/_control/behaviours").at("behaviours").size(), behaviours().size());
}

TEST_F(Control, LeavesItsOwnRequestsOutOfTheTranscript) {
  (void)answer("GET", "/_control/state");
  (void)get("/");
  EXPECT_EQ(state.log.count(), 0U);
}

TEST_F(Control, ArmsFaultsAndTakesThemAway) {
  const json armed =
      answer("POST", "/_control/faults",
             R"({"behaviour":"delay","endpoint":"token","times":3,"skip":1,"amount":25})");
  const json expected = {
      {"behaviour", "delay"}, {"endpoint", "token"}, {"times", 3}, {"skip", 1}, {"amount", 25}};
  EXPECT_EQ(armed.at("faults"), json::array({expected}));
  (void)token();
  EXPECT_EQ(token().delivery.delay.count(), 25);
  EXPECT_EQ(answer("GET", "/_control/faults").at("faults").at(0).at("times"), 2);
  (void)answer("POST", "/_control/faults", R"({"behaviour":"server_error","times":0})");
  EXPECT_EQ(answer("GET", "/_control/faults").at("faults").at(1).at("times"), nullptr);
  EXPECT_EQ(answer("DELETE", "/_control/faults/delay").at("faults").size(), 1U);
  EXPECT_EQ(token().response.status, 500);
  EXPECT_TRUE(answer("DELETE", "/_control/faults").at("faults").empty());
  EXPECT_EQ(token().response.status, 200);
}

TEST_F(Control, RefusesFaultsThatAreNone) {
  for (const char* const body :
       {R"({})", R"({"behaviour":"no_such"})", R"({"behaviour":1})",
        R"({"behaviour":"wrong_state","endpoint":"token"})",
        R"({"behaviour":"wrong_state","endpoint":"nowhere"})",
        R"({"behaviour":"wrong_state","amount":1})", R"({"behaviour":"delay","amount":-1})",
        R"({"behaviour":"delay","amount":1.5})",
        R"({"behaviour":"delay","amount":18446744073709551615})",
        R"({"behaviour":"delay","times":-1})", R"({"behaviour":"delay","skip":"1"})",
        R"({"behaviour":"delay","more":1})", R"({"behaviour":"delay","endpoint":"control"})",
        R"([])", R"(null)", R"({"behaviour":"delay")",
        R"({"behaviour":"delay","behaviour":"delay"})"}) {
    EXPECT_EQ(refusal(400, ask("POST", "/_control/faults", body)), "invalid_request") << body;
  }
  EXPECT_TRUE(state.faults.empty());
  EXPECT_EQ(refusal(404, ask("DELETE", "/_control/faults/delay")), "not_found");
}

TEST_F(Control, IsNoFaultToItself) {
  (void)answer("POST", "/_control/faults", R"({"behaviour":"server_error","times":0})");
  EXPECT_EQ(answer("GET", "/_control/faults").at("faults").size(), 1U);
}

TEST_F(Control, MovesTheClock) {
  EXPECT_EQ(answer("GET", "/_control/clock").at("now"), 1'700'000'000);
  EXPECT_EQ(answer("POST", "/_control/clock", R"({"advance":3600})").at("now"), 1'700'003'600);
  EXPECT_EQ(answer("POST", "/_control/clock", R"({"set":1800000000})").at("offset"), 100'000'000);
  EXPECT_EQ(answer("POST", "/_control/clock", R"({"advance":-1})").at("time"),
            "2027-01-15T07:59:59.000Z");
  for (const char* const body : {R"({})", R"({"advance":1,"set":1})", R"({"advance":"1"})",
                                 R"({"set":-1})", R"({"advance":9223372036854775807})"}) {
    EXPECT_EQ(refusal(400, ask("POST", "/_control/clock", body)), "invalid_request") << body;
  }
}

TEST_F(Control, KeepsClients) {
  const std::string body =
      R"({"client_id":"new","client_secret":"s","redirect_uris":["https://a.example/cb"],"grant_types":["client_credentials"],"scope":"read"})";
  const json kept = answer("POST", "/_control/clients", body);
  EXPECT_EQ(kept.at("token_endpoint_auth_methods"),
            json::array({"client_secret_basic", "client_secret_post"}));
  EXPECT_FALSE(kept.contains("client_secret"));
  EXPECT_EQ(
      post("/token",
           {{"grant_type", "client_credentials"}, {"client_id", "new"}, {"client_secret", "s"}})
          .response.status,
      200);
  EXPECT_EQ(answer("GET", "/_control/clients").at("clients").size(), state.registry.clients.size());
  (void)answer("DELETE", "/_control/clients/new");
  EXPECT_EQ(
      post("/token",
           {{"grant_type", "client_credentials"}, {"client_id", "new"}, {"client_secret", "s"}})
          .response.status,
      401);
  EXPECT_EQ(refusal(404, ask("DELETE", "/_control/clients/new")), "not_found");
}

TEST_F(Control, RefusesClientsThatAreNone) {
  for (const char* const body :
       {R"({})", R"({"client_id":""})", R"({"client_id":7})", R"({"client_id":"a","scope":"\""})",
        R"({"client_id":"a","redirect_uris":"https://a"})",
        R"({"client_id":"a","token_endpoint_auth_methods":["magic"]})",
        R"({"client_id":"a","jwks":[]})", R"({"client_id":"a","application_type":"tv"})",
        R"({"client_id":"a","dpop_bound_access_tokens":1})",
        R"({"client_id":"a","colour":"red"})"}) {
    EXPECT_EQ(refusal(400, ask("POST", "/_control/clients", body)), "invalid_request") << body;
  }
  EXPECT_FALSE(state.registry.clients.contains("a"));
}

TEST_F(Control, KeepsUsers) {
  EXPECT_EQ(answer("POST", "/_control/users", R"({"username":"carol","password":"p"})").at("sub"),
            "carol");
  EXPECT_EQ(answer("GET", "/_control/users").at("users").size(), 3U);
  (void)answer("DELETE", "/_control/users/carol");
  EXPECT_FALSE(state.registry.users.contains("carol"));
  EXPECT_EQ(refusal(400, ask("POST", "/_control/users", R"({"username":"carol"})")),
            "invalid_request");
  EXPECT_EQ(refusal(404, ask("DELETE", "/_control/users/carol")), "not_found");
}

TEST_F(Control, Resets) {
  (void)token();
  (void)answer("POST", "/_control/faults", R"({"behaviour":"server_error","times":0})");
  (void)answer("POST", "/_control/clock", R"({"advance":60})");
  (void)answer("DELETE", "/_control/clients/client");
  (void)answer("POST", "/_control/reset");
  const json now = answer("GET", "/_control/state");
  EXPECT_EQ(now.at("records").at("access_tokens"), 0);
  EXPECT_EQ(now.at("faults"), 0);
  EXPECT_EQ(now.at("clock").at("offset"), 0);
  EXPECT_TRUE(state.registry.clients.contains("client"));
  EXPECT_EQ(token().response.status, 200);
}

TEST_F(Control, OfACaseIsForThatCaseAlone) {
  (void)answer("POST", "/case/one/_control/faults", R"({"behaviour":"server_error","times":0})");
  EXPECT_EQ(token("/case/one").response.status, 500);
  EXPECT_EQ(token().response.status, 200);
  EXPECT_EQ(answer("GET", "/case/one/_control/state").at("issuer"),
            "http://127.0.0.1:8080/case/one");
  const json cases = answer("GET", "/_control/cases").at("cases");
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases.at(0).at("name"), "one");
  EXPECT_EQ(answer("GET", "/case/one/_control/transcript").at("exchanges").size(), 1U);
  (void)answer("DELETE", "/_control/cases/one");
  EXPECT_TRUE(state.cases.empty());
  EXPECT_EQ(refusal(404, ask("DELETE", "/_control/cases/one")), "not_found");
}

TEST_F(Control, SaysWhatItIsNotGoodFor) {
  EXPECT_EQ(refusal(404, ask("GET", "/_control/nothing")), "not_found");
  EXPECT_EQ(refusal(404, ask("DELETE", "/_control/clients/%zz")), "not_found");
  const auto reply = ask("PUT", "/_control/clients");
  EXPECT_EQ(refusal(405, reply), "method_not_allowed");
  EXPECT_EQ(oauth::message::find_header(reply.response.headers, "Allow"), "GET, POST");
}

// A form of a foreign page can be sent with three content types, none of which is JSON's.
TEST_F(Control, TakesNoFormForJson) {
  for (const char* const type : {"text/plain", "application/x-www-form-urlencoded",
                                 "multipart/form-data", "application/jsonp"}) {
    EXPECT_EQ(refusal(415, ask("POST", "/_control/reset", "{}", {{"Content-Type", type}})),
              "unsupported_media_type");
  }
  EXPECT_EQ(refusal(415, ask("POST", "/_control/reset", "{}", {})), "unsupported_media_type");
  EXPECT_EQ(
      ask("POST", "/_control/reset", "{}", {{"content-type", "Application/JSON; charset=utf-8"}})
          .response.status,
      200);
}

TEST_F(Control, RefusesPagesOfOthers) {
  for (const char* const origin : {"https://attacker.example", "null", "http://127.0.0.1:9090",
                                   "https://127.0.0.1:8080", ""}) {
    EXPECT_EQ(refusal(403, ask("GET", "/_control/transcript", "", {{"Origin", origin}})),
              "foreign_origin")
        << origin;
  }
  EXPECT_EQ(refusal(403, ask("POST", "/_control/reset", "{}",
                             {kJson, {"Origin", "https://attacker.example"}})),
            "foreign_origin");
  EXPECT_EQ(refusal(403, ask("GET", "/_events", "", {{"Sec-Fetch-Site", "cross-site"}})),
            "foreign_site");
  const auto own = ask("GET", "/_control/state", "",
                       {{"Origin", "http://127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-origin"}});
  EXPECT_EQ(own.response.status, 200);
  for (const HeaderField& field : own.response.headers) {
    EXPECT_FALSE(field.name.starts_with("Access-Control")) << field.name;
  }
}

// A name that somebody else's DNS leads to 127.0.0.1 stands in the Host field, and so in the URL.
TEST_F(Control, RefusesHostsThatAreNotItsOwn) {
  for (const char* const url :
       {"http://attacker.example:8080/_control/state", "http://127.0.0.1.attacker.example/_events",
        "http://localhost.attacker.example/_control/state", "http://[::2]/_events",
        "http://127.attacker.example/_events", "http:///_control/state"}) {
    const auto reply = handle({"GET", url, {}, ""}, state);
    EXPECT_EQ(refusal(403, reply), "foreign_host") << url;
  }
  for (const char* const url :
       {"http://localhost:1/_control/state", "http://[::1]:8080/_control/state",
        "https://127.0.0.1/_control/state"}) {
    EXPECT_EQ(handle({"GET", url, {}, ""}, state).response.status, 200) << url;
  }
}

TEST_F(Control, DecidesDeviceCodes) {
  DeviceRecord device;
  device.device_code = oauth::Secret("a-device-code-of-32-octets-or-so");
  device.user_code = "WDJB-MJHT";
  device.expires = state.now() + 600;
  state.devices.add(std::move(device));
  EXPECT_EQ(answer("GET", "/_control/state").at("pending").at("user_codes").at(0).at("user_code"),
            "WDJB-MJHT");
  EXPECT_EQ(refusal(404, ask("POST", "/_control/approve", R"({"user_code":"XXXX-XXXX"})")),
            "not_found");
  EXPECT_EQ(refusal(400, ask("POST", "/_control/approve", R"({"user":"nobody"})")),
            "invalid_request");
  EXPECT_EQ(answer("POST", "/_control/approve", R"({"user":"bob","user_code":"WDJB-MJHT"})")
                .at("user_code"),
            "WDJB-MJHT");
  EXPECT_EQ(state.devices.all().front().decision, Decision::allowed);
  EXPECT_EQ(state.devices.all().front().grant.subject, "bob");
  EXPECT_EQ(refusal(404, ask("POST", "/_control/deny", "{}")), "not_found");
}

TEST_F(Control, DecidesTemporaryCredentials) {
  for (const char* const key : {"first-temporary-credentials", "second-temporary-credentials"}) {
    TemporaryRecord record;
    record.key = oauth::Secret(key);
    record.callback = "oob";
    record.expires = state.now() + 600;
    state.temporary.add(std::move(record));
  }
  EXPECT_EQ(refusal(400, ask("POST", "/_control/deny", "{}")), "invalid_request");
  const json allowed =
      answer("POST", "/_control/approve", R"({"oauth_token":"second-temporary-credentials"})");
  EXPECT_EQ(allowed.at("oauth_verifier"), state.temporary.all().back().verifier.reveal());
  EXPECT_FALSE(allowed.at("oauth_verifier").get<std::string>().empty());
  EXPECT_EQ(state.temporary.all().back().subject, "alice");
  const json denied = answer("POST", "/_control/deny", "{}");
  EXPECT_EQ(denied.at("oauth_token"), "first-temporary-credentials");
  EXPECT_FALSE(denied.contains("oauth_verifier"));
  EXPECT_EQ(state.temporary.all().front().decision, Decision::denied);
}

http::Reply finish(Call&, const InteractionRecord& record, Decision decision) {
  return {{302,
           {{"Location", "https://client.example/?by=" + record.subject +
                             (decision == Decision::allowed ? "&code=1" : "&error=1")}},
           ""},
          {}};
}

Finish finish_of(const InteractionRecord& record) {
  return record.authorization ? &finish : nullptr;
}

TEST_F(Control, DecidesInteractions) {
  const auto decide = [this](FinishOf how) {
    const oauth::message::Request request{"POST",
                                          "http://127.0.0.1:8080/_control/approve",
                                          {kJson},
                                          R"({"interaction":"an-interaction-of-32-octets"})"};
    Call call{.request = request,
              .state = state,
              .endpoint = Endpoint::control,
              .path = "/_control/approve",
              .query = {},
              .issuer = {}};
    return control(call, how);
  };
  InteractionRecord record;
  record.id = oauth::Secret("an-interaction-of-32-octets");
  record.authorization.emplace();
  state.interactions.add(std::move(record));
  EXPECT_EQ(refusal(400, decide(nullptr)), "invalid_request");
  EXPECT_EQ(state.interactions.size(), 1U);
  const auto reply = decide(&finish_of);
  ASSERT_EQ(reply.response.status, 200);
  EXPECT_EQ(json::parse(reply.response.body).at("location"),
            "https://client.example/?by=alice&code=1");
  EXPECT_EQ(state.interactions.size(), 0U);
}

constexpr std::string_view kAuthorize =
    "/authorize?response_type=code&client_id=client&state=xyz"
    "&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback";

TEST_F(Control, AllowsAnAuthorizationThatWaits) {
  ASSERT_EQ(get(kAuthorize).response.status, 200);
  const auto location =
      answer("POST", "/_control/approve", R"({"user":"bob"})").at("location").get<std::string>();
  EXPECT_TRUE(location.starts_with("https://client.example/callback?code=")) << location;
  EXPECT_TRUE(location.contains("state=xyz"));
  ASSERT_EQ(state.codes.size(), 1U);
  EXPECT_EQ(state.codes.all().front().grant.subject, "bob");
}

TEST_F(Control, AltersTheAuthorizationResponseWhereverItComesFrom) {
  (void)answer("POST", "/_control/faults", R"({"behaviour":"wrong_state"})");
  ASSERT_EQ(get(kAuthorize).response.status, 200);  // A page, which has no state.
  EXPECT_EQ(state.faults.size(), 1U);
  state.settings.automatic_user = "alice";
  const auto reply = get(kAuthorize);
  const auto location = oauth::message::find_header(reply.response.headers, "Location");
  ASSERT_TRUE(location);
  EXPECT_TRUE(location->contains("state=not-the-state")) << *location;
  EXPECT_TRUE(state.faults.empty());
}

TEST_F(Control, ServesTheInspectorWithoutInlineScript) {
  const auto page = get("/");
  EXPECT_EQ(page.response.status, 200);
  const auto policy = oauth::message::find_header(page.response.headers, "Content-Security-Policy");
  ASSERT_TRUE(policy);
  EXPECT_TRUE(policy->contains("default-src 'none'; script-src 'self'"));
  EXPECT_FALSE(policy->contains("unsafe"));
  for (const char* const asset : {"inspector.css", "inspector.js"}) {
    EXPECT_TRUE(page.response.body.contains(std::string("\"_assets/") + asset + '"'));
    EXPECT_EQ(get(std::string("/_assets/") + asset).response.status, 200);
    EXPECT_EQ(get(std::string("/case/one/_assets/") + asset).response.status, 200);
  }
  EXPECT_EQ(get("/_assets/other.js").response.status, 404);
  EXPECT_EQ(oauth::message::find_header(get("/case/one").response.headers, "Location"),
            "http://127.0.0.1:8080/case/one/");
}

}  // namespace
}  // namespace oauthspec::provider::control
