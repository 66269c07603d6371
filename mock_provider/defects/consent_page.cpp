// SPDX-License-Identifier: Apache-2.0
// Pages for the owner that others can misuse: RFC 6749 sections 10.12 to 10.14, RFC 9700 sections 4.2.4, 4.12 and 4.16.
#include <algorithm>
#include <array>
#include <string>

#include "harness/reference/codec/json.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::HeaderField;
using Alter = void (*)(const oauth::message::Request&, http::Reply&);

template <Alter Change>
void alter_pages(Rules& rules) {
  for (const Endpoint endpoint :
       {Endpoint::authorization, Endpoint::sign_in, Endpoint::consent, Endpoint::device}) {
    alter(rules, endpoint, Change);
  }
}

void drop_frame_options(const oauth::message::Request&, http::Reply& reply) {
  std::erase_if(reply.response.headers,
                [](const HeaderField& field) { return field.name == "X-Frame-Options"; });
}

void drop_frame_ancestors(const oauth::message::Request&, http::Reply& reply) {
  constexpr std::string_view kDirective = "frame-ancestors 'none'; ";
  for (HeaderField& field : reply.response.headers) {
    if (const auto at = field.value.find(kDirective); at != std::string::npos) {
      field.value.erase(at, kDirective.size());
    }
  }
}

void name_everybody(const oauth::message::Request&, http::Reply& reply) {
  constexpr std::string_view kDirective = "frame-ancestors 'none'";
  for (HeaderField& field : reply.response.headers) {
    if (const auto at = field.value.find(kDirective); at != std::string::npos) {
      field.value.replace(at, kDirective.size(), "frame-ancestors *");
    }
  }
}

void allow_all(const oauth::message::Request&, http::Reply& reply) {
  for (HeaderField& field : reply.response.headers) {
    if (field.name == "X-Frame-Options") {
      field.value = "ALLOWALL";
    }
  }
}

void let_frames_in(const oauth::message::Request& request, http::Reply& reply) {
  drop_frame_options(request, reply);
  drop_frame_ancestors(request, reply);
}

void pass_the_address_on(const oauth::message::Request&, http::Reply& reply) {
  for (HeaderField& field : reply.response.headers) {
    if (field.name == "Referrer-Policy") {
      field.value = "unsafe-url";
    }
  }
}

void insert(http::Reply& reply, std::string_view markup) {
  if (const auto at = reply.response.body.find("</main>"); at != std::string::npos) {
    reply.response.body.insert(at, markup);
  }
}

