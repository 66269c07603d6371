// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/form.h"

#include "harness/reference/message/http.h"
#include "mock_provider/pages/pages.h"
#include "mock_provider/pages/security.h"

namespace oauthspec::provider {

using oauth::Errc;
using oauth::Error;
using oauth::message::Parameters;

oauth::Result<Parameters> browser_parameters(const Call& call) {
  Parameters parameters;
  std::string_view text = call.query;
  if (call.request.method == "POST") {
    if (!oauth::message::has_form_content_type(call.request.headers)) {
      return std::unexpected(Error{Errc::content_type_unexpected, 0});
    }
    text = call.request.body;
  } else if (call.request.method != "GET" && call.request.method != "HEAD") {
    return std::unexpected(Error{Errc::method_invalid, 0});
  }
  if (auto done = parameters.add_form(text); !done) {
    return std::unexpected(done.error());
  }
  return parameters;
}

std::string_view text_of(const Parameters& parameters, std::string_view name) {
  return parameters.find(name).value_or("");
}

http::Reply redirect(const Call& call, std::string_view location) {
  return {{.status = call.state.rules.authorization.redirect_status(call.request.method),
           .headers = pages::redirect_headers(location),
           .body = ""},
          {}};
}

http::Reply unreadable(Call& call, const Error& error) {
  call.verdict.accepted = false;
  call.verdict.reason = name(error.code);
  call.verdict.explanation = meaning(error.code);
  if (error.code != Errc::method_invalid) {
    return {pages::error("The request cannot be read.", {{"reason", call.verdict.explanation}}),
            {}};
  }
  http::Reply reply{pages::error("This page takes GET and POST.", {}, 405), {}};
  reply.response.headers.push_back({"Allow", "GET, HEAD, POST"});
  return reply;
}

}  // namespace oauthspec::provider
