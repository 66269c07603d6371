// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <boost/url.hpp>

namespace oauthspec::fuzz::boost_url {

inline boost::urls::string_view to_theirs(std::string_view text) {
  return {text.data(), text.size()};
}

inline std::string_view to_ours(boost::urls::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace oauthspec::fuzz::boost_url
