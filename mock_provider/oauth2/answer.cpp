// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/answer.h"

#include <utility>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::UsedScheme used_scheme(const oauth::message::Request& request) {
  const auto field = oauth::message::find_header(request.headers, "Authorization");
  const bool basic = field && oauth::message::equal_without_case(field->substr(0, 6), "Basic ");
  return basic ? oauth2::UsedScheme::basic : oauth2::UsedScheme::none;
}

void note(Call& call, const oauth2::Refusal& refusal) {
  call.verdict.accepted = false;
  call.verdict.error = refusal.error;
  call.verdict.reason = name(refusal.reason);
  call.verdict.explanation = meaning(refusal.reason);
}

}  // namespace

http::Reply refuse(Call& call, const oauth2::Refusal& refusal) {
  note(call, refusal);
  oauth2::ErrorResponse error;
  error.error = refusal.error;
  error.error_description = meaning(refusal.reason);
  return answer(call, oauth2::write_error_response(error, refusal.status.value_or(400),
                                                   used_scheme(call.request)));
}

http::Reply answer(Call& call, oauth::Result<oauth::message::Response> response) {
  if (response) {
    return {*std::move(response), {}};
  }
  call.verdict.accepted = false;
  call.verdict.reason = name(response.error().code);
  call.verdict.explanation = meaning(response.error().code);
  return {{.status = 500,
           .headers = {{"Content-Type", "text/plain"}},
           .body = "The provider could not write its answer.\n"},
          {}};
}

oauth2::Refusal refusal(std::string_view error, oauth::Errc reason, int status) {
  return {std::string(error), status, reason};
}

}  // namespace oauthspec::provider::oauth2_endpoints