void show_a_picture(const oauth::message::Request&, http::Reply& reply) {
  insert(reply, R"(<img src="https://pictures.example/logo.png" alt="">)");
}

void link_elsewhere(const oauth::message::Request&, http::Reply& reply) {
  insert(reply, R"(<p><a href="https://help.example/">What is this?</a></p>)");
}

int status_307(std::string_view method) {
  return method == "POST" ? 307 : 302;
}

int status_302(std::string_view) {
  return 302;
}

bool any_password(const UserRecord* user, std::string_view) {
  return user != nullptr;
}

bool any_browser(const InteractionRecord&, const SessionRecord&) {
  return true;
}

void cookies_for_every_site(const oauth::message::Request&, http::Reply& reply) {
  constexpr std::string_view kAttribute = "; SameSite=Lax";
  for (HeaderField& field : reply.response.headers) {
    const auto at = field.value.find(kAttribute);
    if (field.name == "Set-Cookie" && at != std::string::npos) {
      field.value.erase(at, kAttribute.size());
    }
  }
}

void plant_forged_consent(Rules& rules) {
  rules.interaction.same_browser = &any_browser;
  alter_pages<cookies_for_every_site>(rules);
}

oauth::oauth2::Scope all_that_was_asked(const oauth::oauth2::Scope& asked,
                                        const oauth::oauth2::Scope&) {
  return asked;
}

void say_no_scope(const oauth::message::Request&, http::Reply& reply) {
  auto body = oauth::codec::parse_json(reply.response.body);
  if (body && body->is_object() && body->erase("scope") > 0) {
    reply.response.body = body->dump();
  }
}

std::string parameter_of(const oauth::message::Request& request, std::string_view name) {
  oauth::message::Parameters parameters;
  const auto question = std::min(request.url.find('?'), request.url.size() - 1);
  const bool read =
      parameters.add_form(std::string_view(request.url).substr(question + 1)).has_value();
  return read ? std::string(parameters.find(name).value_or("")) : std::string();
}

void show_state(const oauth::message::Request& request, http::Reply& reply) {
  insert(reply, "<p>" + parameter_of(request, "state") + "</p>");
}

void show_client_id(const oauth::message::Request& request, http::Reply& reply) {
  if (reply.response.status == 400) {
    insert(reply, "<p>" + parameter_of(request, "client_id") + " is not known.</p>");
  }
}

constexpr std::array kConsentPageDefects = {
    Defect{"pages-in-frames", "RFC9700-4.16-1", "Pages for the owner can be framed.",
           &alter_pages<let_frames_in>},
    Defect{"consent-page-in-frames", "RFC6749-10.13-2",
           "The consent page can be framed, unlike the one for signing in.",
           [](Rules& rules) { alter(rules, Endpoint::consent, &let_frames_in); }},
    Defect{"pages-without-frame-ancestors", "RFC9700-4.16-2",
           "The policy of the pages does not say who may frame them.",
           &alter_pages<drop_frame_ancestors>},
    Defect{"pages-without-x-frame-options", "RFC9700-4.16-4",
           "Old browsers are not told that the pages are not to be framed.",
           &alter_pages<drop_frame_options>},
    Defect{"frame-ancestors-of-everybody", "RFC9700-4.16-2",
           "The policy of the pages lets everybody frame them.", &alter_pages<name_everybody>},
    Defect{"x-frame-options-without-meaning", "RFC9700-4.16-4",
           "X-Frame-Options has a value that browsers do not know.", &alter_pages<allow_all>},
    Defect{"pages-pass-their-address-on", "RFC9700-4.2.4-2",
           "A browser tells other sites the whole address of the pages.",
           &alter_pages<pass_the_address_on>},
    Defect{"pages-with-pictures-of-others", "RFC9700-4.2.4-1",
           "The pages load a picture from another origin.", &alter_pages<show_a_picture>},
    Defect{"pages-with-links-elsewhere", "RFC9700-4.2.4-1",
           "The pages have a link to another origin.", &alter_pages<link_elsewhere>},
    Defect{"password-sent-on", "RFC9700-4.12-1",
           "A form is answered with 307, so that the browser sends it to the next place, too.",
           [](Rules& rules) { rules.authorization.redirect_status = &status_307; }},
    Defect{"form-answered-with-302", "RFC9700-4.12-2", "A form is answered with 302.",
           [](Rules& rules) { rules.authorization.redirect_status = &status_302; }},
    Defect{"password-not-compared", "RFC6749-3.1-1", "Any password signs in.",
           [](Rules& rules) { rules.interaction.same_password = &any_password; }},
    Defect{"consent-forged", "RFC6749-10.12-5",
           "A consent form is taken from a browser that it was not made for, and its cookies come "
           "with the forms of every site.",
           &plant_forged_consent},
    Defect{"scope-not-narrowed", "RFC6749-10.12-5",
           "What the owner unticks is granted nevertheless.",
           [](Rules& rules) { rules.interaction.allowed_scope = &all_that_was_asked; }},
    Defect{"narrowed-scope-not-told", "RFC6749-3.3-2",
           "The client is not told that its scope is less than it asked for.",
           [](Rules& rules) { alter(rules, Endpoint::token, &say_no_scope); }},
    Defect{"state-shown-as-markup", "RFC6749-10.14-1",
           "A page has state in it without escaping it.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &show_state); }},
    Defect{"client-id-shown-as-markup", "RFC6749-10.14-1",
           "The page that says what is wrong has client_id in it without escaping it.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &show_client_id); }},
};

}  // namespace

DefectTopic consent_page() {
  return kConsentPageDefects;
}

}  // namespace oauthspec::provider::defects
