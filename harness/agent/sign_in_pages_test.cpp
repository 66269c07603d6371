// SPDX-License-Identifier: Apache-2.0
// Pages in the style of real servers', each written for this test.
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

class SignInPages : public testing::AgentTest {
 protected:
  static Response with_cookie(Response response, std::string cookie) {
    response.headers.push_back({"Set-Cookie", std::move(cookie)});
    return response;
  }
};

/// oidc-provider's development interactions: one form that says what it prompts for, and a link to abort.
class OidcProviderStyle : public SignInPages {
 protected:
  static std::string prompt(std::string_view fields) {
    return "<!DOCTYPE html><html><head><meta "
           "charset=utf-8><title>Sign-in</title><style>a{}</style></head><body><div "
           "class=card><h1>Sign-in</h1>" +
           std::string(fields) +
           "<div class=help><a href=\"/interaction/u1/abort\">[ Cancel "
           "]</a></div><div><details><summary>debug</summary></details></div></div></body></html>";
  }
  void SetUp() override {
    server_.on("GET http://localhost:3000/auth?client_id=c",
               with_cookie(moved("/interaction/u1", 303),
                           "_interaction=u1; path=/interaction/u1; samesite=lax; httponly"));
    server_.on("GET http://localhost:3000/interaction/u1", [this](const Request& request) {
      EXPECT_EQ(cookies_of(request), "_interaction=u1");
      return page(
          signed_in_
              ? prompt("<form autocomplete=off action=/interaction/u1/confirm method=post><input "
                       "type=hidden name=prompt value=consent>"
                       "<ul><li>scopes: openid</li></ul><button autofocus type=submit "
                       "class=login>Continue</button></form>")
              : prompt(
                    "<form autocomplete=off action=/interaction/u1/login method=post><input "
                    "type=hidden name=prompt value=login>"
                    "<input required type=text name=login placeholder='Enter any login' autofocus>"
                    "<input required type=password name=password placeholder='and "
                    "password'><button type=submit>Sign-in</button></form>"));
    });
    server_.on("POST http://localhost:3000/interaction/u1/login", [this](const Request& request) {
      signed_in_ = request.body == "prompt=login&login=alice&password=wonder+land";
      return moved("http://localhost:3000/interaction/u1", 303);
    });
    server_.on("POST http://localhost:3000/interaction/u1/confirm",
               moved("http://client.example/cb?code=1", 303));
    server_.on("GET http://localhost:3000/interaction/u1/abort",
               moved("http://client.example/cb?error=access_denied", 303));
  }
  bool signed_in_ = false;
};

TEST_F(OidcProviderStyle, IsAllowed) {
  EXPECT_EQ(arrival(visit("http://localhost:3000/auth?client_id=c")),
            "http://client.example/cb?code=1");
}

TEST_F(OidcProviderStyle, IsDenied) {
  EXPECT_EQ(arrival(visit("http://localhost:3000/auth?client_id=c", alice(Decision::deny))),
            "http://client.example/cb?error=access_denied");
  EXPECT_TRUE(signed_in_);
}

TEST_F(OidcProviderStyle, DoesNotTakeAWrongPasswordTwice) {
  Instructions instructions = alice();
  instructions.password = "wrong";
  EXPECT_EQ(reason(visit("http://localhost:3000/auth?client_id=c", instructions)),
            "the page asks again for what it was given");
  instructions.password = "";
  EXPECT_EQ(reason(visit("http://localhost:3000/auth?client_id=c", instructions)),
            "the page asks for \"password\", and no value is given for it");
}

