// SPDX-License-Identifier: Apache-2.0
// Requests that are no requests of OAuth, to endpoints that not every server has, and to protected resources; and a server that goes on.
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/checks/malformed.h"
#include "harness/checks/racing.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// A form with a token that nobody issued, and its value broken.
Finding form_endpoint_withstands(Session& session, const std::string& endpoint,
                                 std::string_view parameter) {
  if (endpoint.empty()) return unsupported("there is no such endpoint");
  const auto& client = session.target().confidential;
  if (!client) return unsupported("there is no confidential client");
  const auto right =
      form_request(*client, endpoint, {{std::string(parameter), session.fresh_text(32)}});
  if (!right) return right.error();
  std::vector<Malformed> malformed{{"an empty body", with_body(*right, "")},
                                   {"a body of ampersands", with_body(*right, "&&=&=")}};
  for (const auto& values :
       {broken_percent_encodings(), nul_and_control_characters(), invalid_utf8(), long_values()}) {
    for (const RawValue& value : values) {
      malformed.push_back({std::string(value.what) + " in " + std::string(parameter),
                           with_body(*right, std::string(parameter) + "=" + value.octets)});
    }
  }
  malformed.push_back({"a form without Content-Type", with_field(*right, "Content-Type", "")});
  malformed.push_back({"a body of JSON", with_field(with_body(*right, "{\"a\": [["), "Content-Type",
                                                    "application/json")});
  return withstands(session, *right, malformed, gives_nothing_amiss);
}

Finding the_revocation_endpoint_withstands(Session& session) {
  return form_endpoint_withstands(session, session.target().server.revocation_endpoint, "token");
}

Finding the_introspection_endpoint_withstands(Session& session) {
  return form_endpoint_withstands(session, session.target().server.introspection_endpoint, "token");
}

Finding the_device_endpoint_withstands(Session& session) {
  return form_endpoint_withstands(session, session.target().server.device_authorization_endpoint,
                                  "scope");
}

Finding the_pushed_endpoint_withstands(Session& session) {
  return form_endpoint_withstands(
      session, session.target().server.pushed_authorization_request_endpoint, "response_type");
}

constexpr std::string_view kRightMetadata =
    R"({"redirect_uris": ["https://client.example/registered"], "client_name": "Robust")";

Request registration(const Session& session, std::string body) {
  return {"POST",
          session.target().server.registration_endpoint,
          {{"Content-Type", "application/json"}},
          std::move(body)};
}

Finding json_that_is_none_is_refused(Session& session) {
  const std::string start(kRightMetadata);
  const Request right = registration(session, start + "}");
  std::vector<Malformed> malformed;
  for (const auto& [what, body] : std::vector<std::pair<std::string, std::string>>{
           {"an empty body", ""},
           {"JSON that is cut off", start},
           {"an array", "[" + start + "}]"},
           {"a string", "\"client\""},
           {"null", "null"},
           {"a member without a value", start + ", \"x\":}"},
           {"text behind the JSON", start + "} and more"},
           {"a control character in a string", start + ", \"x\": \"\x01\"}"},
           {"a string that is no UTF-8", start + ", \"x\": \"\xFF\xFE\"}"},
           {"a number that is none", start + ", \"x\": 0x1}"},
           {"a form", "redirect_uris=https://client.example/registered"}}) {
    malformed.push_back({what, registration(session, body)});
  }
  // Some parsers are lenient about what a string may hold: only what has no right reading must not register a client.
  return withstands(session, right, malformed, gives_nothing_amiss);
}

Finding json_without_an_object_registers_nobody(Session& session) {
  const std::string start(kRightMetadata);
  const Request right = registration(session, start + "}");
  return withstands(session, right,
                    {{"an empty body", registration(session, "")},
                     {"JSON that is cut off", registration(session, start)},
                     {"a string", registration(session, "\"client\"")},
                     {"null", registration(session, "null")},
                     {"a number", registration(session, "17")}},
                    gives_anything);
}

