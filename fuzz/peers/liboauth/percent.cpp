// SPDX-License-Identifier: Apache-2.0
// oauth_url_escape() and oauth_url_unescape().
#include "fuzz/oracle/percent.h"

#include <cctype>

#include <oauth.h>

#include "fuzz/parser.h"
#include "fuzz/peers/liboauth/text.h"

namespace oauthspec::fuzz::liboauth {
namespace {

bool is_digit(char letter) {
  return std::isxdigit(static_cast<unsigned char>(letter)) != 0;
}

bool has_escape_that_is_none(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (text.size() - at < 3 || !is_digit(text[at + 1]) || !is_digit(text[at + 2])) return true;
  }
  return false;
}

std::string encode(std::string_view octets) {
  skip_nul(octets);
  return take(oauth_url_escape(std::string(octets).c_str()));
}

std::optional<std::string> decode(std::string_view text) {
  skip_nul(text);
  std::size_t size = 0;
  char* const decoded = oauth_url_unescape(std::string(text).c_str(), &size);
  std::string octets(decoded, size);
  std::free(decoded);  // NOLINT
  // RFC 3986 section 2.4 has no such text, and does not say what to do with it.
  skip_where(has_escape_that_is_none(text), "an escape that is none is left as it stands");
  return octets;
}

}  // namespace
}  // namespace oauthspec::fuzz::liboauth

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_percent,
                      (oauthspec::fuzz::PercentCodec{.encode = oauthspec::fuzz::liboauth::encode,
                                                     .decode = oauthspec::fuzz::liboauth::decode}))
