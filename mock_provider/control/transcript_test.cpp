// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/transcript.h"

#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/events.h"
#include "mock_provider/control/har.h"
#include "mock_provider/control/masking.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;

// Each stands in one place of the exchanges below, and nowhere else.
constexpr std::array<std::string_view, 22> kSecrets{
    "pw-wonderland-1",    "cs-client-secret-2", "at-access-token-3",  "rt-refresh-token-4",
    "co-code-5",          "cv-verifier-6",      "as-assertion-7",     "ck-cookie-8",
    "sc-set-cookie-9",    "bt-bearer-token-10", "qt-query-token-11",  "lc-location-code-12",
    "ft-fragment-13",     "ot-oauth-token-14",  "os-oauth-secret-15", "ov-oauth-verifier-16",
    "in-interaction-17",  "dc-device-code-18",  "uc-user-code-19",    "pg-page-code-20",
    "hb-basic-secret-21", "ps-plain-secret-22"};

const HeaderField kForm{"Content-Type", "application/x-www-form-urlencoded"};
const HeaderField kJson{"Content-Type", "application/json"};

class TranscriptTest : public testing::ProviderTest {
 protected:
  Exchange& add(oauth::message::Request request, oauth::message::Response response = {}) {
    Exchange& exchange = state.log.next();
    const auto number = exchange.number;
    exchange = {};
    exchange.number = number;
    exchange.at = state.now();
    exchange.endpoint = Endpoint::token;
    exchange.request = std::move(request);
    exchange.reply.response = std::move(response);
    exchange.request_octets = exchange.request.body.size();
    exchange.response_octets = exchange.reply.response.body.size();
    return exchange;
  }

  void add_secrets() {
    add({"POST",
         "http://127.0.0.1:8080/token?access_token=qt-query-token-11",
         {kForm,
          {"Authorization", "Basic Y2xpZW50OmhiLWJhc2ljLXNlY3JldC0yMQ=="},
          {"Cookie", "session=ck-cookie-8; other=1"}},
         "grant_type=password&username=alice&password=pw-wonderland-1&client_secret=cs%2Dclient-"
         "secret-2&code=co-code-5&code_verifier=cv-verifier-6&assertion=as-assertion-7&device_code="
         "dc-device-code-18"},
        {200,
         {kJson, {"Set-Cookie", "session=sc-set-cookie-9; HttpOnly; Path=/"}},
         R"({"access_token":"at-access-token-3","refresh_token" : "rt-refresh-token-4","user_code":"uc-user-code-19"})"});
    add({"GET",
         "http://127.0.0.1:8080/consent?interaction=in-interaction-17",
         {{"authorization", "Bearer bt-bearer-token-10"}},
         ""},
        {302,
         {{"Location",
           "https://client.example/"
           "cb?code=lc-location-code-12&state=s#access_token=ft-fragment-13"}},
         "see at-bt-bearer-token-10"});
    Exchange& signed_request =
        add({"POST",
             "http://127.0.0.1:8080/oauth/token",
             {{"Authorization",
               "OAuth oauth_consumer_key=\"client\", oauth_token=\"ot-oauth-token-14\", "
               "oauth_verifier=\"ov-oauth-verifier-16\", oauth_signature_method=\"PLAINTEXT\", "
               "oauth_signature=\"ps-plain-secret-22%26os-oauth-secret-15\""}},
             ""},
            {200, {kForm}, "oauth_token=ot-oauth-token-14&oauth_token_secret=os-oauth-secret-15"});
    signed_request.diagnosis = SignatureDiagnosis{
        .base_string =
            "POST&http%3A%2F%2F127.0.0.1&a%3D1%26oauth_token%3Dot-oauth-token-14%26z%3D1",
        .client_base_string =
            "POST&http%3A%2F%2F127.0.0.1&a%3D1%26oauth_token%3Dot-oauth-token-14%26z%3D2",
        .first_difference = 77,
        .mistake = "m"};
    add({"GET", "http://127.0.0.1:8080/authorize", {}, ""},
        {200,
         {{"Content-Type", "text/html; charset=utf-8"}},
         "<input name=\"code\" value=\"pg-page-code-20\">"});
  }