Finding deep_json_is_withstood(Session& session) {
  const std::string start(kRightMetadata);
  std::vector<Malformed> malformed;
  for (const std::size_t depth : std::array<std::size_t, 2>{1'000, 30'000}) {
    const std::string levels = std::to_string(depth) + " levels";
    malformed.push_back({"arrays of " + levels,
                         registration(session, start + ", \"x\": " + std::string(depth, '[') +
                                                   std::string(depth, ']') + "}")});
    malformed.push_back({"arrays of " + levels + " that are cut off",
                         registration(session, start + ", \"x\": " + std::string(depth, '['))});
    std::string objects;
    for (std::size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    malformed.push_back({"objects of " + levels + " that are cut off",
                         registration(session, start + ", \"x\": " + objects)});
  }
  malformed.push_back(
      {"a number of 30,000 digits",
       registration(session, start + ", \"x\": " + std::string(30'000, '9') + "}")});
  malformed.push_back({"a number with an exponent of nine digits",
                       registration(session, start + ", \"x\": 1e999999999}")});
  return withstands(session, registration(session, start + "}"), malformed, gives_nothing_amiss);
}

// Of what gives something to anybody, nothing can be said.
Finding gives_nothing_to(Session& session, const Request& nobody,
                         const std::vector<Malformed>& malformed) {
  const auto control = session.send(nobody);
  if (!control) return control.error();
  if (gives_anything(*control)) return inconclusive("everybody gets something here");
  return withstands(session, nobody, malformed, gives_anything);
}

Finding an_odd_bearer_token_is_refused(Session& session) {
  const auto with = [&session](std::string_view field) {
    return Request{"GET", session.target().resource, {{"Authorization", std::string(field)}}, ""};
  };
  const Request nobody = with("Bearer " + session.fresh_text(32));
  std::vector<Malformed> malformed;
  for (const auto& [what, field] : std::vector<std::pair<std::string, std::string>>{
           {"Bearer without a token", "Bearer"},
           {"two tokens", "Bearer abc def"},
           {"a token of other characters", "Bearer !\"'<>{}"},
           {"a token with a control character", "Bearer a\x01\x7F"},
           {"a token that is no ASCII", "Bearer caf\xE9\xFF"},
           {"a token of 8 KiB", "Bearer " + std::string(std::size_t{8} * 1024, 'a')},
           {"a token of 64 KiB", "Bearer " + std::string(std::size_t{64} * 1024, 'a')},
           {"a JWT of nothing", "Bearer .."},
           {"a JWT that is none", "Bearer a.b.c"},
           {"a JWT with a header that is cut off", "Bearer eyJhbGciOi.eyJ.c2ln"},
           {"a JWT of many parts", "Bearer " + std::string(1000, '.')},
           {"an unknown scheme", "Unheard-Of abc"}}) {
    malformed.push_back({what, with(field)});
  }
  return gives_nothing_to(session, nobody, malformed);
}

Finding an_odd_oauth1_header_is_refused(Session& session) {
  const std::string& url = session.target().oauth1_server.temporary_credential_request;
  const auto with = [&url](std::string_view field) {
    return Request{"POST", url, {{"Authorization", std::string(field)}}, ""};
  };
  const Request nobody = with("OAuth oauth_consumer_key=\"unknown\"");
  const std::string key = "OAuth oauth_consumer_key=\"" + session.fresh_text() + "\"";
  std::vector<Malformed> malformed;
  for (const auto& [what, field] : std::vector<std::pair<std::string, std::string>>{
           {"OAuth without parameters", "OAuth"},
           {"OAuth with commas alone", "OAuth ,,,,"},
           {"a string that is not closed", "OAuth oauth_consumer_key=\"abc"},
           {"a value without quotation marks", "OAuth oauth_consumer_key=abc"},
           {"a name without a value", "OAuth oauth_consumer_key, oauth_nonce"},
           {"a broken percent-encoding", key + ", oauth_nonce=\"%zz%\""},
           {"an encoded NUL", key + ", oauth_nonce=\"a%00b\""},
           {"octets that are no UTF-8", key + ", oauth_nonce=\"%FF%FE\""},
           {"a control character", key + ", oauth_nonce=\"\x01\x7F\""},
           {"a timestamp of a thousand digits",
            key + ", oauth_timestamp=\"" + std::string(1000, '9') + "\""},
           {"a negative timestamp", key + ", oauth_timestamp=\"-1\""},
           {"a signature that is no Base64",
            key + ", oauth_signature_method=\"HMAC-SHA1\", oauth_signature=\"%21%21\""},
           {"a nonce of 6 KiB",
            key + ", oauth_nonce=\"" + std::string(std::size_t{6} * 1024, 'a') + "\""},
           {"a nonce of 64 KiB",
            key + ", oauth_nonce=\"" + std::string(std::size_t{64} * 1024, 'a') + "\""}}) {
    malformed.push_back({what, with(field)});
  }
  return gives_nothing_to(session, nobody, malformed);
}

constexpr auto kRobustEndpointsChecks = std::to_array<Check>({
    {"robustness/the-revocation-endpoint-goes-on",
     "The revocation endpoint gives no error of its own for what is malformed, and goes on",
     {"RFC7009-2.2.1-1"},
     Level::should,
     {Need::revocation},
     the_revocation_endpoint_withstands},
    {"robustness/the-introspection-endpoint-goes-on",
     "The introspection endpoint gives no error of its own for what is malformed, and goes on",
     {"RFC7662-2.1-3", "RFC7662-2.3-3"},
     Level::may,
     {Need::introspection},
     the_introspection_endpoint_withstands},
    {"robustness/the-device-authorization-endpoint-goes-on",
     "The device authorization endpoint gives no error of its own for what is malformed, and goes "
     "on",
     {"RFC8628-3.2-10"},
     Level::should,
     {},
     the_device_endpoint_withstands},
    {"robustness/the-pushed-authorization-request-endpoint-goes-on",
     "The pushed authorization request endpoint gives no error of its own for what is malformed, "
     "and "
     "goes on",
     {"RFC9126-2.3-1"},
     Level::should,
     {},
     the_pushed_endpoint_withstands},
    {"robustness/json-without-an-object-registers-nobody",
     "The registration endpoint registers nobody by what is no JSON object",
     {"RFC7591-3.1-1", "RFC7591-3.2.2-1"},
     Level::must,
     {Need::registration},
     json_without_an_object_registers_nobody},
    {"robustness/json-that-is-none-is-refused",
     "The registration endpoint gives no error of its own for what is no JSON, and goes on",
     {"RFC7591-3.2.2-1", "RFC7591-3.2.2-4"},
     Level::should,
     {Need::registration},
     json_that_is_none_is_refused},
    {"robustness/deep-json-is-withstood",
     "The registration endpoint stands JSON that is nested deeply, and numbers that are large",
     {"RFC7591-3.2.2-1"},
     Level::may,
     {Need::registration},
     deep_json_is_withstood},
    {"robustness/an-odd-bearer-token-is-refused",
     "The protected resource refuses tokens that cannot be any, and goes on",
     {"RFC6750-3.1-3", "RFC6750-2.1-3"},
     Level::should,
     {Need::resource},
     an_odd_bearer_token_is_refused},
    {"robustness/an-odd-oauth1-header-is-refused",
     "The temporary credential request endpoint refuses Authorization fields that are malformed, "
     "and "
     "goes on",
     {"RFC5849-3.2-5", "RFC5849-3.2-8"},
     Level::should,
     {Need::oauth1},
     an_odd_oauth1_header_is_refused},
});

}  // namespace

Topic robust_endpoints() {
  return kRobustEndpointsChecks;
}

}  // namespace oauthspec::checks
