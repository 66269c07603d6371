// SPDX-License-Identifier: Apache-2.0
// Pages that post an authorization response wrongly: OAuth 2.0 Form Post Response Mode section 2.
#include <array>
#include <string>

#include "harness/reference/message/http.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::HeaderField;
using oauth::message::Request;

// Changes the page that has a code in a form.
template <void (*Change)(oauth::message::Response&)>
void alter_form_post(Rules& rules) {
  for (const Endpoint endpoint : {Endpoint::authorization, Endpoint::consent}) {
    alter(rules, endpoint, [](const Request&, http::Reply& reply) {
      if (reply.response.body.find("name=\"code\"") != std::string::npos) {
        Change(reply.response);
      }
    });
  }
}

void replace(std::string& text, std::string_view part, std::string_view other) {
  if (const auto at = text.find(part); at != std::string::npos) {
    text.replace(at, part.size(), other);
  }
}

void get(oauth::message::Response& page) {
  replace(page.body, "method=\"post\"", "method=\"get\"");
}

void elsewhere(oauth::message::Response& page) {
  replace(page.body, "/callback\"", "/callback/\"");
}

void without_state(oauth::message::Response& page) {
  replace(page.body, "name=\"state\"", "name=\"status\"");
}

void kept(oauth::message::Response& page) {
  std::erase_if(page.headers,
                [](const HeaderField& field) { return field.name == "Cache-Control"; });
}

constexpr std::array kFormPostDefects = {
    Defect{"form-post-by-get", "EXT-form-post-4", "The form with the response is sent by GET.",
           &alter_form_post<get>},
    Defect{"form-post-elsewhere", "EXT-form-post-3",
           "The form with the response goes to another URI than the one registered.",
           &alter_form_post<elsewhere>},
    Defect{"form-post-without-state", "EXT-form-post-1", "The form with the response has no state.",
           &alter_form_post<without_state>},
    Defect{"form-post-kept", "EXT-form-post-5",
           "The page with the response may be kept by whoever gets it.", &alter_form_post<kept>},
};

}  // namespace

DefectTopic form_post() {
  return kFormPostDefects;
}

}  // namespace oauthspec::provider::defects
