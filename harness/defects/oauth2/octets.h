// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <string>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/steps.h"

/// Changes of texts that more than one table needs.
namespace oauthspec::defects::oauth2 {

/// Changes a text of a message, which may be octets that are no UTF-8.
template <class Change>
void change_octets(json& text, Change change) {
  if (text.is_null()) return;
  std::string octets = adapter::read_bytes(text);
  change(octets);
  text = adapter::write_bytes(octets);
}

/// Replaces every `from` by `to`.
inline void replace_all(std::string& text, string_view from, string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Without case, in ASCII.
inline void to_lower(std::string& text) {
  std::ranges::transform(text, text.begin(), [](char octet) {
    return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet + 'a' - 'A') : octet;
  });
}

}  // namespace oauthspec::defects::oauth2
