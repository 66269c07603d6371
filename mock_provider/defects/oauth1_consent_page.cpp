// SPDX-License-Identifier: Apache-2.0
// The pages that a resource owner signs in and decides on: RFC 5849 sections 2.2, 4.13 and 4.14.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/oauth1_replies.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::HeaderField;
using oauth::message::Request;

constexpr std::array kPages = {Endpoint::owner_authorization, Endpoint::sign_in, Endpoint::consent};

bool any_password(const UserRecord* user, std::string_view) {
  return user != nullptr;
}

bool any_browser(const InteractionRecord&, const SessionRecord&) {
  return true;
}

void cookies_for_every_site(const Request&, http::Reply& reply) {
  constexpr std::string_view kAttribute = "; SameSite=Lax";
  for (HeaderField& field : reply.response.headers) {
    if (const auto at = field.value.find(kAttribute); at != std::string::npos) {
      field.value.erase(at, kAttribute.size());
    }
  }
}

void let_frames_in(const Request&, http::Reply& reply) {
  std::erase_if(reply.response.headers, [](const HeaderField& field) {
    return field.name == "X-Frame-Options" || field.name == "Content-Security-Policy";
  });
}

// Whoever comes without a session is taken for somebody who has allowed already.
void ask_nobody(Rules& rules) {
  const auto seen = watch_temporary_credentials(rules);
  alter(rules, Endpoint::owner_authorization, [seen](const Request& request, http::Reply& reply) {
    const auto found = seen->find(in_query(request, "oauth_token"));
    if (found != seen->end() && !oauth::message::find_header(request.headers, "Cookie")) {
      std::string url = found->second.callback;
      oauth::message::append_to_query(
          url, {{"oauth_token", found->first}, {"oauth_verifier", found->first}});
      send_to(reply, url);
    }
  });
}

bool always_a_callback(const TemporaryRecord&) {
  return true;
}

oauth::Result<std::string> to_whatever_it_is(const TemporaryRecord& record) {
  std::string url = record.callback;
  oauth::message::append_to_query(
      url, {{"oauth_token", record.key.reveal()}, {"oauth_verifier", record.verifier.reveal()}});
  return url;
}

constexpr std::array kOauth1ConsentPageDefects = {
    Defect{"oauth1-nobody-asked", "RFC5849-2.2-5",
           "A browser in which nobody has signed in is sent on to the callback.", &ask_nobody},
    Defect{"oauth1-any-password", "RFC5849-2.2-5", "The owner's password is not compared.",
           [](Rules& rules) { rules.interaction.same_password = &any_password; }},
    Defect{"oauth1-consent-forged", "RFC5849-4.13-1",
           "A consent form is taken from a browser that it was not made for, and its cookies come "
           "with the forms of every site.",
           [](Rules& rules) {
             rules.interaction.same_browser = &any_browser;
             for (const Endpoint page : kPages) alter(rules, page, &cookies_for_every_site);
           }},
    Defect{"oauth1-pages-in-frames", "RFC5849-4.14-1",
           "Pages for the owner can be framed by other sites.",
           [](Rules& rules) {
             for (const Endpoint page : kPages) alter(rules, page, &let_frames_in);
           }},
    Defect{"oauth1-sent-to-oob", "RFC5849-2.2-13",
           "The owner is sent to \"oob\" as to a URI, and sees no verification code.",
           [](Rules& rules) {
             rules.oauth1.has_callback = &always_a_callback;
             rules.oauth1.allowed_location = &to_whatever_it_is;
           }},
};

}  // namespace

DefectTopic oauth1_consent_page() {
  return kOauth1ConsentPageDefects;
}

}  // namespace oauthspec::provider::defects
