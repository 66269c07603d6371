// SPDX-License-Identifier: Apache-2.0
// Pages of shapes that real servers show, each written for this test.
#include <string>

#include <gtest/gtest.h>

#include "harness/agent/testing/agent_test.h"
#include "harness/agent/verification_code.h"

namespace oauthspec::agent {
namespace {

using oauth::message::Request;
using oauth::message::Response;
using testing::moved;
using testing::page;

class SignInPages : public testing::AgentTest {};

// Glewlwyd's pages are a program in the browser; a rule says what it would send.
TEST_F(SignInPages, OfAScriptGoByRule) {
  server_.on(
      "GET http://as:4593/api/oidc/auth?client_id=c",
      moved(
          "http://as:4593/"
          "login.html?client_id=c&scope=openid&callback_url=%2Fapi%2Foidc%2Fauth%3Fclient_id%3Dc"));
  server_.on(
      "GET "
      "http://as:4593/"
      "login.html?client_id=c&scope=openid&callback_url=%2Fapi%2Foidc%2Fauth%3Fclient_id%3Dc",
      page("<div id=root></div><script src=app.js></script>"));
  server_.on("POST http://as:4593/api/auth/", [](const Request& request) {
    EXPECT_EQ(request.body, R"({"username":"alice","password":"p"})");
    EXPECT_EQ(oauth::message::find_header(request.headers, "Content-Type"), "application/json");
    return with_cookie(Response{200, {}, {}}, "GLEWLWYD2_SESSION_ID=g; Path=/");
  });
  server_.on("PUT http://as:4593/api/auth/grant/c", [](const Request& request) {
    EXPECT_EQ(cookies_of(request), "GLEWLWYD2_SESSION_ID=g");
    EXPECT_EQ(request.body, R"({"scope":"openid"})");
    return Response{200, {}, {}};
  });
  server_.on("GET http://as:4593/api/oidc/auth?client_id=c&g_continue",
             moved("http://client.example/cb?code=1"));
  Instructions instructions;
  instructions.username = "alice";
  instructions.password = "p";
  instructions.rules.push_back({.url = "*/login.html?*",
                                .text = {},
                                .fill = {},
                                .send = {{"POST", "/api/auth/", "application/json",
                                          R"({"username":"{username}","password":"{password}"})"},
                                         {"PUT", "api/auth/grant/{query:client_id}",
                                          "application/json", R"({"scope":"{query:scope}"})"}},
                                .press = {},
                                .follow = {},
                                .go_to = "{query:callback_url}&g_continue",
                                .stop = false});
  EXPECT_EQ(arrival(visit("http://as:4593/api/oidc/auth?client_id=c", instructions)),
            "http://client.example/cb?code=1");
}

// A small PHP server: everything on one page, old HTML, and another encoding.
TEST_F(SignInPages, OfOnePageAreSignedInAndAnsweredAtOnce) {
  const std::string form =
      "<HTML><BODY BGCOLOR=white><TABLE><FORM METHOD=post "
      "ACTION='authorize.php?state=x'><TR><TD>Benutzer\xFC:<TD><INPUT NAME=f1>"
      "<TR><TD>Kennwort<TD><INPUT TYPE=password NAME=f2><TR><TD><INPUT TYPE=submit NAME=authorized "
      "VALUE=yes><INPUT TYPE=submit NAME=authorized VALUE=no></FORM></TABLE>";
  server_.on("GET http://as/oauth/authorize.php",
             Response{200, {{"Content-Type", "text/html; charset=ISO-8859-1"}}, form});
  server_.on("POST http://as/oauth/authorize.php?state=x", [](const Request& request) {
    return moved("http://client.example/cb?" + request.body);
  });
  EXPECT_EQ(arrival(visit("http://as/oauth/authorize.php")),
            "http://client.example/cb?f1=alice&f2=wonder+land&authorized=yes");
  EXPECT_EQ(arrival(visit("http://as/oauth/authorize.php", alice(Decision::deny))),
            "http://client.example/cb?f1=alice&f2=wonder+land&authorized=no");
}

// Spring's: one form to allow, with a choice for each scope, and another to deny.
TEST_F(SignInPages, OfTwoFormsAreAnsweredByTheRightOne) {
  server_.on("GET http://as/",
             page("<form action=/logout method=post><input type=hidden name=_csrf "
                  "value=1><button>Sign out</button></form>"
                  "<form id=ok action=/ method=post><input name=user_oauth_approval value=true "
                  "type=hidden><label><input type=checkbox name=scope value=read> Read</label>"
                  "<label><input type=checkbox name=scope value=write checked> "
                  "Write</label><label><input type=checkbox name=keep> Remember my decision</label>"
                  "<input name=authorize value=Authorize type=submit></form><form id=no action=/ "
                  "method=post><input name=user_oauth_approval value=false type=hidden><input "
                  "name=deny value=Deny type=submit></form>"));
  server_.on("POST http://as/", [](const Request& request) {
    return moved("http://client.example/cb?" + request.body);
  });
  EXPECT_EQ(arrival(visit("http://as/")),
            "http://client.example/"
            "cb?user_oauth_approval=true&scope=read&scope=write&authorize=Authorize");
  EXPECT_EQ(arrival(visit("http://as/", alice(Decision::deny))),
            "http://client.example/cb?user_oauth_approval=false&deny=Deny");
}

// First the name alone, then the password; buttons with addresses of their own, links with nested relative ones.
TEST_F(SignInPages, ThatAskForTheNameFirst) {
  server_.on(
      "GET http://as/a/b/start",
      page("<form role=search><input name=q><button>Go</button></form><form "
           "action=../identify><input type=hidden name=t value=1>"
           "<input type=email name=identifier aria-label='E-mail'><button formaction='../next' "
           "formmethod=post>Next</button><a href=#>Forgot e-mail?</a></form>"));
  server_.on("POST http://as/a/next",
             page("<form method=post action=./pw/../check><input type=email name=identifier "
                  "value=alice readonly><input name=Passwd type=password>"
                  "<label><input type=checkbox> Show password</label><button "
                  "type=button>Cancel</button><button>Next</button></form>"));
  server_.on(
      "POST http://as/a/check",
      page("<p>App wants: mail<p><a href='allow?x=1'>Allow</a> <a href='deny?x=1'>Deny</a>"));
  server_.on("GET http://as/a/allow?x=1", moved("http://client.example/cb?code=1"));
  server_.on("GET http://as/a/deny?x=1", moved("http://client.example/cb?error=access_denied"));
  EXPECT_EQ(arrival(visit("http://as/a/b/start")), "http://client.example/cb?code=1");
  EXPECT_EQ(arrival(visit("http://as/a/b/start", alice(Decision::deny))),
            "http://client.example/cb?error=access_denied");
  EXPECT_EQ(server_.sent.at(1).body, "t=1&identifier=alice");
}

// A script presses no button, and a form that goes to the client says nothing more to the server.
TEST_F(SignInPages, ThatPostThemselvesAreLetGo) {
  const std::string button =
      "<input type=hidden name=a value=1><button name=b value=2>Continue</button></form>";
  server_.on("GET http://as/", page("<form method=post action=/next>" + button +
                                    "<script>document.forms[0].submit()</script>"));
  server_.on("POST http://as/next",
             page("<form method=post action='http://client.example/cb'>" + button));
  const Ending ending = visit("http://as/", alice(Decision::deny));
  ASSERT_EQ(arrival(ending), "http://client.example/cb");
  EXPECT_EQ(std::get<Arrived>(ending).request.body, "a=1");
  EXPECT_EQ(server_.sent.at(1).body, "a=1");
}

TEST_F(SignInPages, AreDeniedWithNothingFilledIn) {
  server_.on(
      "GET http://as/",
      page(
          "<form method=post><input type=checkbox name=scope value=read><input name=email required>"
          "<button name=answer value=yes>Allow</button><button name=answer "
          "value=no>Deny</button></form>"));
  server_.on("POST http://as/", [](const Request& request) {
    return moved("http://client.example/cb?" + request.body);
  });
  EXPECT_EQ(arrival(visit("http://as/", alice(Decision::deny))),
            "http://client.example/cb?email=&answer=no");
}

TEST_F(SignInPages, NeverAllowForOneWhoDenies) {
  server_.on("GET http://as/", page("<form method=post><button name=go>Allow</button></form>"));
  EXPECT_EQ(reason(visit("http://as/", alice(Decision::deny))),
            "the page has no way to deny that we know");
  server_.on("GET http://as/signin", page("<form method=post><input name=user><input type=password "
                                          "name=p><button>Sign in and allow</button></form>"));
  EXPECT_EQ(reason(visit("http://as/signin", alice(Decision::deny))),
            "the page has no way to deny that we know");
  EXPECT_EQ(server_.sent.size(), 2U);
}

TEST_F(SignInPages, AreLeftAloneWhereTheyAskForSomethingElse) {
  for (const char* html :
       {"<form method=post><input type=password name=a autocomplete=new-password><input "
        "type=password name=b><button>Register</button></form>",
        "<form><input type=search name=q><button>Go</button></form>",
        "<form method=post><input name=zip required><button>Continue</button></form>",
        "<form method=post action=/logout><input type=hidden name=t value=1><button>Log "
        "out</button></form>",
        "<a href='javascript:void(0)'>Allow</a><a href=mailto:x@y>OK</a><a href='#'>Yes</a>"}) {
    server_.on("GET http://as/", page(html));
    EXPECT_EQ(reason(visit("http://as/")), "no rule and no guess goes on from this page") << html;
  }
}

// RFC 5849 section 2.2: without a callback the page shows the code. RFC5849-2.2-13
TEST_F(SignInPages, OfOauth1EndInAVerificationCode) {
  server_.on(
      "GET http://as/oauth/authorize?oauth_token=t",
      page("<form action=/oauth/authorize method=post id=oauth_form><input name=authenticity_token "
           "type=hidden value=a>"
           "<input type=hidden name=oauth_token value=t><input name='session[username_or_email]' "
           "type=text aria-required=true><input name='session[password]' type=password value=''>"
           "<input type=submit value='Authorize app' id=allow><input class='deny button' id=cancel "
           "name=cancel type=submit value=Cancel></form>"));
  server_.on("POST http://as/oauth/authorize", [](const Request& request) {
    EXPECT_EQ(request.body,
              "authenticity_token=a&oauth_token=t&session%5Busername_or_email%5D=alice&session%"
              "5Bpassword%5D=wonder+land");
    return page(
        "<div id=oauth_pin><p><span>Next, enter this PIN to "
        "complete:</span><kbd><code>7654321</code></kbd></div>");
  });
  const Ending ending = visit("http://as/oauth/authorize?oauth_token=t");
  ASSERT_TRUE(std::holds_alternative<Stayed>(ending)) << describe(ending);
  EXPECT_EQ(find_verification_code(std::get<Stayed>(ending).open.page), "7654321");
}

// RFC 8628 section 3.3.
TEST_F(SignInPages, OfADeviceFlowTakeTheUserCode) {
  server_.on("GET http://as/device",
             page("<h1>Connect a device</h1><form method=post action=/device><input type=hidden "
                  "name=xsrf value=1>"
                  "<input type=text name=user_code placeholder='Enter code' "
                  "autocomplete=off><button>Continue</button></form>"));
  server_.on("POST http://as/device", [](const Request& request) {
    if (request.body == "xsrf=1&user_code=WDJB-MJHT")
      return page(
          "<p>Is the code WDJB-MJHT the one that your device shows?<form method=post "
          "action=/device/confirm><input name=user_code type=hidden value=WDJBMJHT>"
          "<button name=confirm value=yes>Yes, it is</button><button name=abort "
          "value=yes>Abort</button></form>");
    return page(
        "<h1>Connect a device</h1><p>No such code<form method=post action=/device><input "
        "type=hidden name=xsrf value=2>"
        "<input type=text name=user_code placeholder='Enter code' "
        "autocomplete=off><button>Continue</button></form>");
  });
  server_.on("POST http://as/device/confirm", [](const Request& request) {
    return page(request.body.ends_with("confirm=yes") ? "<h1>Device connected</h1>"
                                                      : "<h1>Refused</h1>");
  });
  const auto text = [](const Ending& ending) {
    const auto* stayed = std::get_if<Stayed>(&ending);
    return stayed == nullptr ? describe(ending) : stayed->open.page.text;
  };
  UserAgent user_agent(server_, clock_, alice());
  EXPECT_EQ(text(user_agent.enter_user_code("http://as/device", "WDJB-MJHT")), "Device connected");
  EXPECT_EQ(user_agent.instructions().user_code, "");
  user_agent.instructions().decision = Decision::deny;
  EXPECT_EQ(text(user_agent.enter_user_code("http://as/device", "WDJB-MJHT")), "Refused");
  EXPECT_EQ(reason(user_agent.enter_user_code("http://as/device", "XXXX")),
            "the page asks again for what it was given");
}

TEST_F(SignInPages, GoByRulesBeforeGuesses) {
  server_.on("GET http://as/",
             page("<title>Choose an account</title><form method=post "
                  "action=/pick><button>Allow</button></form><a href=/other>Bob</a>"));
  server_.on("GET http://as/other",
             page("<form method=post action=/realm><select name=realm><option>a<option value=b>Big "
                  "corp</select><label>Terms <input type=checkbox name=terms></label>"
                  "<input type=radio name=r value=1 checked><input type=radio name=r "
                  "value=2><button name=no>Deny</button><button id=go>Do it</button></form>"));
  server_.on("POST http://as/realm", [](const Request& request) {
    return moved("http://client.example/cb?" + request.body);
  });
  Instructions instructions = alice();
  instructions.rules.push_back({.url = {},
                                .text = "Choose an account",
                                .fill = {},
                                .send = {},
                                .press = {},
                                .follow = "bob",
                                .go_to = {},
                                .stop = false});
  instructions.rules.push_back({.url = "http://as/oth*",
                                .text = {},
                                .fill = {{"realm", "Big corp"}, {"terms", "true"}, {"r", "2"}},
                                .send = {},
                                .press = "do it",
                                .follow = {},
                                .go_to = {},
                                .stop = false});
  EXPECT_EQ(arrival(visit("http://as/", instructions)),
            "http://client.example/cb?realm=b&terms=on&r=2");
  instructions.rules[1].press = "Nothing";
  EXPECT_EQ(reason(visit("http://as/", instructions)),
            "no button on the page is \"Nothing\", which the rule presses");
  instructions.rules[1].press = "";
  EXPECT_EQ(arrival(visit("http://as/", instructions)),
            "http://client.example/cb?realm=b&terms=on&r=2&no=");
  instructions.rules[1].fill.emplace_back("absent", "x");
  EXPECT_EQ(reason(visit("http://as/", instructions)),
            "no form on the page has the fields that the rule fills");
  instructions.rules[0].follow = "Carol";
  EXPECT_EQ(reason(visit("http://as/", instructions)),
            "no link on the page is \"Carol\", which the rule follows");
  instructions.rules[0] = {.url = "*",
                           .text = {},
                           .fill = {},
                           .send = {},
                           .press = {},
                           .follow = {},
                           .go_to = {},
                           .stop = true};
  EXPECT_EQ(reason(visit("http://as/", instructions)), "a rule stops here");
  instructions.rules.clear();
  instructions.guess = false;
  EXPECT_EQ(reason(visit("http://as/", instructions)), "no rule goes on from this page");
}

// More fields than name and password, by the instructions.
TEST_F(SignInPages, TakeFurtherFields) {
  server_.on("GET http://as/",
             page("<form method=post><label>Company <input name=c1></label><input "
                  "name=login><input type=password name=pw><input id=otp2 name=second "
                  "required><button>Log in</button></form>"));
  server_.on("POST http://as/", [](const Request& request) {
    return moved("http://client.example/cb?" + request.body);
  });
  Instructions instructions = alice();
  EXPECT_EQ(reason(visit("http://as/", instructions)),
            "the page asks for \"second\", and no value is given for it");
  instructions.fields = {{"company", "acme"}, {"otp2", "123"}};
  EXPECT_EQ(arrival(visit("http://as/", instructions)),
            "http://client.example/cb?c1=acme&login=alice&pw=wonder+land&second=123");
}

}  // namespace
}  // namespace oauthspec::agent
