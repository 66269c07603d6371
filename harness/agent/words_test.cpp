// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/words.h"

#include <string>

#include <gtest/gtest.h>

namespace oauthspec::agent {
namespace {

Control control(std::string type, std::string name, std::string label = {},
                std::string value = {}) {
  Control out;
  out.type = std::move(type);
  out.name = std::move(name);
  out.label = std::move(label);
  out.value = std::move(value);
  return out;
}

TEST(MeaningOf, KnowsManyLanguages) {
  for (const char* text : {"Allow",
                           "Authorize app",
                           "AUTHORISE",
                           "Yes, allow access",
                           "I accept the terms",
                           "OK",
                           "Zugriff erlauben",
                           "Best\u00e4tigen",
                           "Autoriser",
                           "J'accepte",
                           "Permitir acceso",
                           "S\u00ed",
                           "Sim",
                           "Autorizza",
                           "Toestaan",
                           "Zezw\u00f3l",
                           "Till\u00e5t",
                           "Salli",
                           "\u0420\u0430\u0437\u0440\u0435\u0448\u0438\u0442\u044c",
                           "\u6388\u6743\u5e76\u767b\u5f55",
                           "\u8a31\u53ef\u3059\u308b",
                           "\ud5c8\uc6a9",
                           "doApprove",
                           "user_oauth_approval",
                           "Log in and authorize"})
    EXPECT_EQ(meaning_of(text), Meaning::allow) << text;
  for (const char* text : {"Deny",
                           "[ Cancel ]",
                           "No",
                           "No, thanks",
                           "Do not allow",
                           "Don't allow",
                           "Nicht erlauben",
                           "Abbrechen",
                           "Refuser",
                           "Ne pas autoriser",
                           "Denegar",
                           "N\u00e3o",
                           "Rifiuta",
                           "Weigeren",
                           "Odm\u00f3w",
                           "Kiell\u00e4",
                           "\u041e\u0442\u043a\u0430\u0437\u0430\u0442\u044c",
                           "\u4e0d\u540c\u610f",
                           "\u62d2\u5426",
                           "\uac70\ubd80",
                           "denyAccess"})
    EXPECT_EQ(meaning_of(text), Meaning::deny) << text;
  for (const char* text : {"Continue", "Sign-in", "Sign In", "Log in", "Next", "Weiter", "Anmelden",
                           "Se connecter", "\u767b\u5f55", "Continue as Alice"})
    EXPECT_EQ(meaning_of(text), Meaning::proceed) << text;
  for (const char* text : {"Forgot password?", "Log out", "Create an account", "Sign up",
                           "Use another account", "Search", "Not you? Switch account"})
    EXPECT_EQ(meaning_of(text), Meaning::other) << text;
  for (const char* text : {"", "Alice", "Notes", "Nobody", "Shallow", "  ", "\xFF"})
    EXPECT_EQ(meaning_of(text), Meaning::none) << text;
}

TEST(MeaningOf, LooksBehindAButtonsText) {
  EXPECT_EQ(meaning_of(control("submit", "accept", "Continue", "1")), Meaning::allow);
  EXPECT_EQ(meaning_of(control("submit", "authorize", "Submit", "no")), Meaning::deny);
  EXPECT_EQ(meaning_of(control("submit", "action", "", "approve")), Meaning::allow);
  EXPECT_EQ(meaning_of(control("submit", "allow", "Cancel", "Cancel")), Meaning::deny);
  EXPECT_EQ(meaning_of(control("submit", "login", "Sign In", "Sign In")), Meaning::proceed);
  EXPECT_EQ(meaning_of(control("submit", "ok", "Sign In", "1")), Meaning::proceed);
  EXPECT_EQ(meaning_of(Link{"/interaction/1/abort", "", ""}), Meaning::deny);
  EXPECT_EQ(meaning_of(Link{"/allow?deny=1", "", ""}), Meaning::allow);
  EXPECT_EQ(meaning_of(Link{"/docs/authorize", "Documentation", ""}), Meaning::none);
}

TEST(PurposeOf, KnowsFieldsByTheirNames) {
  for (const char* name : {"username", "user_name", "login", "email", "loginfmt", "userId",
                           "kc-username", "identifier"})
    EXPECT_EQ(purpose_of(control("text", name)), Purpose::username) << name;
  for (const char* name : {"user_code", "userCode", "code", "device-code", "otp"})
    EXPECT_EQ(purpose_of(control("text", name)), Purpose::user_code) << name;
  EXPECT_EQ(purpose_of(control("text", "f1", "Benutzername")), Purpose::username);
  EXPECT_EQ(purpose_of(control("email", "f1")), Purpose::username);
  EXPECT_EQ(purpose_of(control("password", "username")), Purpose::password);
  EXPECT_EQ(purpose_of(control("text", "zip")), Purpose::unknown);
  EXPECT_EQ(purpose_of(control("hidden", "username")), Purpose::unknown);
  EXPECT_EQ(purpose_of(control("checkbox", "rememberMe")), Purpose::remember);
  EXPECT_EQ(purpose_of(control("checkbox", "scope", "Keep me signed in")), Purpose::remember);
  EXPECT_EQ(purpose_of(control("checkbox", "scope", "Read your mail")), Purpose::unknown);
  Control completed = control("text", "x1");
  completed.autocomplete = "section-a username webauthn";
  EXPECT_EQ(purpose_of(completed), Purpose::username);
}

}  // namespace
}  // namespace oauthspec::agent