  std::string shown(const std::string& path) {
    const auto reply = get(path);
    EXPECT_EQ(reply.response.status, 200) << reply.response.body;
    return reply.response.body;
  }
};

TEST_F(TranscriptTest, HoldsNoSecretInAnyForm) {
  add_secrets();
  std::uint64_t position = 0;
  for (const std::string& text :
       {shown("/_control/transcript"), shown("/_control/transcript.har"),
        events_since(state, position), get("/_events?from=0").response.body}) {
    EXPECT_TRUE(text.contains("***"));
    for (const std::string_view secret : kSecrets) {
      EXPECT_FALSE(text.contains(secret)) << secret << " in\n" << text;
    }
    EXPECT_FALSE(text.contains("aGItYmFzaWMtc2VjcmV0"));
    EXPECT_FALSE(text.contains("Y2xpZW50"));  // Basic's Base64
    // What is no secret is left.
    EXPECT_TRUE(text.contains("alice"));
    EXPECT_TRUE(text.contains("oauth_consumer_key"));
    EXPECT_TRUE(text.contains("state=s"));
  }
}

TEST_F(TranscriptTest, ShowsSecretsOnlyWhereTheProviderWasStartedSo) {
  add_secrets();
  EXPECT_EQ(get("/_control/transcript?secrets=show").response.status, 403);
  state.settings.show_secrets = true;
  EXPECT_TRUE(shown("/_control/transcript?secrets=show").contains("pw-wonderland-1"));
  EXPECT_FALSE(shown("/_control/transcript").contains("pw-wonderland-1"));
  EXPECT_EQ(get("/_control/transcript?secrets=1").response.status, 400);
}

TEST_F(TranscriptTest, PointsToTheDifferenceInTheMaskedTexts) {
  add_secrets();
  const Exchange exchange = masked(state.log.at(3));
  const auto& diagnosis = *exchange.diagnosis;
  EXPECT_TRUE(diagnosis.base_string.contains("oauth_token%3D***%26z"));
  EXPECT_EQ(diagnosis.first_difference, diagnosis.base_string.size() - 1);
}

TEST_F(TranscriptTest, IsChosenByNumberEndpointAndVerdict) {
  for (int i = 0; i < 3; ++i) {
    add({"GET", "http://127.0.0.1:8080/", {}, ""}).verdict.accepted = i != 1;
  }
  const auto numbers = [this](const std::string& query) {
    std::vector<int> found;
    const json list = json::parse(shown("/_control/transcript" + query));
    for (const json& exchange : list.at("exchanges")) {
      found.push_back(exchange.at("number"));
    }
    return found;
  };
  EXPECT_EQ(numbers(""), (std::vector{1, 2, 3}));
  EXPECT_EQ(numbers("?from=2"), (std::vector{2, 3}));
  EXPECT_EQ(numbers("?from=9"), std::vector<int>{});
  EXPECT_EQ(numbers("?verdict=refused"), std::vector{2});
  EXPECT_EQ(numbers("?endpoint=token&verdict=accepted"), (std::vector{1, 3}));
  EXPECT_EQ(numbers("?endpoint=resource"), std::vector<int>{});
  for (const char* const query :
       {"?from=x", "?from=-1", "?from=", "?endpoint=x", "?verdict=x", "?colour=x"}) {
    EXPECT_EQ(get(std::string("/_control/transcript") + query).response.status, 400) << query;
  }
}

