// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/document.h"

#include "harness/reference/oauth2/json_object.h"
#include "mock_provider/oauth2/answer.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

http::Reply plain(Call& call, int status, std::string explanation) {
  call.verdict.accepted = false;
  call.verdict.explanation = std::move(explanation);
  return {{.status = status,
           .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
           .body = call.verdict.explanation + '\n'},
          {}};
}

}  // namespace

http::Reply publish(Call& call, const nlohmann::json& document) {
  if (call.request.method != "GET" && call.request.method != "HEAD") {
    return refuse_method(call, "GET, HEAD");
  }
  return answer(call, oauth::oauth2::write_object(200, document, "no-cache"));
}

http::Reply refuse_method(Call& call, std::string_view allowed) {
  http::Reply reply = plain(call, 405, "The endpoint does not take this method.");
  reply.response.headers.push_back({"Allow", std::string(allowed)});
  return reply;
}

http::Reply refuse_path(Call& call) {
  return plain(call, 404, "The provider has nothing at this path.");
}

}  // namespace oauthspec::provider::oauth2_endpoints
