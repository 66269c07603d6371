// SPDX-License-Identifier: Apache-2.0
// encode() with unreserved_chars, and pct_string_view, which decodes.
#include "fuzz/oracle/percent.h"

#include "fuzz/parser.h"
#include "fuzz/peers/boost_url/text.h"

namespace oauthspec::fuzz::boost_url {
namespace {

std::string encode(std::string_view octets) {
  return boost::urls::encode(to_theirs(octets), boost::urls::unreserved_chars);
}

std::optional<std::string> decode(std::string_view text) {
  const auto view = boost::urls::make_pct_string_view(to_theirs(text));
  if (view.has_error()) return std::nullopt;
  return view->decode();
}

}  // namespace
}  // namespace oauthspec::fuzz::boost_url

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_percent,
                      (oauthspec::fuzz::PercentCodec{.encode = oauthspec::fuzz::boost_url::encode,
                                                     .decode = oauthspec::fuzz::boost_url::decode}))