TEST_F(TranscriptTest, CutsBodiesThatAreLong) {
  const std::string body(100'000, 'a');
  (void)post("/token", {{"a", body}});
  const json exchange = json::parse(shown("/_control/transcript")).at("exchanges").at(0);
  EXPECT_EQ(exchange.at("request").at("body").get<std::string>().size(), state.log.octets());
  EXPECT_EQ(exchange.at("request").at("body_octets"), body.size() + 2);
}

TEST_F(TranscriptTest, IsOfThisVerdictAndClause) {
  Exchange& exchange = add({"POST", "http://127.0.0.1:8080/token", {}, ""}, {400, {}, ""});
  exchange.verdict = {.accepted = false,
                      .error = "invalid_grant",
                      .reason = "verifier_mismatch",
                      .requirement = "RFC7636-4.6-1",
                      .explanation = "No."};
  exchange.faults = {"delay"};
  exchange.reply.delivery.cut_after = 3;
  const json shown_exchange = json::parse(shown("/_control/transcript")).at("exchanges").at(0);
  EXPECT_EQ(shown_exchange.at("verdict").at("document"), "RFC 7636");
  EXPECT_EQ(shown_exchange.at("verdict").at("section"), "4.6");
  EXPECT_EQ(shown_exchange.at("delivery"), json({{"cut_after", 3}}));
  EXPECT_EQ(shown_exchange.at("faults"), json::array({"delay"}));
  EXPECT_EQ(clause_of("").document, "");
  EXPECT_EQ(clause_of("OTHER").document, "OTHER");
}

TEST_F(TranscriptTest, IsWrittenWhateverOctetsItHolds) {
  add({"POST", "http://127.0.0.1:8080/token", {{"X", "\xFF"}}, std::string("\0\xC3(", 3)},
      {200, {}, "\xFE"});
  EXPECT_TRUE(json::accept(shown("/_control/transcript")));
  EXPECT_TRUE(json::accept(shown("/_control/transcript.har")));
}

// The rules of HAR 1.2: the type of each member, and which may be left out.
void expect_members(const json& object,
                    const std::vector<std::pair<const char*, json::value_t>>& members) {
  for (const auto& [name, type] : members) {
    ASSERT_TRUE(object.contains(name)) << name;
    const json::value_t found = object.at(name).type();
    const bool number = object.at(name).is_number() && type == json::value_t::number_integer;
    EXPECT_TRUE(found == type || number) << name << ": " << object.at(name);
  }
}

void expect_pairs(const json& list) {
  for (const json& pair : list) {
    expect_members(pair, {{"name", json::value_t::string}, {"value", json::value_t::string}});
  }
}

TEST_F(TranscriptTest, IsAValidHttpArchive) {
  using enum json::value_t;
  add_secrets();
  const json log = json::parse(shown("/_control/transcript.har")).at("log");
  expect_members(log, {{"version", string}, {"creator", object}, {"entries", array}});
  EXPECT_EQ(log.at("version"), "1.2");
  expect_members(log.at("creator"), {{"name", string}, {"version", string}});
  ASSERT_EQ(log.at("entries").size(), 4U);
  for (const json& entry : log.at("entries")) {
    expect_members(entry, {{"startedDateTime", string},
                           {"time", number_integer},
                           {"request", object},
                           {"response", object},
                           {"cache", object},
                           {"timings", object}});
    EXPECT_EQ(entry.at("startedDateTime"), "2023-11-14T22:13:20.000Z");
    expect_members(
        entry.at("timings"),
        {{"send", number_integer}, {"wait", number_integer}, {"receive", number_integer}});
    const json& request = entry.at("request");
    expect_members(request, {{"method", string},
                             {"url", string},
                             {"httpVersion", string},
                             {"cookies", array},
                             {"headers", array},
                             {"queryString", array},
                             {"headersSize", number_integer},
                             {"bodySize", number_integer}});
    if (request.contains("postData")) {
      expect_members(request.at("postData"),
                     {{"mimeType", string}, {"params", array}, {"text", string}});
      expect_pairs(request.at("postData").at("params"));
    }
    const json& response = entry.at("response");
    expect_members(response, {{"status", number_integer},
                              {"statusText", string},
                              {"httpVersion", string},
                              {"cookies", array},
                              {"headers", array},
                              {"content", object},
                              {"redirectURL", string},
                              {"headersSize", number_integer},
                              {"bodySize", number_integer}});
    expect_members(response.at("content"), {{"size", number_integer}, {"mimeType", string}});
    for (const json* const list :
         {&request.at("cookies"), &request.at("headers"), &request.at("queryString"),
          &response.at("cookies"), &response.at("headers")}) {
      expect_pairs(*list);
    }
    // The sum of the parts that are measured.
    EXPECT_EQ(entry.at("time"), entry.at("timings").at("wait"));
    // HAR 1.2: names of members that the format does not have begin with an underscore.
    for (const auto& [name, value] : entry.items()) {
      EXPECT_TRUE(name.starts_with('_') ||
                  std::ranges::count(std::array{"startedDateTime", "time", "request", "response",
                                                "cache", "timings", "comment"},
                                     name) == 1)
          << name;
    }
  }
  EXPECT_EQ(log.at("entries").at(0).at("response").at("cookies").at(0).at("value"), "***");
}

TEST(Har, WritesTimesOfAnyDay) {
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(951'868'799), "2000-02-29T23:59:59.000Z");
}

