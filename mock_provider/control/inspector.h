// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// The developer's page, at the issuer's own path with a slash behind. It holds nothing of the transcript: its script asks /_events.
[[nodiscard]] http::Reply inspector(Call& call);

/// /_assets/...: what the page loads.
[[nodiscard]] http::Reply assets(Call& call);

/// The files of inspector/, as CMakeLists.txt puts them together.
namespace embedded {

/// A text that was embedded when the provider was built.
struct Asset {
  std::string_view text;
  std::string_view sha256;  ///< In Base64.
};

namespace assets {

extern const Asset inspector_page;    ///< HTML
extern const Asset inspector_style;   ///< CSS
extern const Asset inspector_script;  ///< JavaScript, as a module.

}  // namespace assets

}  // namespace embedded

}  // namespace oauthspec::provider::control
