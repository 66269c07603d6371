// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <oauth.h>

#include "fuzz/peers/liboauth/text.h"

namespace oauthspec::fuzz::liboauth {

/// Decoded parameters as liboauth has them: an array of "name=value". Its first element is the URL's.
class ParameterArray {
 public:
  explicit ParameterArray(const std::vector<std::pair<std::string, std::string>>& pairs) {
    texts_.emplace_back("");
    for (const auto& [name, value] : pairs) {
      skip_nul(name);
      skip_nul(value);
      skip_where(name.contains('='),
                 "an array of name=value cannot say that a name has an equals sign");
      texts_.push_back(std::string(name).append("=").append(value));
    }
    for (std::string& text : texts_) pointers_.push_back(text.data());
  }

  /// RFC 5849 section 3.4.1.3.2, step 2
  void sort() { std::qsort(&pointers_[1], pointers_.size() - 1, sizeof(char*), oauth_cmpstringp); }

  /// Encoded, with "&" between them.
  std::string serialize() {
    return take(
        oauth_serialize_url_parameters(static_cast<int>(pointers_.size()), pointers_.data()));
  }

 private:
  std::vector<std::string> texts_;
  std::vector<char*> pointers_;
};

}  // namespace oauthspec::fuzz::liboauth
