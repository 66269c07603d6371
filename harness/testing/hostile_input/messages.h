// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "harness/reference/message/http.h"

namespace oauthspec::testing {

inline oauth::message::Response json_response(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

inline oauth::message::Request form_request(std::string body) {
  return {"POST",
          "https://server.example/token",
          {{"Content-Type", "application/x-www-form-urlencoded"}},
          std::move(body)};
}

}  // namespace oauthspec::testing