TEST_F(TranscriptTest, IsStreamedFromAPosition) {
  const auto send = [this](int times) {
    for (int i = 0; i < times; ++i) {
      add({"GET", "http://127.0.0.1:8080/token", {}, ""});
    }
  };
  std::uint64_t position = 0;
  EXPECT_EQ(events_since(state, position), "");
  send(2);
  const std::string first = events_since(state, position);
  EXPECT_EQ(position, 2U);
  EXPECT_TRUE(first.starts_with("id: 1\nevent: exchange\ndata: {\"number\":1,"));
  EXPECT_TRUE(first.contains("\n\nid: 2\nevent: exchange\n"));
  EXPECT_TRUE(first.ends_with("}\n\n"));
  EXPECT_EQ(events_since(state, position), "");
  send(60);
  (void)events_since(state, position);
  EXPECT_EQ(position, 52U);
  (void)events_since(state, position);
  EXPECT_EQ(position, 62U);
}

TEST_F(TranscriptTest, IsStreamedAnewWhereItBeganAnew) {
  std::uint64_t position = 7;  // Of a provider that was started again since.
  EXPECT_EQ(events_since(state, position), "event: restart\ndata: {}\n\n");
  EXPECT_EQ(position, 0U);
  add({"GET", "http://127.0.0.1:8080/token", {}, ""});
  EXPECT_TRUE(events_since(state, position).starts_with("id: 1\n"));
  state.log.clear();
  EXPECT_EQ(events_since(state, position), "");
  add({"GET", "http://127.0.0.1:8080/token", {}, ""});
  EXPECT_TRUE(events_since(state, position).starts_with("id: 2\n"));
}

// A line feed in what a client sends ends no event.
TEST_F(TranscriptTest, IsStreamedInLinesThatAreWhole) {
  add({"POST", "http://127.0.0.1:8080/token", {}, "a\n\nid: 9\nevent: restart\r\n\r\n"});
  std::uint64_t position = 0;
  const std::string text = events_since(state, position);
  EXPECT_EQ(std::ranges::count(text, '\n'), 4);
  EXPECT_EQ(std::ranges::count(text, '\r'), 0);
}

TEST_F(TranscriptTest, IsStreamedFromWhereABrowserLeftIt) {
  for (int i = 0; i < 3; ++i) {
    (void)get("/nothing");
  }
  const auto opened = get("/_events?from=1");
  EXPECT_EQ(oauth::message::find_header(opened.response.headers, "Content-Type"),
            "text/event-stream");
  EXPECT_TRUE(opened.response.body.starts_with("retry: 1000\n\nid: 2\n"));
  EXPECT_EQ(opened.delivery.stream, 3U);
  const auto again = get("/_events?from=1", {{"Last-Event-ID", "2"}});
  EXPECT_TRUE(again.response.body.starts_with("retry: 1000\n\nid: 3\n"));
  EXPECT_TRUE(get("/_events?from=nonsense").response.body.contains("id: 1\n"));
  (void)get("/case/one/nothing");
  EXPECT_EQ(get("/case/one/_events?from=0").delivery.stream, 1U);
}

}  // namespace
}  // namespace oauthspec::provider::control
