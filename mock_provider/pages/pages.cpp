// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/pages/pages.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include <kainjow/mustache.hpp>

#include "harness/reference/codec/uri.h"
#include "mock_provider/pages/assets.h"
#include "mock_provider/pages/security.h"

namespace oauthspec::provider::pages {
namespace {

using kainjow::mustache::data;

void set(data& values, const std::string& name, std::string_view text) {
  if (!text.empty()) {  // an empty text would still count as one that is there
    values.set(name, std::string(text));
  }
}

void set_flag(data& values, const std::string& name, bool flag) {
  values.set(name, data(flag ? data::type::bool_true : data::type::bool_false));
}

data page_values(std::string_view heading, std::string_view message = {}) {
  data values;
  set(values, "heading", heading);
  set(values, "message", message);
  // Who listens hears it first.
  set(values, "title", message.empty() ? std::string(heading) : "Error: " + std::string(heading));
  return values;
}

void set_form(data& values, const FormFields& form) {
  set(values, "action", form.action);
  set(values, "interaction", form.interaction);
  set(values, "csrf_token", form.csrf_token);
}

// Parsed once: that takes longer than all else that is done for a page. A thread has its own, since none is const while it is filled.
kainjow::mustache::mustache& template_of(const Asset& asset) {
  thread_local std::map<const Asset*, kainjow::mustache::mustache> parsed;
  return parsed.try_emplace(&asset, std::string(asset.text)).first->second;
}

// Put where it belongs when all else is there: the engine would copy it four times.
void add_style(std::string& page) {
  constexpr std::string_view kBegin = "<style>";
  page.insert(page.find(kBegin) + kBegin.size(), assets::page_style.text);
}

oauth::message::Response fill(const Asset& asset, const data& values, const Policy& policy = {},
                              int status = 200) {
  constexpr std::size_t kUsualSize = 6144;
  oauth::message::Response page{.status = status, .headers = page_headers(policy), .body = {}};
  page.body.reserve(kUsualSize);
  template_of(asset).render(values, [&page](const std::string& piece) { page.body += piece; });
  add_style(page.body);
  return page;
}

// What the scope tokens of the default registry mean to people; of others there is only the token.
std::string_view description(std::string_view token) {
  if (token == "read") {
    return "Read your data";
  }
  if (token == "write") {
    return "Change your data";
  }
  return token == "profile" ? "See your name" : "";
}

data choices(const std::vector<ScopeChoice>& scope) {
  data list(data::type::list);
  std::size_t number = 0;
  for (const ScopeChoice& choice : scope) {
    data entry;
    entry.set("number", std::to_string(++number));
    entry.set("token", choice.token);
    set(entry, "description", description(choice.token));
    set_flag(entry, "checked", choice.checked);
    list.push_back(entry);
  }
  return list;
}

// "https://client.example", or the scheme of an application's own: what tells an owner where the answer goes.
std::string destination(std::string_view redirect_uri) {
  const auto uri = oauth::codec::parse_uri(redirect_uri);
  const auto authority = uri ? uri->authority : std::nullopt;
  if (!authority) {
    return std::string(redirect_uri.substr(0, redirect_uri.find(':')));
  }
  const std::string text = std::string(redirect_uri.substr(0, redirect_uri.find(':'))) + "://" +
                           std::string(authority->host);
  return authority->port ? text + ':' + std::string(*authority->port) : text;
}

}  // namespace

oauth::message::Response sign_in(const SignInPage& page) {
  data values = page_values("Sign in", page.message);
  set_form(values, page.form);
  set(values, "client", page.client);
  set(values, "username", page.username);
  return fill(assets::page_sign_in, values);
}

oauth::message::Response consent(const ConsentPage& page) {
  data values = page_values("Allow " + page.client + " to use your account?", page.message);
  set_form(values, page.form);
  set(values, "user", page.user);
  set(values, "user_code", page.user_code);
  set(values, "sign_out", page.sign_out);
  set(values, "session_csrf_token", page.session_csrf_token);
  set_flag(values, "asks_for_scope", !page.scope.empty());
  values.set("scope", choices(page.scope));
  if (!page.redirect_uri.empty()) {
    set(values, "destination", destination(page.redirect_uri));
    // RFC6749-3.1.2.1-2
    set_flag(values, "unencrypted", is_unencrypted(page.redirect_uri));
  }
  return fill(
      assets::page_consent, values,
      {.targets = FormTargets::anyone, .redirect_uri = page.redirect_uri, .script_sha256 = {}});
}

oauth::message::Response device(const DevicePage& page) {
  data values = page_values("Connect a device", page.message);
  set(values, "action", page.action);
  set(values, "csrf_token", page.csrf_token);
  set(values, "user_code", page.user_code);
  return fill(assets::page_device, values);
}

oauth::message::Response form_post(std::string_view redirect_uri,
                                   const oauth::message::Parameters& parameters) {
  data values = page_values("Going back");
  // EXT-form-post-3
  set(values, "action", redirect_uri);
  set(values, "destination", destination(redirect_uri));
  set(values, "script", assets::page_form_post.text);
  data list(data::type::list);
  for (const oauth::message::ParameterView parameter : parameters) {
    data entry;
    entry.set("name", std::string(parameter.name));
    entry.set("value", std::string(parameter.value));
    list.push_back(entry);
  }
  values.set("parameters", list);
  return fill(assets::page_form_post_response, values,
              {.targets = FormTargets::anyone,
               .redirect_uri = redirect_uri,
               .script_sha256 = assets::page_form_post.sha256});
}

oauth::message::Response verification_code(std::string_view client, std::string_view verifier) {
  data values = page_values("Your verification code");
  set(values, "client", client);
  set(values, "code", verifier);
  return fill(assets::page_verification_code, values);
}

oauth::message::Response message(const MessagePage& page, int status) {
  data values = page_values(page.heading);
  data paragraphs(data::type::list);
  for (const std::string& text : page.paragraphs) {
    data entry;
    entry.set("text", text);
    paragraphs.push_back(entry);
  }
  values.set("paragraphs", paragraphs);
  data details(data::type::list);
  for (const auto& [name, value] : page.details) {
    data entry;
    entry.set("name", name);
    entry.set("value", value);
    details.push_back(entry);
  }
  set_flag(values, "has_details", !page.details.empty());
  values.set("details", details);
  return fill(assets::page_message, values, {}, status);
}

oauth::message::Response error(std::string_view explanation,
                               std::vector<MessagePage::Detail> details, int status) {
  return message({.heading = "This does not work",
                  .paragraphs = {std::string(explanation)},
                  .details = std::move(details)},
                 status);
}

oauth::message::Response sign_out(std::string_view user, std::string_view action,
                                  std::string_view csrf_token) {
  data values = page_values("Sign out?");
  set(values, "user", user);
  set(values, "action", action);
  set(values, "csrf_token", csrf_token);
  return fill(assets::page_sign_out, values);
}

oauth::message::Response signed_out() {
  return message({.heading = "Signed out",
                  .paragraphs = {"Nobody is signed in to the mock provider in this browser."},
                  .details = {}});
}

}  // namespace oauthspec::provider::pages
