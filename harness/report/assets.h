// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::report {

/// A text that was embedded when oauthspec was built, from files of its source.
struct Asset {
  std::string_view text;
  std::string_view sha256;  ///< Of the text, in Base64, as a Content-Security-Policy has it.
};

/// The files of html/, as CMakeLists.txt puts them together.
namespace assets {

extern const Asset style;   ///< CSS
extern const Asset script;  ///< JavaScript, as a module.
extern const Asset body;    ///< Markup, with {{names}} for filled().

extern const Asset coverage_style;  ///< The same for the page of what is covered.
extern const Asset coverage_script;
extern const Asset coverage_body;

}  // namespace assets

}  // namespace oauthspec::report
