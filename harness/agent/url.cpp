// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/url.h"

#include <cstddef>

#include "harness/agent/ascii.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/resolve_uri.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::agent {
namespace {

namespace codec = oauth::codec;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool begins_escape(std::string_view text) {
  return text.size() >= 3 && is_hex(text[1]) && is_hex(text[2]);
}

bool may_stand(char c) {
  constexpr std::string_view kOthers = "-._~!$&'()*+,;=:@/?#[]";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != std::string_view::npos;
}

/// Where the path ends and a query or fragment begins.
std::size_t path_end(std::string_view reference) {
  return std::min(reference.find_first_of("?#"), reference.size());
}

/// Brackets may stand only around an address, which is in the authority.
std::size_t authority_end(std::string_view reference) {
  const std::size_t slashes = reference.find("//");
  if (slashes == std::string_view::npos || slashes > path_end(reference)) return 0;
  return std::min(reference.find_first_of("/?#\\", slashes + 2), reference.size());
}

bool is_of_a_page(std::string_view base) {
  const std::string scheme = lower(base.substr(0, base.find(':')));
  return scheme == "http" || scheme == "https";
}

std::string tidy(std::string_view base, std::string_view reference) {
  std::string kept;
  for (const char c : trim(reference)) {
    if (c != '\t' && c != '\n' && c != '\r') kept += c;
  }
  const std::size_t query_at = path_end(kept);
  if (is_of_a_page(base)) {
    for (std::size_t i = 0; i < query_at; ++i)
      if (kept[i] == '\\') kept[i] = '/';
  }
  const std::size_t brackets_end = authority_end(kept);
  bool in_fragment = false;
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::string_view rest = std::string_view(kept).substr(i);
    const bool bracket = rest[0] == '[' || rest[0] == ']';
    const bool second_mark = rest[0] == '#' && in_fragment;
    const bool stands = rest[0] == '%' ? begins_escape(rest) : may_stand(rest[0]);
    if (stands && !second_mark && (!bracket || i < brackets_end)) {
      out += rest[0];
    } else {
      codec::append_percent_encoded(out, rest.substr(0, 1));
    }
    in_fragment = in_fragment || rest[0] == '#';
  }
  return out;
}

}  // namespace

std::optional<std::string> resolve_reference(std::string_view base, std::string_view reference) {
  auto target = codec::resolve_uri(base, tidy(base, reference));
  if (!target) return std::nullopt;
  return *std::move(target);
}

std::string_view without_fragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

std::string_view fragment_of(std::string_view url) {
  const std::size_t mark = url.find('#');
  return mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
}

std::string origin_of(std::string_view url) {
  const auto uri = codec::parse_uri(url);
  if (!uri || !uri->authority || uri->authority->host.empty()) return "null";
  std::string out = lower(uri->scheme);
  const std::string_view default_port = out == "https" ? "443" : out == "http" ? "80" : "";
  out += "://" + lower(uri->authority->host);
  const std::string_view port = uri->authority->port.value_or("");
  if (!port.empty() && port != default_port) out += ":" + std::string(port);
  return out;
}

std::optional<Place> place_of(std::string_view url) {
  const auto uri = codec::parse_uri(url);
  if (!uri || !uri->authority || uri->authority->host.empty()) return std::nullopt;
  Place place{lower(uri->scheme), lower(uri->authority->host), std::string(uri->path)};
  if (place.scheme != "http" && place.scheme != "https") return std::nullopt;
  if (place.path.empty()) place.path = "/";
  return place;
}

}  // namespace oauthspec::agent
