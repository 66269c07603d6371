// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "fuzz/check/skip.h"

namespace oauthspec::fuzz::liboauth {

/// The text that liboauth allocated, which is freed.
inline std::string take(char* text) {
  std::string taken = text == nullptr ? "" : text;
  std::free(text);  // NOLINT: liboauth hands out what malloc() gave it.
  return taken;
}

/// liboauth has no way to say where a text ends but a NUL.
inline void skip_nul(std::string_view text) {
  skip_where(text.contains('\0'), "texts are C strings, which hold no NUL");
}

}  // namespace oauthspec::fuzz::liboauth
