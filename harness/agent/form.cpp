// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/form.h"

#include <algorithm>
#include <utility>

#include "harness/agent/ascii.h"
#include "harness/agent/url.h"

namespace oauthspec::agent {
namespace {

namespace message = oauth::message;

constexpr std::string_view kUrlencoded = "application/x-www-form-urlencoded";

/// Each line break, of whatever kind, as CR LF.
std::string with_line_breaks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\r' || text[i] == '\n') {
      out += "\r\n";
    } else {
      out += text[i];
    }
  }
  return out;
}

void add_choices(message::Parameters& data, const Control& select) {
  const Option* first = nullptr;
  bool any = false;
  for (const Option& option : select.options) {
    if (first == nullptr && !option.disabled) first = &option;
    if (!option.selected || option.disabled) continue;
    // Of several choices marked in a list for one, the last one stands.
    if (select.multiple) data.add(select.name, option.value);
    any = true;
  }
  if (select.multiple) return;
  if (any) {
    for (const Option& option : select.options)
      if (option.selected && !option.disabled) first = &option;
  }
  if (first != nullptr) data.add(select.name, first->value);
}

void add_button(message::Parameters& data, const Control& button) {
  if (button.type == "image") {
    const std::string prefix = button.name.empty() ? "" : button.name + ".";
    data.add(prefix + "x", "0");
    data.add(prefix + "y", "0");
  } else if (!button.name.empty()) {
    data.add(button.name, with_line_breaks(button.value));
  }
}

void add_field(message::Parameters& data, const Control& field) {
  if (field.name.empty() || (field.is_checkable() && !field.checked)) return;
  if (field.type == "select") {
    add_choices(data, field);
  } else if (field.is_hidden() && lower(field.name) == "_charset_") {
    data.add(field.name, "UTF-8");
  } else if (field.type == "file") {
    data.add(field.name, "");
  } else {
    data.add(field.name, with_line_breaks(field.value));
  }
}

/// A name in a part's header field: what would end it is escaped.
std::string quoted_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '\n') {
      out += "%0A";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '"') {
      out += "%22";
    } else {
      out += c;
    }
  }
  return "\"" + out + "\"";
}

bool is_file(const Form& form, std::string_view name) {
  return std::ranges::any_of(form.controls, [&](const Control& control) {
    return control.type == "file" && control.name == name;
  });
}

bool stands_in(const message::Parameters& data, std::string_view text) {
  for (const message::ParameterView pair : data) {
    if (pair.name.find(text) != std::string_view::npos) return true;
    if (pair.value.find(text) != std::string_view::npos) return true;
  }
  return false;
}

/// A boundary that stands nowhere in the values; the same form gives the same one.
std::string boundary_for(const message::Parameters& data) {
  for (unsigned number = 0;; ++number) {
    std::string boundary = "oauthspec-form-data-" + std::to_string(number);
    if (!stands_in(data, boundary)) return boundary;
  }
}

void write_multipart(message::Request& request, const Form& form, const message::Parameters& data) {
  std::string boundary = boundary_for(data);
  for (const message::ParameterView pair : data) {
    request.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=";
    request.body += quoted_name(pair.name);
    if (is_file(form, pair.name))
      request.body += "; filename=\"\"\r\nContent-Type: application/octet-stream";
    request.body.append("\r\n\r\n").append(pair.value).append("\r\n");
  }
  request.body += "--" + boundary + "--\r\n";
  request.headers.push_back({"Content-Type", "multipart/form-data; boundary=" + boundary});
}

void write_body(message::Request& request, const Form& form, std::string_view enctype,
                const message::Parameters& data) {
  if (enctype == "multipart/form-data") {
    write_multipart(request, form, data);
  } else if (enctype == "text/plain") {
    for (const message::ParameterView pair : data) {
      request.body.append(pair.name).append("=").append(pair.value).append("\r\n");
    }
    request.headers.push_back({"Content-Type", "text/plain"});
  } else {
    request.body = message::write_form(data);
    request.headers.push_back({"Content-Type", std::string(kUrlencoded)});
  }
}

void replace_query(std::string& url, const message::Parameters& data) {
  const std::string fragment = url.substr(std::min(url.find('#'), url.size()));
  url.resize(std::min(url.find_first_of("?#"), url.size()));
  url += "?" + message::write_form(data) + fragment;
}

/// The button's own value of an attribute, where it has one, or the form's.
std::string either(const std::optional<std::string>& own, std::string_view form_value) {
  return own ? lower(trim(*own)) : std::string(form_value);
}

}  // namespace

std::optional<std::size_t> default_button(const Form& form) {
  for (std::size_t i = 0; i < form.controls.size(); ++i) {
    if (form.controls[i].is_submit_button() && !form.controls[i].disabled) return i;
  }
  return std::nullopt;
}

message::Parameters form_data(const Form& form, std::optional<std::size_t> button) {
  message::Parameters data;
  for (std::size_t i = 0; i < form.controls.size(); ++i) {
    const Control& control = form.controls[i];
    if (control.disabled) continue;
    if (!control.is_button()) {
      add_field(data, control);
    } else if (button == i) {
      add_button(data, control);
    }
  }
  return data;
}

std::string base_of(const Page& page, std::string_view page_url) {
  if (page.base_href) {
    if (auto base = resolve_reference(page_url, *page.base_href)) return *std::move(base);
  }
  return std::string(page_url);
}

std::expected<message::Request, std::string> submission(const Page& page, const Form& form,
                                                        std::optional<std::size_t> button,
                                                        std::string_view page_url) {
  const Control none;
  const Control& pressed = button ? form.controls.at(*button) : none;
  const std::string action(trim(pressed.form_action.value_or(form.action.value_or(""))));
  auto url = action.empty() ? std::optional(std::string(without_fragment(page_url)))
                            : resolve_reference(base_of(page, page_url), action);
  if (!url) return std::unexpected("the form's action \"" + action + "\" is no URL");
  const std::string method = either(pressed.form_method, form.method);
  if (method == "dialog") return std::unexpected("the form only closes a dialog");

  const message::Parameters data = form_data(form, button);
  message::Request request{.method = "GET", .url = *std::move(url), .headers = {}, .body = {}};
  if (method == "post") {
    request.method = "POST";
    write_body(request, form, either(pressed.form_enctype, form.enctype), data);
  } else {
    replace_query(request.url, data);
  }
  return request;
}

}  // namespace oauthspec::agent
