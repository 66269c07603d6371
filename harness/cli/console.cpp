// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/console.h"

#include <string_view>

namespace oauthspec::cli {

bool wants_colour(const std::string& when, bool terminal, const char* no_color, const char* term) {
  if (when == "always" || when == "never") {
    return when == "always";
  }
  const bool plain = no_color != nullptr && !std::string_view(no_color).empty();
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  return terminal && !plain && !dumb;
}

}  // namespace oauthspec::cli
