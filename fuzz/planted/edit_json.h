// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// The response as a sloppy reader sees it: `edit` changes the object in its body, where there is one, before the reference reads it.
template <class Edit>
[[nodiscard]] oauth::message::Response with_edited_body(oauth::message::Response response,
                                                        const Edit& edit) {
  nlohmann::json object = nlohmann::json::parse(response.body, nullptr, false);
  if (!object.is_object()) return response;
  edit(object);
  response.body = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return response;
}

}  // namespace oauthspec::fuzz
