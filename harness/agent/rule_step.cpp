// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "harness/agent/ascii.h"
#include "harness/agent/fill.h"
#include "harness/agent/form.h"
#include "harness/agent/marks.h"
#include "harness/agent/step.h"
#include "harness/agent/url.h"

namespace oauthspec::agent {
namespace {

/// Whether "*" in the pattern can stand for octets so that it is the text.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool fits(const Rule& rule, const OpenPage& open) {
  if (!rule.url.empty() && !matches(rule.url, open.url)) return false;
  return rule.text.empty() || open.page.title.find(rule.text) != std::string::npos ||
         open.page.text.find(rule.text) != std::string::npos;
}

bool is_named(const Control& button, std::string_view name) {
  return button.is_submit_button() && (button.name == name || button.id == name ||
                                       button.value == name || lower(button.label) == lower(name));
}

/// A form, and its button of this name or, where no name is given, its first.
std::optional<Submit> press(const Page& page, std::string_view name) {
  for (const Form& form : page.forms) {
    for (std::size_t i = 0; i < form.controls.size(); ++i) {
      if (is_named(form.controls[i], name)) return Submit{form, i};
    }
  }
  return std::nullopt;
}

/// The first form that has every field to fill.
std::optional<Submit> form_to_fill(const Page& page, const Rule& rule) {
  for (const Form& form : page.forms) {
    Form filled = form;
    const bool all = std::ranges::all_of(
        rule.fill, [&](const auto& field) { return fill(filled, field.first, field.second); });
    if (all) return Submit{std::move(filled), default_button(form)};
  }
  return std::nullopt;
}

Step submit_by(const Rule& rule, const Page& page) {
  if (rule.press.empty()) {
    auto submit = form_to_fill(page, rule);
    if (!submit) return Halt{"no form on the page has the fields that the rule fills"};
    return *std::move(submit);
  }
  auto submit = press(page, rule.press);
  if (!submit)
    return Halt{"no button on the page is \"" + rule.press + "\", which the rule presses"};
  for (const auto& [name, value] : rule.fill) {
    if (!fill(submit->form, name, value))
      return Halt{"the form has no field \"" + name + "\" that the rule can fill so"};
  }
  return *std::move(submit);
}

Step follow_by(const Rule& rule, const OpenPage& open, const Marks& marks) {
  const std::string base = base_of(open.page, open.url);
  Follow follow;
  for (const RuleRequest& sent : rule.send) {
    const auto url = resolve_reference(base, with_marks_in_url(sent.url, marks));
    if (!url) return Halt{"the rule sends to \"" + sent.url + "\", which is no URL"};
    oauth::message::Request request{
        sent.method, *url, {}, with_marks_in_body(sent.body, sent.content_type, marks)};
    if (!sent.body.empty()) request.headers.push_back({"Content-Type", sent.content_type});
    follow.before.push_back(std::move(request));
  }
  std::string target = with_marks_in_url(rule.go_to, marks);
  if (!rule.follow.empty()) {
    const auto link = std::ranges::find_if(open.page.links, [&](const Link& each) {
      return each.id == rule.follow || each.href == rule.follow ||
             lower(each.text) == lower(rule.follow);
    });
    if (link == open.page.links.end())
      return Halt{"no link on the page is \"" + rule.follow + "\", which the rule follows"};
    target = link->href;
  }
  auto url = target.empty() ? std::optional(open.url) : resolve_reference(base, target);
  if (!url) return Halt{"the rule goes to \"" + target + "\", which is no URL"};
  follow.url = *std::move(url);
  return follow;
}

}  // namespace

std::optional<Step> step_by_rule(const OpenPage& open, const Instructions& instructions) {
  const auto rule =
      std::ranges::find_if(instructions.rules, [&](const Rule& each) { return fits(each, open); });
  if (rule == instructions.rules.end()) return std::nullopt;
  if (rule->stop) return Halt{"a rule stops here"};
  if (!rule->go_to.empty() || !rule->follow.empty() || !rule->send.empty())
    return follow_by(*rule, open,
                     {.page_url = open.url,
                      .user_code = instructions.user_code,
                      .username = instructions.username,
                      .password = instructions.password});
  return submit_by(*rule, open.page);
}

}  // namespace oauthspec::agent
