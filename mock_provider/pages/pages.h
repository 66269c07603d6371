// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

/// The pages that people see. Each stands by itself, works without JavaScript, and is sent with the header fields of security.h. Whatever
/// is put into one is escaped.
namespace oauthspec::provider::pages {

/// What every form of an interaction posts back.
struct FormFields {
  std::string action;  ///< Where it goes.
  std::string_view interaction;
  std::string_view csrf_token;
};

struct SignInPage {
  FormFields form;
  std::string client;    ///< Its name.
  std::string username;  ///< As it was entered before.
  std::string message;   ///< What was wrong with that; empty: nothing.
};

struct ScopeChoice {
  std::string token;
  bool checked = true;
};

struct ConsentPage {
  FormFields form;
  std::string client;
  std::string user;
  std::vector<ScopeChoice> scope;
  std::string redirect_uri;  ///< Where the answer goes; empty: nowhere that a browser is sent to.
  std::string user_code;     ///< That the device shows; empty: there is no device.
  std::string sign_out;      ///< Where "use another account" goes, with this token.
  std::string_view session_csrf_token;
  std::string message;
};

struct DevicePage {
  std::string action;
  std::string_view csrf_token;
  std::string user_code;  ///< To begin with.
  std::string message;
};

/// A thing said, and no more to do.
struct MessagePage {
  struct Detail {
    std::string name;
    std::string value;
  };
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<Detail> details;  ///< For the client's developer.
};

/// Asks for user name and password. Its form has `username`, `password`, `interaction` and `csrf_token`.
[[nodiscard]] oauth::message::Response sign_in(const SignInPage& page);

/// Asks whether a client may do something. Its form has `decision` ("allow" or "deny"), a checked `scope` for each token,
/// `interaction` and `csrf_token`.
///
/// Spec:   RFC 6749 sections 3.1.2.1 and 10.2; RFC 8628 section 5.4
[[nodiscard]] oauth::message::Response consent(const ConsentPage& page);

/// Asks for a device's user code.
///
/// Spec:   RFC 8628 section 3.3
[[nodiscard]] oauth::message::Response device(const DevicePage& page);

/// Sends parameters to a client by POST.
///
/// Spec:   OAuth 2.0 Form Post Response Mode section 2
[[nodiscard]] oauth::message::Response form_post(std::string_view redirect_uri,
                                                 const oauth::message::Parameters& parameters);

/// Shows the verifier to a resource owner whose client has no callback ("oob"); its element has the id `verification_code`.
///
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] oauth::message::Response verification_code(std::string_view client,
                                                         std::string_view verifier);

/// Says something.
[[nodiscard]] oauth::message::Response message(const MessagePage& page, int status = 200);

/// Says what is wrong, where nobody else can be told.
///
/// Input:  `details` are for the client's developer.
/// Spec:   RFC 6749 section 4.1.2.1
[[nodiscard]] oauth::message::Response error(std::string_view explanation,
                                             std::vector<MessagePage::Detail> details = {},
                                             int status = 400);

/// Asks whether to sign out.
[[nodiscard]] oauth::message::Response sign_out(std::string_view user, std::string_view action,
                                                std::string_view csrf_token);

/// Says that nobody is signed in.
[[nodiscard]] oauth::message::Response signed_out();

}  // namespace oauthspec::provider::pages
