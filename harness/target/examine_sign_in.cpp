// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "harness/agent/html.h"
#include "harness/checks/authorization.h"
#include "harness/reference/message/parameters.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

using checks::TestClient;
using oauth::message::Request;
using oauth::message::Response;

constexpr const char* kTellByRule =
    "Tell sign_in what to do on that page by a rule (harness/agent/README.md), or sign in by a "
    "program (sign_in.command).";

/// Where an owner's browser stayed who was to come back, and how it got there.
struct Stay {
  const Response& response;
  agent::Page page;
  std::span<const http::Exchange> way;  ///< Empty where somebody else's browser went it.
  std::string password;                 ///< That was to be filled in; empty: not known.
};

std::string_view beginning_of(std::string_view text, std::size_t octets) {
  if (text.size() <= octets) return text;
  // Not in the middle of a character.
  while (octets > 0 && (static_cast<unsigned char>(text[octets]) & 0xC0U) == 0x80U) --octets;
  return text.substr(0, octets);
}

bool carries(const Request& request, const std::string& password) {
  if (password.empty() || request.method != "POST") return false;
  const std::string encoded = oauth::message::write_form({{"p", password}}).substr(2);
  return request.body.find(encoded) != std::string::npos ||
         request.body.find(password) != std::string::npos;
}

bool has_sent_password(const Stay& stay) {
  return std::ranges::any_of(stay.way, [&stay](const http::Exchange& exchange) {
    return carries(exchange.request, stay.password);
  });
}

// The page that answers a password, or asks for one anew: nobody has signed in. Behind a sign-in it is another matter.
bool has_not_signed_in(const Stay& stay) {
  if (!has_sent_password(stay)) return false;
  if (carries(stay.way.back().request, stay.password)) return true;
  return std::ranges::any_of(stay.page.forms, [](const agent::Form& form) {
    return std::ranges::find(form.controls, "password", &agent::Control::type) !=
           form.controls.end();
  });
}

// What people read there, unless it might tell a secret.
std::string text_of(const Stay& stay) {
  constexpr std::size_t kShown = 160;
  std::string text = stay.page.text;
  std::ranges::replace(text, '\n', ' ');
  const bool shows_password =
      !stay.password.empty() && text.find(stay.password) != std::string::npos;
  if (text.empty() || shows_password) return "";
  const std::string_view shown = beginning_of(text, kShown);
  return fmt::format("; it reads \"{}{}\"", shown, shown.size() < text.size() ? "..." : "");
}

std::string title_of(const Stay& stay) {
  constexpr std::size_t kShown = 80;
  if (stay.page.title.empty()) return "";
  return fmt::format(", titled \"{}\"", beginning_of(stay.page.title, kShown));
}

std::string remedy_for(const Stay& stay, const std::string& redirect_uri) {
  if (has_not_signed_in(stay)) {
    return "Correct sign_in.form.username and password, or tell sign_in what to do on that page "
           "by a rule (harness/agent/README.md).";
  }
  if (stay.response.status == 404) return "Correct oauth2.endpoints.authorization.";
  if (stay.response.status < 400) return kTellByRule;
  return fmt::format(
      "Register {} as the client's redirection URI, or correct it here; if it is registered, look "
      "at oauth2.endpoints.authorization, and at what the page says.",
      redirect_uri);
}

void tell_of_stay(Examination& examination, const std::string& subject, const Stay& stay,
                  const std::string& redirect_uri) {
  const bool telling = stay.response.status >= 400 || has_not_signed_in(stay);
  examination.fault(
      subject,
      fmt::format("the browser stayed on a page with the status {}{}{}{}", stay.response.status,
                  title_of(stay), has_sent_password(stay) ? " after it had sent the password" : "",
                  telling ? text_of(stay) : ""),
      remedy_for(stay, redirect_uri));
}

std::string password_of(const checks::Target& target) {
  return target.browser ? target.browser->password : "";
}

}  // namespace

bool examine_sign_in(Examination& examination, const char* place, const TestClient& client) {
  const std::string subject = fmt::format("a code for oauth2.clients.{}", place);
  const auto request = checks::right_request(examination.session(), {.client = &client});
  if (!request) {
    examination.fault(subject, request.error().message, "");
    return false;
  }
  http::Recorder* const recorder = examination.target().recorder;
  if (recorder != nullptr) static_cast<void>(recorder->take());
  const auto answer = checks::ask(examination.session(), *request);
  if (!answer) {
    examination.fault(subject, answer.error().message,
                      "Follow what the sign-in does with a browser, and correct sign_in.");
    return false;
  }
  if (answer->is_success()) {
    examination.good(subject, "the owner signs in and allows");
    return true;
  }
  if (answer->has_arrived()) {
    examination.fault(
        subject, "the authorization endpoint answers a right request with " + answer->describe(),
        "Correct the client's registration, or its scope here.");
    return false;
  }
  Stay stay{.response = answer->page,
            .page = agent::parse_page(answer->page.body),
            .way = {},
            .password = password_of(examination.target())};
  if (recorder != nullptr) stay.way = recorder->exchanges();
  tell_of_stay(examination, subject, stay, client.redirect_uris.front());
  return false;
}

}  // namespace oauthspec::target
