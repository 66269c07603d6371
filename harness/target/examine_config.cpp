// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/checks/needs.h"
#include "harness/reference/oauth2/metadata_members.h"
#include "harness/target/doctor.h"

namespace oauthspec::target {
namespace {

// How many letters are to be added, taken away or changed to make one word of the other.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char letter : one) {
    std::size_t diagonal = row[0]++;
    for (std::size_t i = 0; i < other.size(); ++i) {
      const std::size_t changed = diagonal + (letter == other[i] ? 0 : 1);
      diagonal = std::exchange(row[i + 1], std::min({row[i] + 1, row[i + 1] + 1, changed}));
    }
  }
  return row.back();
}

bool is_member(std::string_view name) {
  const auto members = oauth::oauth2::members_of(oauth::oauth2::MetadataKind::authorization_server);
  return std::ranges::any_of(members, [name](const auto& member) { return name == member.name; });
}

// The member that the name was probably to be; nothing where none is like it.
std::optional<std::string_view> member_like(std::string_view name) {
  constexpr std::size_t kMostLetters = 3;
  const auto members = oauth::oauth2::members_of(oauth::oauth2::MetadataKind::authorization_server);
  const auto nearest = std::ranges::min_element(
      members, {}, [name](const auto& member) { return distance(name, member.name); });
  if (nearest == members.end() || distance(name, nearest->name) > kMostLetters) return std::nullopt;
  return nearest->name;
}

// What is no member at all may be one of OpenID Connect's, or of the server's own.
void note_members(const Config& config, std::vector<Diagnosis>& notes) {
  for (const auto& [name, value] : config.supports.items()) {
    if (is_member(name)) continue;
    const auto meant = member_like(name);
    notes.push_back({Health::note, "oauth2.supports." + name,
                     "no check looks at it: it is no member of RFC 8414 and what extends it",
                     meant ? fmt::format("Did you mean {}?", *meant) : ""});
  }
}

// A server may well claim a document that nothing is asked of.
void note_documents(const Config& config, std::vector<Diagnosis>& notes) {
  const std::vector<std::string> known = checks::cited_documents();
  for (const std::string& document : config.description.documents) {
    if (std::ranges::find(known, document) != known.end()) continue;
    notes.push_back({Health::note, "documents", fmt::format("no check is of {}", document),
                     fmt::format("There are checks of {}.", fmt::join(known, ", "))});
  }
}

}  // namespace

std::vector<Diagnosis> examine_config(const Config& config) {
  std::vector<Diagnosis> notes;
  note_documents(config, notes);
  note_members(config, notes);
  return notes;
}

}  // namespace oauthspec::target
