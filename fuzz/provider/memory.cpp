// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/memory.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace oauthspec::fuzz {

void Memory::add(const std::string& name, std::string value) {
  if (!value.empty()) values_[name].push_back(std::move(value));
}

void Memory::learn(const Seen& seen) {
  if (seen.body.is_object()) {
    for (const auto& [name, value] : seen.body.items()) {
      if (value.is_string()) add(name, value.get<std::string>());
    }
  }
  for (const auto& [name, value] : seen.hidden) add(name, value);
  const std::size_t mark = seen.location.find_first_of("?#");
  if (mark != std::string::npos) {
    for (const auto& [name, value] : read_pairs(seen.location.substr(mark + 1))) add(name, value);
  }
  if (seen.page && seen.hidden.empty()) {
    add("oauth_verifier",
        std::string(between(page_body(seen.response.body), "verification_code\">", "<")));
  }
  const bool credentials =
      seen.done() && (seen.path == "/oauth1/initiate" || seen.path == "/oauth1/token");
  if (!credentials) return;
  const Pairs given = read_pairs(seen.response.body);
  const std::string key = only(given, "oauth_token").value_or("");
  add(seen.path == "/oauth1/initiate" ? "temporary" : "credentials", key);
  secrets_[key] = only(given, "oauth_token_secret").value_or("");
}

std::string Memory::last(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second.back();
}

std::string Memory::secret_of(const std::string& key) const {
  const auto found = secrets_.find(key);
  return found == secrets_.end() ? std::string() : found->second;
}

std::string Memory::resolve(const std::string& value) const {
  if (!value.starts_with('$')) return value;
  std::string_view name(value);
  name.remove_prefix(1);
  const std::size_t plus = std::min(name.find('+'), name.size());
  const std::string_view behind = name.substr(std::min(plus + 1, name.size()));
  name = name.substr(0, plus);
  const std::size_t dot = std::min(name.find('.'), name.size());
  const auto found = values_.find(name.substr(0, dot));
  if (found == values_.end()) return value;
  std::size_t number = found->second.size();
  const std::string_view digits = name.substr(std::min(dot + 1, name.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (number == 0 || number > found->second.size()) return value;
  return found->second[number - 1] + std::string(behind);
}

}  // namespace oauthspec::fuzz
