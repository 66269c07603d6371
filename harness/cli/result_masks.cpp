// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/result_masks.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "harness/result/secrets.h"

namespace oauthspec::cli {

void ResultMasks::expect(std::span<const runner::Case> cases, std::size_t under_way) {
  under_way_ = std::max<std::size_t>(under_way, 1);
  std::unordered_set<const vector::Test*> selected;
  for (const runner::Case& one : cases) selected.insert(one.test);
  // Controls that are not selected are asked before all others.
  for (const runner::Case& one : cases) {
    if (!one.test->control) continue;
    const auto control = library_.find(one.suite->name + "/" + *one.test->control);
    if (control.test != nullptr && selected.insert(control.test).second) {
      cases_.push_back({control.suite, control.test});
    }
  }
  controls_ = cases_.size();
  cases_.insert(cases_.end(), cases.begin(), cases.end());
  places_.reserve(cases_.size());
  for (std::size_t i = 0; i < cases_.size(); ++i) places_.emplace(cases_[i].name(), i);
  furthest_ = controls_;
}

result::Result ResultMasks::masked(result::Result result) {
  const result::Mask* mask = nullptr;
  {
    const std::lock_guard lock(mutex_);
    mask = &mask_of(result.op);
  }
  result::Result hidden = mask->masked(std::move(result));
  const std::lock_guard lock(mutex_);
  if (const auto place = places_.find(hidden.test); place != places_.end()) {
    furthest_ = std::max(furthest_, place->second);
  }
  const bool answered = hidden.got.has_value();
  if (hidden.stderr_text.empty() && answered) return hidden;
  const std::vector<std::string> others = secrets_near(hidden.test);
  hidden.stderr_text = result::without(hidden.stderr_text, others);
  // What is no answer may be an answer to something else.
  if (!answered) hidden.message = result::without(hidden.message, others);
  return hidden;
}

const result::Mask& ResultMasks::mask_of(const std::string& op) {
  return masks_.try_emplace(op, library_.ops.at(op).schema.document()).first->second;
}

const std::vector<std::string>& ResultMasks::secrets_at(std::size_t index) {
  const auto [found, added] = secrets_.try_emplace(index);
  if (added) {
    const runner::Case& one = cases_[index];
    found->second = mask_of(one.suite->op).secrets_of(one.test->in);
  }
  return found->second;
}

void ResultMasks::add_near(std::size_t index, std::set<std::size_t>& indices) const {
  const std::size_t begin = index - std::min(index, under_way_);
  const std::size_t end = std::min(index + under_way_ + 1, cases_.size());
  for (std::size_t i = begin; i < end; ++i) indices.insert(i);
}

// A question that waits long is overtaken by others: those around it were under way, and those around the last one that was heard of.
std::vector<std::string> ResultMasks::secrets_near(const std::string& test) {
  std::set<std::size_t> indices;
  if (const auto place = places_.find(test); place != places_.end()) {
    add_near(place->second, indices);
  }
  add_near(furthest_, indices);
  for (std::size_t i = 0; i < controls_; ++i) indices.insert(i);
  std::set<std::string> secrets;
  for (const std::size_t index : indices) {
    const auto& some = secrets_at(index);
    secrets.insert(some.begin(), some.end());
  }
  return {secrets.begin(), secrets.end()};
}

}  // namespace oauthspec::cli
