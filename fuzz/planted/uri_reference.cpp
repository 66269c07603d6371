// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri_reference.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const UriReferences& right() {
  static const UriReferences references = reference<UriReferences>();
  return references;
}

/// Only one slash is seen of two, so that another server's URI is a path of this one.
std::optional<std::string> resolve_no_authority(std::string_view base, std::string_view reference) {
  if (reference.starts_with("//")) reference.remove_prefix(1);
  return right().resolve(base, reference);
}

/// A reference of the base's own scheme is read as if it had none.
std::optional<std::string> resolve_loosely(std::string_view base, std::string_view reference) {
  const std::string_view scheme = base.substr(0, base.find(':') + 1);
  if (!scheme.empty() && reference.starts_with(scheme)) reference.remove_prefix(scheme.size());
  return right().resolve(base, reference);
}

std::optional<std::string> resolve_backslash(std::string_view base, std::string_view reference) {
  std::string slashes(reference);
  std::ranges::replace(slashes, '\\', '/');
  return right().resolve(base, slashes);
}

std::string keep_parameters(std::string_view path) {
  std::string text = right().remove_dot_segments(path);
  if (const std::size_t at = text.find("/..;/"); at != std::string::npos) text.erase(at, 4);
  return text;
}

bool same_prefix(std::string_view a, std::string_view b) {
  const std::size_t end = std::min(a.find('#'), b.find('#'));
  return right().same(a.substr(0, end), b.substr(0, end));
}

bool same_caseless_path(std::string_view a, std::string_view b) {
  const auto is_same = [](char left, char right_one) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(left) == lower(right_one);
  };
  return right().same(a, b) ||
         (right().same(a, a) && a.contains("://") && std::ranges::equal(a, b, is_same));
}

constexpr auto kBugs = std::to_array<PlantedBug<UriReferences>>({
    {"authority-is-a-path", "A reference that begins with two slashes stays on the base's host.",
     "ruby oauth2 GHSA-pp92-crg2-gfv9",
     [](UriReferences& references) { references.resolve = resolve_no_authority; }},
    {"own-scheme-is-none", "A reference's scheme does not count where it is the base's.",
     "mod_auth_mellon CVE-2019-13038",
     [](UriReferences& references) { references.resolve = resolve_loosely; }},
    {"backslash-is-a-slash", "A backslash is read as a slash.", "mod_auth_openidc #451",
     [](UriReferences& references) { references.resolve = resolve_backslash; }},
    {"dots-with-parameters", "A segment ..; is removed from a path.", "Keycloak CVE-2026-3872",
     [](UriReferences& references) { references.remove_dot_segments = keep_parameters; }},
    {"fragment-is-passed-over", "Two URIs are compared without what follows a #.", "RFC 3986 6.1",
     [](UriReferences& references) { references.same = same_prefix; }},
    {"case-of-paths", "The case of letters is nowhere looked at.", "ory/fosite CVE-2020-15234",
     [](UriReferences& references) { references.same = same_caseless_path; }},
});

}  // namespace

template <>
std::span<const PlantedBug<UriReferences>> planted_bugs<UriReferences>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
