// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/edit_reply.h"

#include <utility>
#include <vector>

#include "harness/reference/message/http.h"

namespace oauthspec::provider::defects {
namespace {

using nlohmann::json;

void edit_body(Rules& rules, Endpoint endpoint, bool success, void (*edit)(json& body)) {
  alter(rules, endpoint,
        [success, edit](const oauth::message::Request& /*request*/, http::Reply& reply) {
          json body = json::parse(reply.response.body, nullptr, false);
          if ((reply.response.status / 100 == 2) == success && body.is_object()) {
            edit(body);
            reply.response.body = body.dump();
          }
        });
}

}  // namespace

void edit_success(Rules& rules, Endpoint endpoint, void (*edit)(json& body)) {
  edit_body(rules, endpoint, true, edit);
}

void edit_refusal(Rules& rules, Endpoint endpoint, void (*edit)(json& body)) {
  edit_body(rules, endpoint, false, edit);
}

void answer_with(Rules& rules, Endpoint endpoint, int status, int instead) {
  alter(rules, endpoint,
        [status, instead](const oauth::message::Request& /*request*/, http::Reply& reply) {
          if (reply.response.status == instead) {
            reply.response.status = status;
          }
        });
}

void write_field(Rules& rules, Endpoint endpoint, std::string name, std::string value) {
  alter(rules, endpoint,
        [name = std::move(name), value = std::move(value)](
            const oauth::message::Request& /*request*/, http::Reply& reply) {
          auto& headers = reply.response.headers;
          std::erase_if(headers, [&name](const oauth::message::HeaderField& field) {
            return oauth::message::equal_without_case(field.name, name);
          });
          if (!value.empty()) {
            headers.push_back({name, value});
          }
        });
}

}  // namespace oauthspec::provider::defects