/// Keycloak's: an absolute action with a session code, Secure cookies on loopback, "accept" and "cancel", and form_post by script.
class KeycloakStyle : public SignInPages {
 protected:
  void SetUp() override {
    const std::string base = "http://127.0.0.1:8080/realms/r/";
    server_.on(
        "GET " + base + "protocol/openid-connect/auth",
        with_cookie(
            page("<html class='login-pf'><body><div id=kc-content><form id='kc-form-login' "
                 "onsubmit='login.disabled = true; return true;' action='" +
                 base +
                 "login-actions/authenticate?session_code=s1&amp;execution=e&amp;tab_id=t' "
                 "method='post'><label for=username>Username or email</label>"
                 "<input tabindex=1 id=username name=username value='' type=text autofocus "
                 "autocomplete=off>"
                 "<label for=password>Password</label><input id=password name=password "
                 "type=password autocomplete=off>"
                 "<input id=rememberMe name=rememberMe type=checkbox> Remember me<a "
                 "href=/forgot>Forgot Password?</a>"
                 "<input type=hidden id=id-hidden-input name=credentialId><input name=login "
                 "id=kc-login type=submit value='Sign In'></form></div>"
                 "<div><span>New user? <a href=/register>Register</a></span></div></body></html>"),
            "AUTH_SESSION_ID=x; Version=1; Path=/realms/r/; SameSite=None; Secure; HttpOnly"));
    server_.on("POST " + base + "login-actions/authenticate?session_code=s1&execution=e&tab_id=t",
               [this, base](const Request& request) {
                 EXPECT_EQ(cookies_of(request), "AUTH_SESSION_ID=x");
                 EXPECT_EQ(request.body,
                           "username=alice&password=wonder+land&credentialId=&login=Sign+In");
                 return moved(base + "login-actions/required-action?execution=OAUTH_GRANT");
               });
    server_.on(
        "GET " + base + "login-actions/required-action?execution=OAUTH_GRANT",
        page("<div id=kc-oauth><h3>Do you grant these access privileges?</h3><ul><li>Email "
             "address</ul><form class=form-actions action='" +
             base +
             "login-actions/consent?client_id=c' method=POST><input type=hidden name=code value=k1>"
             "<input name=accept id=kc-login type=submit value=Yes><input name=cancel id=kc-cancel "
             "type=submit value=No></form></div>"));
    server_.on("POST " + base + "login-actions/consent?client_id=c", [](const Request& request) {
      const bool allowed = request.body == "code=k1&accept=Yes";
      EXPECT_TRUE(allowed || request.body == "code=k1&cancel=No") << request.body;
      return page(
          "<HTML><HEAD><TITLE>OIDC Form_Post Response</TITLE></HEAD><BODY "
          "Onload=\"document.forms[0].submit()\"><FORM METHOD=\"POST\" "
          "ACTION=\"http://client.example/cb\">"
          "<INPUT TYPE=\"HIDDEN\" NAME=\"" +
          std::string(allowed ? "code" : "error") + "\" VALUE=\"" +
          (allowed ? "1" : "access_denied") +
          "\" />"
          "<INPUT TYPE=\"HIDDEN\" NAME=\"state\" VALUE=\"a&amp;b\" /><NOSCRIPT><P>JavaScript is "
          "disabled.</P><INPUT name=\"continue\" TYPE=\"SUBMIT\" VALUE=\"CONTINUE\" "
          "/></NOSCRIPT></FORM></BODY></HTML>");
    });
  }
};

TEST_F(KeycloakStyle, IsAllowed) {
  const Ending ending = visit("http://127.0.0.1:8080/realms/r/protocol/openid-connect/auth");
  ASSERT_EQ(arrival(ending), "http://client.example/cb");
  EXPECT_EQ(std::get<Arrived>(ending).request.method, "POST");
  EXPECT_EQ(std::get<Arrived>(ending).request.body, "code=1&state=a%26b");
}

TEST_F(KeycloakStyle, IsDenied) {
  const Ending ending =
      visit("http://127.0.0.1:8080/realms/r/protocol/openid-connect/auth", alice(Decision::deny));
  ASSERT_EQ(arrival(ending), "http://client.example/cb");
  EXPECT_EQ(std::get<Arrived>(ending).request.body, "error=access_denied&state=a%26b");
}

