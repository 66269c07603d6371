// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/shrink.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "harness/reference/codec/utf8.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using Pointer = json::json_pointer;

/// Every place in a value, the outer ones first.
void collect(const json& value, const Pointer& place, std::vector<Pointer>& places) {
  places.push_back(place);
  if (value.is_object()) {
    for (const auto& [name, inner] : value.items()) collect(inner, place / name, places);
  } else if (value.is_array()) {
    for (std::size_t at = 0; at < value.size(); ++at) collect(value[at], place / at, places);
  }
}

/// Texts with a stretch of one left out, long stretches first.
std::vector<std::string> shorter_texts(const std::string& text) {
  std::vector<std::string> shorter;
  for (std::size_t stretch = std::max<std::size_t>(text.size() / 2, 1); !text.empty();
       stretch /= 2) {
    for (std::size_t at = 0; at < text.size(); at += stretch) {
      std::string rest = std::string(text).erase(at, stretch);
      // No adapter is asked what JSON cannot say.
      if (oauth::codec::check_utf8(rest)) shorter.push_back(std::move(rest));
    }
    if (stretch == 1) break;
  }
  return shorter;
}

/// The whole with other values at one place, each in turn.
std::vector<json> with_each(const json& whole, const Pointer& place, std::vector<json> values) {
  std::vector<json> candidates;
  for (json& value : values) {
    candidates.push_back(whole);
    candidates.back()[place] = std::move(value);
  }
  return candidates;
}

/// What the base has at this place.
std::vector<json> as_base(const json& whole, const Pointer& place, const json& base) {
  if (!base.contains(place) || base.at(place) == whole.at(place)) return {};
  return with_each(whole, place, {base.at(place)});
}

/// Less of a list, an object or a text.
std::vector<json> less(const json& whole, const Pointer& place, const json& /*base*/) {
  const json& here = whole.at(place);
  std::vector<json> values;
  if (here.is_string()) {
    for (std::string& text : shorter_texts(here.get_ref<const std::string&>()))
      values.emplace_back(std::move(text));
  }
  for (std::size_t at = 0; here.is_structured() && at < here.size(); ++at) {
    json rest = here;
    rest.erase(std::next(rest.begin(), static_cast<std::ptrdiff_t>(at)));
    values.push_back(std::move(rest));
  }
  return with_each(whole, place, std::move(values));
}

using Simplify = std::vector<json> (*)(const json& whole, const Pointer& place, const json& base);

/// Takes the first simpler input that still differs in the same way.
///
/// Output: whether there was one.
std::expected<bool, adapter::StartProblem> step(Difference& difference, Comparison& comparison,
                                                Simplify simplify, std::size_t& budget) {
  std::vector<Pointer> places;
  collect(difference.in, Pointer(), places);
  for (const Pointer& place : places) {
    for (const json& candidate : simplify(difference.in, place, difference.base.test->in)) {
      if (budget == 0) return false;
      if (difference.base.schema->schema.validate("in", candidate)) continue;
      --budget;
      auto found = comparison.of(difference.base, candidate);
      if (!found) return std::unexpected(std::move(found).error());
      if (!*found || (*found)->kind != difference.kind) continue;
      difference = *std::move(*found);
      return true;
    }
  }
  return false;
}

}  // namespace

std::expected<Difference, adapter::StartProblem> shrink(Difference difference,
                                                        Comparison& comparison,
                                                        std::size_t budget) {
  // What was made shorter is not made the base's again.
  for (const Simplify simplify : {as_base, less}) {
    for (bool smaller = true; smaller;) {
      const auto stepped = step(difference, comparison, simplify, budget);
      if (!stepped) return std::unexpected(stepped.error());
      smaller = *stepped;
    }
  }
  return difference;
}

}  // namespace oauthspec::fuzz
