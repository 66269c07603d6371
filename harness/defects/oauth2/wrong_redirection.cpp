// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/wrong_redirection.h"

#include <algorithm>
#include <regex>
#include <string>

#include "harness/defects/oauth2/octets.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/same_uri.h"

namespace oauthspec::defects::oauth2::wrong {
namespace {

// A URI as a pattern such as ^(\w+)://([^/?#]*)([^?#]*)... takes it apart, which minds no character.
struct Parts {
  std::string scheme, userinfo, host, port, path, query, fragment;
};

std::string cut_behind(std::string& text, string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return {};
  std::string behind = text.substr(at);
  text.resize(at);
  return behind;
}

Parts parts_of(string_view uri) {
  Parts parts;
  std::string rest(uri);
  parts.fragment = cut_behind(rest, "#");
  parts.query = cut_behind(rest, "?");
  const std::size_t slashes = rest.find("://");
  if (slashes == std::string::npos) return {"", "", "", "", rest, parts.query, parts.fragment};
  parts.scheme = rest.substr(0, slashes);
  rest.erase(0, slashes + 3);
  parts.path = cut_behind(rest, "/");
  const std::size_t at = rest.rfind('@');
  if (at != std::string::npos) {
    parts.userinfo = rest.substr(0, at);
    rest.erase(0, at + 1);
  }
  if (const std::size_t colon = rest.rfind(':'); colon > rest.find(']') + 1)
    parts.port = rest.substr(std::min(colon, rest.size()));
  parts.host = rest.substr(0, rest.size() - parts.port.size());
  return parts;
}

std::string joined(const Parts& parts) {
  return parts.scheme + "|" + parts.userinfo + "|" + parts.host + "|" + parts.port + "|" +
         parts.path + "|" + parts.query + "|" + parts.fragment;
}

// Compares once a member of both is made empty.
bool without(std::string Parts::* member, string_view registered, string_view requested) {
  Parts a = parts_of(registered);
  Parts b = parts_of(requested);
  a.*member = b.*member = "";
  return joined(a) == joined(b);
}

// Compares once both are changed.
template <class Change>
bool changed(string_view registered, string_view requested, Change change) {
  std::string a(registered);
  std::string b(requested);
  change(a);
  change(b);
  return a == b;
}

}  // namespace

bool begins_with(string_view registered, string_view requested) {
  return requested.starts_with(registered);
}

bool begins_with_folder(string_view registered, string_view requested) {
  return requested == registered || requested.starts_with(std::string(registered) + "/");
}

bool ends_with(string_view registered, string_view requested) {
  return requested.ends_with(registered) || registered.ends_with(requested);
}

bool holds(string_view registered, string_view requested) {
  return requested.find(registered) != string_view::npos;
}

bool held_by(string_view registered, string_view requested) {
  return registered.find(requested) != string_view::npos;
}

bool host_only(string_view registered, string_view requested) {
  const Parts a = parts_of(registered);
  return registered == requested || (!a.host.empty() && a.host == parts_of(requested).host);
}

bool host_searched(string_view registered, string_view requested) {
  const std::string host = parts_of(registered).host;
  return registered == requested || (!host.empty() && requested.find(host) != string_view::npos);
}

bool host_by_end(string_view registered, string_view requested) {
  const std::string host = parts_of(registered).host;
  return registered == requested || (!host.empty() && parts_of(requested).host.ends_with(host) &&
                                     parts_of(registered).path == parts_of(requested).path);
}

bool subdomains_too(string_view registered, string_view requested) {
  const Parts a = parts_of(registered);
  const Parts b = parts_of(requested);
  return registered == requested || (!a.host.empty() && b.host.ends_with("." + a.host) &&
                                     a.path == b.path && a.scheme == b.scheme);
}

bool same_domain(string_view registered, string_view requested) {
  const auto domain = [](const std::string& host) {
    return host.substr(std::min(host.find('.'), host.size()));
  };
  const Parts a = parts_of(registered);
  const Parts b = parts_of(requested);
  return registered == requested ||
         (!domain(a.host).empty() && domain(a.host) == domain(b.host) && a.path == b.path);
}

bool without_scheme(string_view registered, string_view requested) {
  return without(&Parts::scheme, registered, requested);
}

bool without_port(string_view registered, string_view requested) {
  return without(&Parts::port, registered, requested);
}

bool without_query(string_view registered, string_view requested) {
  return without(&Parts::query, registered, requested);
}

bool without_fragment(string_view registered, string_view requested) {
  return without(&Parts::fragment, registered, requested);
}

bool without_userinfo(string_view registered, string_view requested) {
  return without(&Parts::userinfo, registered, requested);
}

bool without_case(string_view registered, string_view requested) {
  return changed(registered, requested, to_lower);
}

bool without_last_slash(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    if (uri.ends_with('/')) uri.pop_back();
  });
}

bool trimmed(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    constexpr string_view kSpace = " \t\r\n";
    uri.erase(uri.find_last_not_of(kSpace) + 1);
    uri.erase(0, uri.find_first_not_of(kSpace));
  });
}

// As user-agents do.
bool controls_dropped(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    std::erase_if(uri, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
  });
}

bool up_to_null_octet(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    replace_all(uri, "%00", std::string(1, '\0'));
    uri.resize(std::min(uri.find('\0'), uri.size()));
  });
}

bool backslashes_as_slashes(string_view registered, string_view requested) {
  return changed(registered, requested,
                 [](std::string& uri) { std::ranges::replace(uri, '\\', '/'); });
}

bool slashes_merged(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    for (std::size_t at = uri.find("//"); at != std::string::npos; at = uri.find("//", at))
      uri.erase(at, 1);
  });
}

bool normalised(string_view registered, string_view requested) {
  return oauth::codec::same_uri(registered, requested);
}

bool decoded(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    if (auto octets = oauth::codec::percent_decode(uri)) uri = *std::move(octets);
  });
}

// What IDNA makes of the full stops of other scripts, and of letters of full width.
bool full_stops_translated(string_view registered, string_view requested) {
  return changed(registered, requested, [](std::string& uri) {
    replace_all(uri, "%E3%80%82", ".");
    replace_all(uri, "\u3002", ".");
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      std::string wide = "\uFF41";
      wide.back() = static_cast<char>(wide.back() + (letter - 'a'));
      replace_all(uri, wide, string_view(&letter, 1));
    }
  });
}

bool full_stop_is_any(string_view registered, string_view requested) {
  return std::ranges::equal(registered, requested,
                            [](char known, char given) { return known == '.' || known == given; });
}

bool asterisk_is_any(string_view registered, string_view requested) {
  const std::size_t asterisk = registered.find('*');
  if (asterisk == string_view::npos) return registered == requested;
  const string_view before = registered.substr(0, asterisk);
  const string_view behind = registered.substr(asterisk + 1);
  return requested.size() >= before.size() + behind.size() && requested.starts_with(before) &&
         requested.ends_with(behind);
}

bool pattern_of_regex(string_view registered, string_view requested) {
  if (registered.find('(') == string_view::npos && registered.find('{') == string_view::npos)
    return registered == requested;
  std::string pattern(registered);
  replace_all(pattern, "{port}", "[0-9]+");
  return registered == requested || std::regex_match(std::string(requested), std::regex(pattern));
}

bool one_of_list(string_view registered, string_view requested) {
  const std::string list = "," + std::string(registered) + ",";
  return registered == requested ||
         list.find("," + std::string(requested) + ",") != std::string::npos;
}

}  // namespace oauthspec::defects::oauth2::wrong
