// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/text_change.h"

namespace oauthspec::fuzz {
namespace {

struct Url {
  std::string scheme;
  std::string authority;
  std::string rest;
};

Url read_url(std::string_view text, std::size_t scheme_end) {
  const std::size_t begin = scheme_end + std::string_view("://").size();
  const std::size_t end = std::min(text.find_first_of("/?#", begin), text.size());
  return {std::string(text.substr(0, scheme_end)), std::string(text.substr(begin, end - begin)),
          std::string(text.substr(end))};
}

void change_scheme(Url& url, Dice& /*dice*/) {
  url.scheme = url.scheme == "http" ? "https" : "http";
}
void change_port(Url& url, Dice& dice) {
  constexpr auto ports =
      std::to_array<std::string_view>({"", ":80", ":443", ":8080", ":", ":0443", ":65536"});
  const std::size_t colon = url.authority.rfind(':');
  // A colon in brackets is of an address.
  if (colon != std::string::npos && url.authority.find(']', colon) == std::string::npos) {
    url.authority.resize(colon);
  }
  url.authority += pick(ports, dice);
}
void add_user(Url& url, Dice& dice) {
  constexpr auto users = std::to_array<std::string_view>({"a@", "a:b@", "evil.example@", "%40@"});
  url.authority.insert(0, pick(users, dice));
}
void change_host(Url& url, Dice& dice) {
  if (one_in(2, dice)) {
    url.authority = change_plain_text(url.authority, dice);
    return;
  }
  std::ranges::transform(url.authority, url.authority.begin(), [](unsigned char octet) {
    return static_cast<char>(std::toupper(octet));
  });
}
void change_path(Url& url, Dice& dice) {
  constexpr auto segments = std::to_array<std::string_view>({"/", "//", "/..", "/.", "/%2E", "/a"});
  const std::size_t end = std::min(url.rest.find_first_of("?#"), url.rest.size());
  url.rest.insert(one_in(2, dice) ? 0 : end, pick(segments, dice));
}
void add_end(Url& url, Dice& dice) {
  constexpr auto ends = std::to_array<std::string_view>({"?", "#", "#a", "?#", "&", "%20"});
  url.rest += pick(ends, dice);
}

constexpr auto kChanges = std::to_array<void (*)(Url&, Dice&)>(
    {change_scheme, change_port, change_port, add_user, change_host, change_path, add_end});

}  // namespace

std::string change_url(std::string_view text, Dice& dice) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return change_plain_text(text, dice);
  Url url = read_url(text, scheme_end);
  pick(kChanges, dice)(url, dice);
  return url.scheme + "://" + url.authority + url.rest;
}

}  // namespace oauthspec::fuzz
