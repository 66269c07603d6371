// SPDX-License-Identifier: Apache-2.0
// oauth_split_url_parameters(), whose first element is the base string URI.
#include <algorithm>

#include <oauth.h>

#include "fuzz/oracle/base_string.h"
#include "fuzz/oracle/oauth1_base_string_model.h"
#include "fuzz/oracle/uri_model.h"
#include "fuzz/parser.h"
#include "fuzz/peers/liboauth/text.h"

namespace oauthspec::fuzz::liboauth {
namespace {

bool has_capital(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

/// Of ports that a base string URI has in another way than the URL, liboauth knows 80 alone, which it takes out of any text.
void skip_known_port(std::string_view url, const UriParts& parts) {
  const std::string_view port = parts.authority->port.value_or("1");
  skip_where(port.empty() || port.starts_with('0') || (port == "443" && parts.scheme == "https"),
             "a port that is left out, or written with zeros, is kept as it stands, but for :80/");
  skip_where(url.contains(":80/") && (port != "80" || parts.scheme != "http"),
             "the first :80/ is taken out, whatever it is");
}

/// What differs from RFC 5849 section 3.4.1.2, and is known: fuzz/TROPHIES.md has an example of each.
void skip_known(std::string_view url) {
  const auto parts = model_parse_uri(url);
  const bool is_one =
      parts && parts->authority && oauth1_model::base_string_uri(std::string(url), {});
  skip_where(!is_one, "a URL that has no base string URI is not refused");
  if (!is_one) return;
  skip_where(has_capital(parts->scheme) || has_capital(parts->authority->host),
             "capitals of scheme and host are kept");
  skip_known_port(url, *parts);
  skip_where(parts->authority->userinfo.has_value(), "userinfo is kept");
  skip_where(parts->fragment.has_value(), "a fragment is kept");
  skip_where(url.substr(0, url.find('?')).find_first_of("+&") != std::string_view::npos,
             "host and path are read as a query is");
}

/// strtok() would give the same first part without an end.
bool begins_with_signature(std::string_view url) {
  constexpr std::string_view kName = "oauth_signature=";
  url.remove_prefix(std::min(url.find_first_not_of("&?"), url.size()));
  return oauth1_model::lower(url.substr(0, kName.size())) == kName;
}

std::optional<std::string> uri(std::string_view url, std::optional<std::string_view> host_field) {
  skip_nul(url);
  skip_where(begins_with_signature(url), "a text that begins with oauth_signature= has no end");
  // Called before it is known whether what comes of it is judged: the sanitizers judge in any case.
  char** elements = nullptr;
  int count = oauth_split_url_parameters(std::string(url).c_str(), &elements);
  std::optional<std::string> first;
  if (count > 0) first = elements[0];
  oauth_free_array(&count, &elements);
  skip_where(host_field.has_value(), "there is no way to give it a Host field");
  skip_known(url);
  return first;
}

}  // namespace
}  // namespace oauthspec::fuzz::liboauth

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_base_string,
                      oauthspec::fuzz::BaseStringBuilder{.uri = oauthspec::fuzz::liboauth::uri})
