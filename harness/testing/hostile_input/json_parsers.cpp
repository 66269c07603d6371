// SPDX-License-Identifier: Apache-2.0
// Those that read a response in JSON.

#include "harness/reference/codec/json.h"
#include "harness/reference/oauth2/device_authorization.h"
#include "harness/reference/oauth2/device_poll.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/reference/oauth2/introspection.h"
#include "harness/reference/oauth2/metadata.h"
#include "harness/reference/oauth2/pushed_authorization.h"
#include "harness/reference/oauth2/revocation.h"
#include "harness/reference/oauth2/token_response.h"
#include "harness/testing/hostile_input/messages.h"
#include "harness/testing/hostile_input/parsers.h"

namespace oauthspec::testing {
namespace {

using oauth::message::Response;
using namespace oauth::oauth2;

/// A reading of a response with this status whose body is the text.
template <int kStatus, class Read>
Reading of_response(const std::string& text, Read read) {
  return [response = json_response(kStatus, text), read] { return outcome_of(read(response)); };
}

template <MetadataKind kKind, int kStatus>
Reading of_metadata(const std::string& text) {
  return of_response<kStatus>(text, [](const Response& response) {
    const std::string_view identifier =
        kKind == MetadataKind::client ? "" : "https://server.example";
    return parse_metadata(oauth::crypto::openssl(), response, {kKind, identifier, {}, 0});
  });
}

Reading of_poll(const std::string& text) {
  return [response = json_response(400, text)]() -> Outcome {
    DevicePoll poll(5, 1800, 0);
    const PollStep step = poll.on_response(response, 5);
    // A device has no error values of its own: it gives up, which is its refusal.
    if (std::holds_alternative<PollStop>(step)) return oauth::Errc::error_response;
    return std::nullopt;
  };
}

Reading of_json(const std::string& text) {
  return [text] { return outcome_of(oauth::codec::parse_json(text)); };
}
Reading of_token(const std::string& text) {
  return of_response<200>(text, [](const Response& response) {
    return parse_token_response(response, {"Bearer"}, false);
  });
}
Reading of_introspection(const std::string& text) {
  return of_response<200>(text, parse_introspection);
}
Reading of_device(const std::string& text) {
  return of_response<200>(text, parse_device_authorization);
}
Reading of_pushed(const std::string& text) {
  return of_response<201>(text, parse_pushed_authorization);
}
Reading of_error(const std::string& text) {
  return of_response<400>(text, [](const Response& response) {
    return parse_error_response(Endpoint::token, response);
  });
}
Reading of_revocation(const std::string& text) {
  return of_response<400>(
      text, [](const Response& response) { return parse_revocation_response(response, 0); });
}

constexpr const char* kError = R"({"error":"slow_down"})";

}  // namespace

std::vector<Parser> json_parsers() {
  using enum MetadataKind;
  return {
      {"codec/json", Syntax::json, R"({"good":[1,"\u00e9",null]})", of_json},
      {"oauth2/token_response", Syntax::json, R"({"access_token":"t","token_type":"Bearer"})",
       of_token},
      {"oauth2/introspection", Syntax::json, R"({"active":true,"client_id":"c","exp":1})",
       of_introspection},
      {"oauth2/device_authorization", Syntax::json,
       R"({"device_code":"d","user_code":"u","verification_uri":"https://h/","expires_in":9})",
       of_device},
      {"oauth2/pushed_authorization", Syntax::json, R"({"request_uri":"urn:a:b","expires_in":9})",
       of_pushed},
      {"oauth2/error_response", Syntax::json, kError, of_error},
      {"oauth2/revocation", Syntax::json, kError, of_revocation},
      {"oauth2/device_poll", Syntax::json, kError, of_poll},
      {"oauth2/metadata of a server", Syntax::json,
       R"({"issuer":"https://server.example","authorization_endpoint":"https://server.example/a",)"
       R"("token_endpoint":"https://server.example/t","response_types_supported":["code"]})",
       of_metadata<authorization_server, 200>},
      {"oauth2/metadata of a resource", Syntax::json, R"({"resource":"https://server.example"})",
       of_metadata<protected_resource, 200>},
      {"oauth2/metadata of a client", Syntax::json,
       R"({"client_id":"c","redirect_uris":["https://h/"]})", of_metadata<client, 201>},
  };
}

}  // namespace oauthspec::testing
