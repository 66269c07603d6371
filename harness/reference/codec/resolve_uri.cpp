// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/resolve_uri.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "harness/reference/codec/uri.h"

namespace oauth::codec {
namespace {

/// A reference cut at its delimiters, no character of it checked.
struct Reference {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

std::optional<std::string_view> cut_behind(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

// RFC 3986 appendix B.
Reference cut(std::string_view text) {
  Reference reference;
  reference.fragment = cut_behind(text, '#');
  reference.query = cut_behind(text, '?');
  const std::size_t mark = text.find_first_of(":/");
  if (mark != std::string_view::npos && mark > 0 && text[mark] == ':') {
    reference.scheme = text.substr(0, mark);
    text.remove_prefix(mark + 1);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    reference.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  reference.path = text;
  return reference;
}

// Section 5.2.3.
std::string merge(const Reference& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  const std::size_t kept = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(base.path.substr(0, kept)) + std::string(path);
}

std::string resolve_path(const Reference& base, const Reference& reference) {
  if (reference.scheme || reference.authority || reference.path.starts_with('/'))
    return remove_dot_segments(reference.path);
  if (reference.path.empty()) return std::string(base.path);
  return remove_dot_segments(merge(base, reference.path));
}

// Section 5.3.
std::string join(const Reference& base, const Reference& reference) {
  const bool own_authority = reference.scheme || reference.authority;
  const auto& authority = own_authority ? reference.authority : base.authority;
  const bool own_query = own_authority || !reference.path.empty() || reference.query;
  const auto& query = own_query ? reference.query : base.query;

  std::string out(reference.scheme.value_or(base.scheme.value_or("")));
  out += ':';
  if (authority) out.append("//").append(*authority);
  const std::string path = resolve_path(base, reference);
  // Else "/.//x" would turn into an authority (RFC 3986 section 3.3).
  if (!authority && path.starts_with("//")) out += "/.";
  out += path;
  if (query) out.append("?").append(*query);
  if (reference.fragment) out.append("#").append(*reference.fragment);
  return out;
}

}  // namespace

std::string remove_dot_segments(std::string_view path) {
  while (path.starts_with("./") || path.starts_with("../")) path.remove_prefix(path.find('/') + 1);
  if (path == "." || path == "..") return {};
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    if (segment == "/..") {
      const std::size_t slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
    }
    if (segment != "/." && segment != "/..") {
      out += segment;
    } else if (path.empty()) {
      out += '/';
    }
  }
  return out;
}

Result<std::string> resolve_uri(std::string_view base, std::string_view reference) {
  if (const auto uri = parse_uri(base); !uri) return std::unexpected(uri.error());
  std::string target = join(cut(base), cut(reference));
  if (const auto uri = parse_uri(target); !uri) return std::unexpected(uri.error());
  return target;
}

}  // namespace oauth::codec
