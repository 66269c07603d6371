// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/inspector.h"

#include <string>

#include "mock_provider/control/access.h"

namespace oauthspec::provider::control {
namespace {

// Whatever a client sends is shown as text; this keeps a mistake there from becoming more.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

http::Reply served(std::string_view type, std::string_view text) {
  return {{.status = 200,
           .headers = {{"Content-Type", std::string(type)},
                       {"Content-Security-Policy", std::string(kPolicy)},
                       {"X-Frame-Options", "DENY"},  // RFC6749-10.13-2, RFC9700-4.16-4
                       {"Cache-Control", "no-cache"},
                       {"X-Content-Type-Options", "nosniff"},
                       {"Referrer-Policy", "no-referrer"},
                       {"Cross-Origin-Resource-Policy", "same-origin"}},
           .body = std::string(text)},
          {}};
}

}  // namespace

http::Reply inspector(Call& call) {
  if (call.path.empty()) {
    // What the page loads it names relative to itself.
    return {{.status = 308, .headers = {{"Location", call.issuer + "/"}}, .body = ""}, {}};
  }
  return served("text/html; charset=utf-8", embedded::assets::inspector_page.text);
}

http::Reply assets(Call& call) {
  if (call.path == "/_assets/inspector.css") {
    return served("text/css; charset=utf-8", embedded::assets::inspector_style.text);
  }
  if (call.path == "/_assets/inspector.js") {
    return served("text/javascript; charset=utf-8", embedded::assets::inspector_script.text);
  }
  return control_error(call, 404, "not_found", "The inspector loads nothing of this name.");
}

}  // namespace oauthspec::provider::control
