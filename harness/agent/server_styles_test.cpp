// SPDX-License-Identifier: Apache-2.0
// Whole flows in the style of three servers' pages, each written for this test.
#include <string>

#include <gtest/gtest.h>

#include "harness/agent/testing/agent_test.h"

namespace oauthspec::agent {
namespace {

using oauth::message::Request;
using testing::moved;
using testing::page;

class ServerStyles : public testing::AgentTest {};

/// oidc-provider's development interactions: one form that says what it prompts for, and a link to abort.
class OidcProviderStyle : public ServerStyles {
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
class KeycloakStyle : public ServerStyles {
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
               [base](const Request& request) {
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
class DjangoStyle : public ServerStyles {
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

}  // namespace
}  // namespace oauthspec::agent