/// django-oauth-toolkit's: a sign-in page somewhere else, a token against forgery in cookie and field, forms without an action, and a "Cancel"
/// that stands first and has no name.
class DjangoStyle : public SignInPages {
 protected:
  void SetUp() override {
    const std::string consent =
        "<form id=authorizationForm method=post><h3>Authorize App?</h3><input type=hidden "
        "name=csrfmiddlewaretoken value=tok2>"
        "<input type=hidden name=redirect_uri value='http://client.example/cb' "
        "id=id_redirect_uri><input type=hidden name=allow value=False disabled>"
        "<p>Application requires the following permissions</p><ul><li>Read scope</ul>"
        "<div class=controls><input type=submit class=btn value=Cancel><input type=submit "
        "class='btn btn-primary' name=allow value=Authorize></div></form>";
    server_.on(
        "GET http://as/o/authorize/?client_id=c&scope=read", [consent](const Request& request) {
          if (cookies_of(request).find("sessionid=s") == std::string::npos)
            return moved("/accounts/login/?next=/o/authorize/%3Fclient_id%3Dc%26scope%3Dread");
          return page(consent);
        });
    server_.on(
        "GET http://as/accounts/login/?next=/o/authorize/%3Fclient_id%3Dc%26scope%3Dread",
        with_cookie(page("<div id=user-tools><form method=post action=/i18n/setlang/><select "
                         "name=language><option value=de>Deutsch</select><input type=submit "
                         "value=Go></form></div>"
                         "<form method=post><input type=hidden name=csrfmiddlewaretoken "
                         "value=tok1><p><label for=id_username>Username:</label>"
                         "<input type=text name=username autofocus autocapitalize=none "
                         "autocomplete=username maxlength=150 required id=id_username></p>"
                         "<p><label for=id_password>Password:</label><input type=password "
                         "name=password autocomplete=current-password required id=id_password></p>"
                         "<input type=hidden name=next "
                         "value='/o/authorize/?client_id=c&amp;scope=read'><button type=submit>Log "
                         "in</button></form>"),
                    "csrftoken=c1; expires=Wed, 13 Nov 2024 10:00:00 GMT; Max-Age=31449600; "
                    "Path=/; SameSite=Lax"));
    server_.on("POST http://as/accounts/login/?next=/o/authorize/%3Fclient_id%3Dc%26scope%3Dread",
               [](const Request& request) {
                 EXPECT_EQ(request.body,
                           "csrfmiddlewaretoken=tok1&username=alice&password=wonder+land&next=%2Fo%"
                           "2Fauthorize%2F%3Fclient_id%3Dc%26scope%3Dread");
                 EXPECT_EQ(cookies_of(request), "csrftoken=c1");
                 return with_cookie(moved("/o/authorize/?client_id=c&scope=read"),
                                    "sessionid=s; HttpOnly; Path=/");
               });
    server_.on("POST http://as/o/authorize/?client_id=c&scope=read", [](const Request& request) {
      const bool allowed = request.body.ends_with("&allow=Authorize");
      return moved(allowed ? "http://client.example/cb?code=1"
                           : "http://client.example/cb?error=access_denied");
    });
  }
};

TEST_F(DjangoStyle, IsAllowed) {
  EXPECT_EQ(arrival(visit("http://as/o/authorize/?client_id=c&scope=read")),
            "http://client.example/cb?code=1");
}

TEST_F(DjangoStyle, IsDenied) {
  EXPECT_EQ(arrival(visit("http://as/o/authorize/?client_id=c&scope=read", alice(Decision::deny))),
            "http://client.example/cb?error=access_denied");
  EXPECT_EQ(server_.sent.back().body,
            "csrfmiddlewaretoken=tok2&redirect_uri=http%3A%2F%2Fclient.example%2Fcb");
}

// Glewlwyd's pages are a program in the browser; a rule says what it would send.
TEST_F(SignInPages, OfAScriptGoByRule) {
  server_.on("GET http://as:4593/api/oidc/auth?client_id=c",
             moved("http://as:4593/login.html?client_id=c&callback=x"));
  server_.on("GET http://as:4593/login.html?client_id=c&callback=x",
             page("<div id=root></div><script src=app.js></script>"));
  server_.on("POST http://as:4593/api/auth/", [](const Request& request) {
    EXPECT_EQ(request.body, R"({"username":"alice","password":"p"})");
    EXPECT_EQ(oauth::message::find_header(request.headers, "Content-Type"), "application/json");
    return with_cookie(Response{200, {}, {}}, "GLEWLWYD2_SESSION_ID=g; Path=/");
  });
  server_.on("PUT http://as:4593/api/auth/grant/c", [](const Request& request) {
    EXPECT_EQ(cookies_of(request), "GLEWLWYD2_SESSION_ID=g");
    return Response{200, {}, {}};
  });
  server_.on("GET http://as:4593/api/oidc/auth?client_id=c&g_continue",
             moved("http://client.example/cb?code=1"));
  Instructions instructions;
  instructions.rules.push_back(
      {.url = "*/login.html?*",
       .text = {},
       .fill = {},
       .send = {{"POST", "/api/auth/", "application/json",
                 R"({"username":"alice","password":"p"})"},
                {"PUT", "api/auth/grant/c", "application/json", R"({"scope":"openid"})"}},
       .press = {},
       .follow = {},
       .go_to = "/api/oidc/auth?client_id=c&g_continue",
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
