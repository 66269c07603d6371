// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html_limits.h"

#include <algorithm>

namespace oauthspec::agent {
namespace {

constexpr std::string_view kSpace = " \t\n\f\r/";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a tag begins behind this "<".
bool begins_tag(std::string_view rest) {
  if (rest.starts_with('/')) rest.remove_prefix(1);
  return !rest.empty() && is_letter(rest.front());
}

/// Goes behind an attribute's value, where there is one: behind its closing quote, or its last character.
void skip_value(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\f\r"), rest.size()));
  if (!rest.starts_with('=')) return;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\f\r", 1), rest.size()));
  if (rest.starts_with('"') || rest.starts_with('\'')) {
    const std::size_t quote = rest.find(rest.front(), 1);
    rest.remove_prefix(std::min(quote, rest.size() - 1) + 1);
  } else {
    rest.remove_prefix(std::min(rest.find_first_of(" \t\n\f\r>"), rest.size()));
  }
}

/// Whether the tag that begins here has more attributes than it may have.
///
/// Spec:   HTML Living Standard sections 13.2.5.8 and 13.2.5.32 to 13.2.5.40
bool has_too_many_attributes(std::string_view rest) {
  rest.remove_prefix(std::min(rest.find_first_of(" \t\n\f\r/>", 1), rest.size()));
  for (std::size_t count = 0; count <= kMostAttributes; ++count) {
    rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
    if (rest.empty() || rest.front() == '>') return false;
    // A "=" at a name's beginning is part of the name.
    rest.remove_prefix(std::min(rest.find_first_of(" \t\n\f\r/>=", 1), rest.size()));
    skip_value(rest);
  }
  return true;
}

}  // namespace

std::size_t parseable_size(std::string_view html) {
  html = html.substr(0, kMostPageOctets);
  std::size_t tags = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view rest = html.substr(at + 1);
    if (!begins_tag(rest)) continue;
    if (++tags > kMostTags || has_too_many_attributes(rest)) return at;
  }
  return html.size();
}

}  // namespace oauthspec::agent
