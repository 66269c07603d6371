// SPDX-License-Identifier: Apache-2.0
#include <toy.h>

#include "fuzz/oracle/percent.h"
#include "fuzz/parser.h"

static std::optional<std::string> unescape(std::string_view text) {
  std::string octets(text.size(), '\0');
  const auto count = toy_unescape(text.data(), text.size(), octets.data());
  if (count < 0) return std::nullopt;
  return octets.substr(0, static_cast<std::size_t>(count));
}

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_percent,
                      oauthspec::fuzz::PercentCodec{.decode = unescape})
