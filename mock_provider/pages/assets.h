// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::provider::pages {

/// A text that was embedded when the provider was built, from the files beside this one.
struct Asset {
  std::string_view text;
  std::string_view sha256;  ///< Of the text, in Base64, as a Content-Security-Policy has it.
};

/// As CMakeLists.txt puts them together: each page stands between head.mustache and foot.mustache.
namespace assets {

extern const Asset page_style;      ///< CSS
extern const Asset page_form_post;  ///< JavaScript that sends the form of form_post.mustache.
extern const Asset page_sign_in;    ///< Templates ...
extern const Asset page_consent;
extern const Asset page_device;
extern const Asset page_form_post_response;
extern const Asset page_verification_code;
extern const Asset page_message;
extern const Asset page_sign_out;

}  // namespace assets

}  // namespace oauthspec::provider::pages
