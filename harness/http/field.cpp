// SPDX-License-Identifier: Apache-2.0
#include "harness/http/field.h"

#include <algorithm>

#include "harness/reference/codec/token.h"

namespace oauthspec::http {

bool is_field_value(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char character) {
    return oauth::codec::is_token_character(character);
  });
}

}  // namespace oauthspec::http
