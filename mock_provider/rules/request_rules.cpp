// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/request_rules.h"

#include "harness/reference/base/error.h"
#include "harness/reference/oauth2/repeated_parameter.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

std::unexpected<oauth2::Refusal> invalid(Errc reason) {
  return std::unexpected(oauth2::Refusal{"invalid_request", 400, reason});
}

}  // namespace

oauth2::Judgement<oauth::message::Parameters> read_form(const oauth::message::Request& request) {
  if (request.method != "POST") {
    return invalid(Errc::method_invalid);
  }
  if (!oauth::message::has_form_content_type(request.headers)) {
    return invalid(Errc::content_type_unexpected);
  }
  oauth::message::Parameters parameters;
  if (const auto read = parameters.add_form(request.body); !read) {
    return invalid(read.error().code);
  }
  if (oauth2::has_repeated_parameter(parameters)) {
    return invalid(Errc::parameter_duplicated);
  }
  return parameters;
}

}  // namespace oauthspec::provider::rules
