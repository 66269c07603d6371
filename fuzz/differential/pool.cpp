// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/pool.h"

#include <algorithm>
#include <utility>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/json.h"
#include "fuzz/mutate/text_change.h"

namespace oauthspec::fuzz {
namespace {

bool compares_signatures(const vector::Shape& shape) {
  if (shape.equality == vector::Equality::verified) return true;
  return std::ranges::any_of(
             shape.members,
             [](const auto& member) { return compares_signatures(member.second); }) ||
         std::ranges::any_of(shape.items, compares_signatures);
}

bool usable(const vector::Test& test, const adapter::Hello& hello) {
  return test.expect.outcomes.size() == 1 &&
         std::ranges::all_of(test.requires_features, [&hello](const std::string& feature) {
           return std::ranges::find(hello.features, feature) != hello.features.end();
         });
}

/// Every text of a value, wherever it stands.
void collect_texts(nlohmann::json& value, std::vector<std::string*>& texts) {
  if (value.is_string()) texts.push_back(value.get_ptr<std::string*>());
  if (!value.is_structured()) return;
  for (nlohmann::json& inner : value) collect_texts(inner, texts);
}

/// Most of what an op reads is inside texts.
nlohmann::json with_changed_text(nlohmann::json in, Dice& dice) {
  std::vector<std::string*> texts;
  collect_texts(in, texts);
  if (texts.empty()) return in;
  std::string& text = *pick(texts, dice);
  text = change_text(text, dice);
  return in;
}

nlohmann::json with_changed_tree(const nlohmann::json& in, const nlohmann::json& other,
                                 Dice& dice) {
  constexpr std::size_t longest = 64UL * 1024;
  const std::string text = in.dump();
  const std::string changed = one_in(4, dice)
                                  ? json_mutator().cross(text, other.dump(), longest, dice)
                                  : json_mutator().mutate(text, longest, dice, change_octets);
  return nlohmann::json::parse(changed, nullptr, false);
}

}  // namespace

std::vector<Base> pool_of(const vector::Library& library, const adapter::Hello& hello,
                          const std::set<std::string, std::less<>>& ops) {
  std::vector<Base> pool;
  for (const vector::Suite& suite : library.suites) {
    const auto schema = library.ops.find(suite.op);
    const bool offered = std::ranges::find(hello.ops, suite.op) != hello.ops.end();
    if (!offered || schema == library.ops.end() || compares_signatures(schema->second.out))
      continue;
    if (!ops.empty() && !ops.contains(suite.op)) continue;
    for (const vector::Test& test : suite.tests) {
      if (usable(test, hello)) pool.push_back({&suite, &test, &schema->second});
    }
  }
  return pool;
}

std::optional<nlohmann::json> mutant_of(const Base& base, const Base& other, Dice& dice) {
  constexpr int attempts = 20;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    nlohmann::json in = base.test->in;
    for (std::size_t changes = 1 + below(dice, 3); changes > 0 && !in.is_discarded(); --changes) {
      in = one_in(3, dice) ? with_changed_tree(in, other.test->in, dice)
                           : with_changed_text(std::move(in), dice);
    }
    if (in.is_discarded() || in == base.test->in) continue;
    if (!base.schema->schema.validate("in", in)) return in;
  }
  return std::nullopt;
}

}  // namespace oauthspec::fuzz
