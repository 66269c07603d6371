// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/user_agent.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/agent/testing/agent_test.h"

namespace oauthspec::agent {
namespace {

using oauth::message::count_headers;
using oauth::message::find_header;
using oauth::message::Request;
using oauth::message::Response;
using testing::moved;
using testing::page;

class Agent : public testing::AgentTest {};

TEST_F(Agent, FollowsRedirectionsToTheClient) {
  server_.on("GET http://as/authorize?x=1", moved("step"));
  server_.on("GET http://as/step", moved("//as/last", 307));
  server_.on("GET http://as/last", moved("http://client.example/cb?code=a%20b&state=\"", 303));
  const Ending ending = visit("http://as/authorize?x=1#ignored");
  const auto* arrived = std::get_if<Arrived>(&ending);
  ASSERT_NE(arrived, nullptr) << describe(ending);
  EXPECT_EQ(arrived->request.method, "GET");
  EXPECT_EQ(arrived->request.url, "http://client.example/cb?code=a%20b&state=%22");
  EXPECT_EQ(arrived->url, "http://client.example/cb?code=a%20b&state=%22#ignored");
  EXPECT_EQ(server_.sent.size(), 3U);
  EXPECT_EQ(server_.sent[0].url, "http://as/authorize?x=1");
}

TEST_F(Agent, KeepsTheFragmentOfAnImplicitGrant) {
  server_.on("GET http://as/", moved("http://client.example/cb#access_token=t&state=s"));
  const Ending ending = visit("http://as/#page");
  EXPECT_EQ(arrival(ending), "http://client.example/cb#access_token=t&state=s");
  EXPECT_EQ(std::get<Arrived>(ending).request.url, "http://client.example/cb");
}

TEST_F(Agent, ArrivesAtAUrlThatNoTransportTakes) {
  server_.on("GET http://as/", moved("com.example.app:/cb?code=1"));
  UserAgent user_agent(server_, clock_, alice());
  EXPECT_EQ(
      arrival(user_agent.visit(
          "http://as/", [](std::string_view url) { return url.starts_with("com.example.app:"); })),
      "com.example.app:/cb?code=1");
  EXPECT_EQ(reason(user_agent.visit("http://as/")),
            "a request would go to a URL that is not of http or https");
}

/// What a POST becomes behind a redirection of this status.
struct MethodCase {
  int status;
  const char* method;
  const char* body;
};

TEST_F(Agent, ChangesMethodsAsBrowsersDo) {
  for (const auto& [status, method, body] : {MethodCase{301, "GET", ""},
                                             {302, "GET", ""},
                                             {303, "GET", ""},
                                             {307, "POST", "a=1"},
                                             {308, "POST", "a=1"}}) {
    server_.on("POST http://as/form", moved("http://client.example/cb", status));
    UserAgent user_agent(server_, clock_, alice());
    const Request request{
        "POST",
        "http://as/form",
        {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Basic x"}},
        "a=1"};
    const Ending ending = user_agent.begin(request, is_callback);
    const auto* arrived = std::get_if<Arrived>(&ending);
    ASSERT_NE(arrived, nullptr) << status;
    EXPECT_EQ(arrived->request.method, method) << status;
    EXPECT_EQ(arrived->request.body, body) << status;
    EXPECT_EQ(count_headers(arrived->request.headers, "Content-Type"), *body == '\0' ? 0U : 1U)
        << status;
    EXPECT_EQ(count_headers(arrived->request.headers, "Authorization"), 0U) << status;
  }
}

TEST_F(Agent, SaysItsOriginAndNeverItsReferer) {
  server_.on("GET http://as:8080/", page("<form method=post action=/login><input name=user><input "
                                         "type=password name=p><button>Log in</button></form>"));
  server_.on("POST http://as:8080/login", moved("http://other/in", 307));
  server_.on("POST http://other/in", moved("http://client.example/cb"));
  EXPECT_EQ(arrival(visit("http://as:8080/")), "http://client.example/cb");
  ASSERT_EQ(server_.sent.size(), 3U);
  EXPECT_EQ(count_headers(server_.sent[0].headers, "Origin"), 0U);
  EXPECT_EQ(find_header(server_.sent[1].headers, "Origin"), "http://as:8080");
  EXPECT_EQ(find_header(server_.sent[2].headers, "Origin"), "null");
  EXPECT_EQ(find_header(server_.sent[1].headers, "User-Agent"), "oauthspec");
  for (const Request& request : server_.sent) {
    EXPECT_EQ(count_headers(request.headers, "Referer"), 0U);
    EXPECT_EQ(count_headers(request.headers, "Accept"), 1U);
  }
}

TEST_F(Agent, CarriesCookiesAlongAndOverVisits) {
  Response first = moved("/two");
  first.headers.push_back({"Set-Cookie", "sid=1; HttpOnly"});
  server_.on("GET http://as/one", first);
  Response second = moved("http://as.other/three");
  second.headers.push_back({"Set-Cookie", "sid=2"});
  server_.on("GET http://as/two", second);
  server_.on("GET http://as.other/three", moved("http://client.example/cb"));
  UserAgent user_agent(server_, clock_, alice());
  EXPECT_EQ(arrival(user_agent.visit("http://as/one", is_callback)), "http://client.example/cb");
  EXPECT_EQ(arrival(user_agent.visit("http://as/two", is_callback)), "http://client.example/cb");
  EXPECT_EQ(cookies_of(server_.sent.at(0)), "");
  EXPECT_EQ(cookies_of(server_.sent.at(1)), "sid=1");
  EXPECT_EQ(cookies_of(server_.sent.at(2)), "");
  EXPECT_EQ(cookies_of(server_.sent.at(3)), "sid=2");
  user_agent.cookies().clear();
  EXPECT_EQ(arrival(user_agent.visit("http://as/two", is_callback)), "http://client.example/cb");
  EXPECT_EQ(cookies_of(server_.sent.at(5)), "");
  EXPECT_EQ(user_agent.exchanges().size(), 7U);
  EXPECT_EQ(user_agent.exchanges().at(0).response->status, 302);
}

TEST_F(Agent, StopsWhereItGoesInCircles) {
  server_.on("GET http://as/a", moved("/b"));
  server_.on("GET http://as/b", moved("/a"));
  EXPECT_EQ(describe(visit("http://as/a")),
            "looped at http://as/a: the same request with the same cookies came up a third time");
  EXPECT_EQ(server_.sent.size(), 4U);
}

TEST_F(Agent, StopsWhereThereIsNoEnd) {
  int count = 0;
  const auto endless = [&](const Request&) {
    Response response = moved("/");
    response.headers.push_back({"Set-Cookie", "count=" + std::to_string(++count)});
    return response;
  };
  server_.on("GET http://as/", endless);
  Instructions instructions = alice();
  instructions.most_requests = 10;
  EXPECT_EQ(describe(visit("http://as/", instructions)),
            "looped at http://as/: more than 10 requests");
  EXPECT_EQ(count, 10);
}

TEST_F(Agent, StopsWhereAPagePostsItselfForEver) {
  int count = 0;
  server_.on("GET http://as/", [&](const Request&) {
    return page("<form method=post><input type=hidden name=n value=0></form>");
  });
  server_.on("POST http://as/", [&](const Request&) {
    return page("<form method=post><input type=hidden name=n value=" + std::to_string(++count) +
                "></form><script>document.forms[0].submit()</script>");
  });
  EXPECT_EQ(describe(visit("http://as/")), "looped at http://as/: more than 40 requests");
  EXPECT_EQ(count, 39);
}

TEST_F(Agent, TellsAFailure) {
  server_.on("GET http://as/", moved("http://gone/"));
  const Ending ending = visit("http://as/");
  ASSERT_TRUE(std::holds_alternative<Failed>(ending));
  EXPECT_EQ(describe(ending), "no response from http://gone/: refused, no such page");
}

TEST_F(Agent, StaysOnAPageThatNothingGoesOnFrom) {
  server_.on("GET http://as/",
             page("<title>Oops</title><h1>invalid_client</h1><p>Unknown client", 400));
  const Ending ending = visit("http://as/#f");
  const auto* stayed = std::get_if<Stayed>(&ending);
  ASSERT_NE(stayed, nullptr);
  EXPECT_EQ(stayed->response.status, 400);
  EXPECT_EQ(stayed->open.page.text, "invalid_client\nUnknown client");
  EXPECT_EQ(
      describe(ending),
      "stayed at http://as/#f \"Oops\" (status 400): no rule and no guess goes on from this page");
}

TEST_F(Agent, StaysWhereTheResponseIsNoPageToFill) {
  const char* form = "<form method=post><button>Continue</button></form>";
  server_.on("GET http://as/json", Response{200, {{"Content-Type", "application/json"}}, form});
  EXPECT_EQ(reason(visit("http://as/json")), "no rule and no guess goes on from this page");
  server_.on("GET http://as/500", page(form, 500));
  EXPECT_EQ(reason(visit("http://as/500")), "the server failed");
  server_.on("GET http://as/302", Response{302, {}, "<p>no Location"});
  EXPECT_EQ(reason(visit("http://as/302")), "no rule and no guess goes on from this page");
  server_.on("GET http://as/bad", moved("http://h:x/"));
  EXPECT_EQ(reason(visit("http://as/bad")), "no rule and no guess goes on from this page");
}

TEST_F(Agent, StaysOnAPageLargerThanItReads) {
  server_.on("GET http://as/", page("<title>Big</title>" + std::string(100'000'000, 'a')));
  UserAgent user_agent(server_, clock_, alice());
  const Ending ending = user_agent.visit("http://as/");
  const auto* stayed = std::get_if<Stayed>(&ending);
  ASSERT_NE(stayed, nullptr);
  EXPECT_TRUE(stayed->open.page.truncated);
  EXPECT_EQ(user_agent.exchanges().at(0).response->body.size(), 2U * 1024 * 1024);
  EXPECT_EQ(stayed->open.page.title, "Big");
}

TEST_F(Agent, FollowsRefreshesAndScriptsThatOnlyGoElsewhere) {
  server_.on("GET http://as/",
             page("<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript><meta "
                  "http-equiv=Refresh content='1; URL=\"/two\"'>"));
  Response two = page("<p>Wait");
  two.headers.push_back({"Refresh", "0;url=/three"});
  server_.on("GET http://as/two", two);
  server_.on("GET http://as/three", page("<script>if (location == top.location) "
                                         "window.location.href = 'four?a=1\\u0026b=2';</script>"));
  server_.on("GET http://as/four?a=1&b=2",
             page("<base href=/x/><script>location.replace(\"five\")</script>"));
  server_.on("GET http://as/x/five",
             page("<meta http-equiv=refresh content='30;url=http:\\\\client.example\\cb'>"));
  EXPECT_EQ(arrival(visit("http://as/")), "http://client.example/cb");
}

TEST_F(Agent, ReloadsAPageThatIsNotReadyYet) {
  int count = 0;
  server_.on("GET http://as/wait", [&](const Request&) {
    if (++count < 2) return page("<meta http-equiv=refresh content=2>");
    return moved("http://client.example/cb");
  });
  EXPECT_EQ(arrival(visit("http://as/wait")), "http://client.example/cb");
}

TEST_F(Agent, TakesAStepByHand) {
  server_.on("GET http://as/", page("<title>Which?</title><a href=/b>B</a>"));
  server_.on("GET http://as/b", moved("http://client.example/cb"));
  UserAgent user_agent(server_, clock_, alice());
  const Ending ending = user_agent.visit("http://as/", is_callback);
  const auto* stayed = std::get_if<Stayed>(&ending);
  ASSERT_NE(stayed, nullptr);
  EXPECT_EQ(arrival(user_agent.go_on(stayed->open, Follow{"http://as/b", {}}, is_callback)),
            "http://client.example/cb");
}

TEST(ScriptTarget, IsAPlainAddressOnly) {
  EXPECT_EQ(script_target("location.assign( 'https:\\/\\/h\\/' )"), "https://h/");
  EXPECT_EQ(script_target("self.location=\"/a\""), "/a");
  for (const char* script : {"", "location", "location.href", "if (location == '/a') {}",
                             "location = base + '/a'", "location.href = `x`", "location = '\\x41'",
                             "location = 'open", "location.hash = 'x'", "location = ''"})
    EXPECT_EQ(script_target(script), std::nullopt) << script;
}

}  // namespace
}  // namespace oauthspec::agent
