// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/resource.h"

#include <algorithm>
#include <set>

#include "harness/reference/codec/uri.h"

namespace oauth::oauth2 {
namespace {

constexpr int kBadRequest = 400;

bool holds(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace

bool is_resource(std::string_view text) {
  // RFC8707-2-1, RFC8707-2-2
  const auto uri = codec::parse_uri(text);
  return uri && !uri->fragment;
}

Judgement<std::vector<std::string>> parse_resources(
    const message::Parameters& parameters, const std::optional<std::vector<std::string>>& known) {
  std::vector<std::string> resources;
  std::set<std::string_view> seen;
  // RFC8707-2-4: the parameter may stand more than once.
  for (const message::ParameterView parameter : parameters) {
    // RFC6749-3.1-7, RFC6749-3.2-7: without a value it counts as omitted.
    if (parameter.name != "resource" || parameter.value.empty()) continue;
    // RFC8707-2-7
    if (!is_resource(parameter.value) || (known && !holds(*known, parameter.value))) {
      return std::unexpected(Refusal{"invalid_target", kBadRequest, Errc::resource_invalid});
    }
    if (seen.insert(parameter.value).second) resources.emplace_back(parameter.value);
  }
  return resources;
}

}  // namespace oauth::oauth2
