// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/token_request.h"

/// How sloppy servers misread the forms of their clients: they change them first, and then read them right.
namespace oauthspec::provider::defects {

using FormChange = oauth::message::Parameters (*)(const oauth::message::Parameters&);

/// The parameters of a request's body; none where it cannot be read.
[[nodiscard]] oauth::message::Parameters form_of(const oauth::message::Request& request);

/// The request with its body changed.
[[nodiscard]] oauth::message::Request with_form(oauth::message::Request request, FormChange change);

/// Whether the request goes to this endpoint, "/revoke".
[[nodiscard]] bool goes_to(const oauth::message::Request& request, std::string_view path);

/// Of parameters that are there twice, the last.
[[nodiscard]] oauth::message::Parameters last_of_each(const oauth::message::Parameters& form);

/// In the place of oauth2::parse_token_request().
template <FormChange kChange>
oauth::oauth2::Judgement<oauth::oauth2::TokenRequest> read_changed(
    const oauth::message::Request& request) {
  return oauth::oauth2::parse_token_request(with_form(request, kChange));
}

[[nodiscard]] std::unexpected<oauth::oauth2::Refusal> invalid_request();

}  // namespace oauthspec::provider::defects
