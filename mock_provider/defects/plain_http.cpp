// SPDX-License-Identifier: Apache-2.0
// Endpoints that are published without TLS: RFC 7009 section 2, RFC 9126 section 2. That a provider answers without TLS cannot be planted in
// one without sockets.
#include <array>

#include <nlohmann/json.hpp>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using nlohmann::json;

constexpr std::array kPlainHttpDefects = {
    Defect{"revocation-published-by-http", "RFC7009-2-8", "revocation_endpoint is an http URL.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::metadata, [](json& body) {
               body["revocation_endpoint"] = "http://127.0.0.1:8080/revoke";
             });
           }},
    Defect{"pushing-published-by-http", "RFC9126-2-1",
           "pushed_authorization_request_endpoint is an http URL.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::metadata, [](json& body) {
               body["pushed_authorization_request_endpoint"] = "http://127.0.0.1:8080/par";
             });
           }},
};

}  // namespace

DefectTopic plain_http() {
  return kPlainHttpDefects;
}

}  // namespace oauthspec::provider::defects
