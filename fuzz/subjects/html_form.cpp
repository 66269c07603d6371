// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/html_form.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "fuzz/subjects/reference.h"
#include "harness/agent/cookies.h"
#include "harness/agent/fill.h"
#include "harness/agent/form.h"
#include "harness/agent/redirect.h"

namespace oauthspec::fuzz {
namespace {

class FixedClock final : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
  }
};

bool takes_text(const agent::Control& control) {
  return (control.type == "text" || control.type == "password") && !control.name.empty() &&
         control.name != "_charset_" && !control.disabled;
}

std::optional<SubmittedForm> submit(const oauth::message::Response& response, std::string_view url,
                                    std::string_view value) {
  agent::OpenPage open = agent::open_page(response, std::string(url));
  if (open.page.forms.empty()) return std::nullopt;
  agent::Form& form = open.page.forms.front();
  SubmittedForm submitted;
  const auto field = std::ranges::find_if(form.controls, takes_text);
  if (field != form.controls.end()) {
    field->value = value;
    submitted.filled = field->name;
  }
  const auto button = agent::default_button(form);
  auto request = agent::submission(open.page, form, button, open.url);
  if (!request) return std::nullopt;
  submitted.request = *std::move(request);
  for (const auto entry : agent::form_data(form, button)) {
    submitted.entries.emplace_back(entry.name, entry.value);
  }
  return submitted;
}

std::string cookies(const oauth::message::Response& response, std::string_view from,
                    std::string_view to) {
  const FixedClock clock;
  agent::CookieJar jar(clock);
  jar.store(from, response.headers);
  return jar.header_for(to);
}

}  // namespace

template <>
FormAgent reference<FormAgent>() {
  return {.submit = submit, .cookies = cookies};
}

}  // namespace oauthspec::fuzz
