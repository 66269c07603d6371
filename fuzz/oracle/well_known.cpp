// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/well_known.h"

#include "fuzz/check/holds.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/json_members.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

/// An identifier by https, with a host and no fragment.
std::optional<UriParts> identifier(std::string_view text) {
  auto uri = model_parse_uri(text);
  const bool fits = uri && same_without_case(uri->scheme, "https") && uri->authority &&
                    !uri->authority->host.empty() && !uri->fragment;
  return fits ? uri : std::nullopt;
}

/// What stands before the path.
std::string origin_of(std::string_view text) {
  const std::size_t authority = text.find("//") + 2;
  return std::string(text.substr(0, text.find_first_of("/?", authority)));
}

std::string inserted(std::string_view text, std::string_view suffix, std::string_view path) {
  return origin_of(text) + "/.well-known/" + std::string(suffix) + std::string(path);
}

std::string without(std::string url, const std::string& part) {
  const std::size_t at = url.find(part);
  return at == std::string::npos ? url : url.erase(at, part.size());
}

bool same_but_for_slash(const std::string& shorter, std::string_view identifier) {
  if (shorter == identifier) return true;
  const std::size_t slash = identifier.substr(0, identifier.find('?')).rfind('/');
  std::string cut(identifier);
  return slash != std::string_view::npos && cut.erase(slash, 1) == shorter;
}

void check_url(const std::optional<std::string>& url, const std::optional<std::string>& expected,
               std::string_view identifier, std::string_view suffix) {
  holds(url.has_value() == expected.has_value(),
        "an identifier is refused where it may have no such document, and nowhere else");
  if (!url || !expected) return;
  holds(*url == *expected, "the well-known part stands between host and path");
  holds(origin_of(*url) == origin_of(identifier), "the document is of the same scheme and host");
  holds(same_but_for_slash(without(*url, "/.well-known/" + std::string(suffix)), identifier),
        "without the well-known part the URL is the identifier");
}

/// Of which no part can be taken for another one's.
bool is_suffix(std::string_view text) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz-";
  return !text.empty() && text.find_first_not_of(kLetters) == std::string_view::npos;
}

}  // namespace

std::optional<std::string> model_issuer_url(std::string_view issuer, std::string_view suffix) {
  const auto uri = identifier(issuer);
  if (!uri || uri->query) return std::nullopt;
  std::string_view path = uri->path;
  // RFC 8414 section 3.1: any terminating "/" is taken away.
  if (path.ends_with('/')) path.remove_suffix(1);
  return inserted(issuer, suffix, path);
}

std::optional<std::string> model_resource_url(std::string_view resource, std::string_view suffix) {
  const auto uri = identifier(resource);
  if (!uri) return std::nullopt;
  // RFC 9728 section 3.1: a "/" that follows the host is.
  const std::string url = inserted(resource, suffix, uri->path == "/" ? "" : uri->path);
  return uri->query ? url + '?' + std::string(*uri->query) : url;
}

void check_well_known(const WellKnownUrls& urls, std::string_view input) {
  const auto [given, identifier] = split_parts<2>(input);
  const std::string_view suffix = is_suffix(given) ? given : "oauth-authorization-server";
  if (urls.of_issuer != nullptr) {
    check_url(urls.of_issuer(identifier, suffix), model_issuer_url(identifier, suffix), identifier,
              suffix);
  }
  if (urls.of_resource != nullptr) {
    check_url(urls.of_resource(identifier, suffix), model_resource_url(identifier, suffix),
              identifier, suffix);
  }
}

}  // namespace oauthspec::fuzz
