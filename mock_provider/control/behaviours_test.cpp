// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/behaviours.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/faults.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using oauth::message::find_header;

// What an endpoint answers when nothing is wrong.
Reply token_reply() {
  return {
      {200,
       {{"Content-Type", "application/json"},
        {"Cache-Control", "no-store"},
        {"Pragma", "no-cache"}},
       R"({"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","scope":"read"})"},
      {}};
}

Reply code_reply() {
  return {{302,
           {{"Location",
             "https://client.example/"
             "callback?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz&iss=http%3A%2F%2F127.0.0.1%3A8080"}},
           ""},
          {}};
}

Reply temporary_reply() {
  return {{200,
           {{"Content-Type", "application/x-www-form-urlencoded"}},
           "oauth_token=hh5s93j4hdidpola&oauth_token_secret=hdhd0244k9j7ao03&oauth_callback_"
           "confirmed=true"},
          {}};
}

Reply verifier_reply() {
  return {{302,
           {{"Location",
             "http://printer.example.com/"
             "ready?oauth_token=hh5s93j4hdidpola&oauth_verifier=hfdp7dh39dks9884"}},
           ""},
          {}};
}

Reply metadata_reply() {
  return {
      {200,
       {{"Content-Type", "application/json"}},
       R"({"issuer":"http://127.0.0.1:8080","authorization_endpoint":"http://127.0.0.1:8080/authorize","token_endpoint":"http://127.0.0.1:8080/token","response_types_supported":["code"],"code_challenge_methods_supported":["S256"],"grant_types_supported":["authorization_code"],"resource":"http://127.0.0.1:8080/resource"})"},
      {}};
}

Reply keys_reply() {
  return {{200, {{"Content-Type", "application/json"}}, R"({"keys":[{"kty":"EC","kid":"one"}]})"},
          {}};
}

Reply device_reply() {
  return {
      {200,
       {{"Content-Type", "application/json"}},
       R"({"device_code":"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS","user_code":"WDJB-MJHT","verification_uri":"http://127.0.0.1:8080/device","expires_in":600,"interval":5})"},
      {}};
}

Reply pushed_reply() {
  return {{201,
           {{"Content-Type", "application/json"}},
           R"({"request_uri":"urn:ietf:params:oauth:request_uri:6esc","expires_in":60})"},
          {}};
}

Reply introspection_reply() {
  return {{200, {{"Content-Type", "application/json"}}, R"({"active":true,"scope":"read"})"}, {}};
}

Reply registration_reply() {
  return {{201,
           {{"Content-Type", "application/json"}},
           R"({"client_id":"s6BhdRkqt3","redirect_uris":["https://client.example/callback"]})"},
          {}};
}

Reply challenge_reply() {
  return {{401, {{"WWW-Authenticate", "Bearer realm=\"example\", error=\"invalid_token\""}}, ""},
          {}};
}

std::string location_of(const Reply& reply) {
  return std::string(find_header(reply.response.headers, "Location").value_or(""));
}

nlohmann::json body_of(const Reply& reply) {
  return nlohmann::json::parse(reply.response.body, nullptr, false);
}

using Check = std::function<bool(const Reply&)>;

Check member_is(const std::string& name, const nlohmann::json& value) {
  return [=](const Reply& reply) { return body_of(reply).at(name) == value; };
}
Check member_missing(const std::string& name) {
  return [=](const Reply& reply) {
    return body_of(reply).is_object() && !body_of(reply).contains(name);
  };
}
Check header_is(const std::string& name, const std::string& value) {
  return [=](const Reply& reply) { return find_header(reply.response.headers, name) == value; };
}
Check header_missing(const std::string& name) {
  return [=](const Reply& reply) { return !find_header(reply.response.headers, name); };
}
Check status_is(int status) {
  return [=](const Reply& reply) { return reply.response.status == status; };
}
Check refuses(int status, const std::string& error) {
  return [=](const Reply& reply) {
    return reply.response.status == status && body_of(reply).at("error") == error;
  };
}
Check body_is(const std::string& body) {
  return [=](const Reply& reply) { return reply.response.body == body; };
}
Check body_has(const std::string& text) {
  return [=](const Reply& reply) { return reply.response.body.contains(text); };
}
// How often a parameter stands in the redirection, and its last value.
Check redirect_has(const std::string& name, std::ptrdiff_t times, const std::string& last = "") {
  return [=](const Reply& reply) {
    const auto found = redirection(reply);
    const auto count = std::ranges::count(found->parameters, name, &Pair::name);
    const auto behind =
        std::ranges::find(found->parameters.rbegin(), found->parameters.rend(), name, &Pair::name);
    return count == times && (times == 0 || last.empty() || behind->value == last);
  };
}
Check all_of(std::vector<Check> checks) {
  return [=](const Reply& reply) {
    return std::ranges::all_of(checks, [&](const Check& check) { return check(reply); });
  };
}

struct Row {
  const char* behaviour;
  Endpoint endpoint;
  Reply (*usual)();
  const char* form;  // Of the request.
  Check effect;
};

const char* const kDevice = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
const char* const kRefresh = "grant_type=refresh_token&refresh_token=old";
const char* const kCode = "grant_type=authorization_code&code=a";

const std::vector<Row>& rows() {
  using E = Endpoint;
  static const std::vector<Row> kRows = {
      {"status", E::token, token_reply, "", all_of({status_is(500), member_is("token_type", "Bearer")})},
      {"delay", E::token, token_reply, "", [](const Reply& r) { return r.delivery.delay.count() == 5000; }},
      {"dropped_connection", E::token, token_reply, "", [](const Reply& r) { return r.delivery.drop && !r.delivery.reset; }},
      {"reset_connection", E::token, token_reply, "", [](const Reply& r) { return r.delivery.drop && r.delivery.reset; }},
      {"truncated_body", E::token, token_reply, "", [](const Reply& r) { return r.delivery.cut_after == 10U; }},
      {"slow_body", E::token, token_reply, "", [](const Reply& r) { return r.delivery.pace.count() == 50; }},
      {"close_connection", E::token, token_reply, "", [](const Reply& r) { return r.delivery.close; }},
      {"redirect", E::token, token_reply, "", all_of({status_is(307), header_is("Location", "http://127.0.0.1:8080/elsewhere")})},
      {"redirect_to_other_host", E::token, token_reply, "", header_is("Location", "https://attacker.example/")},
      {"redirect_loop", E::token, token_reply, "", header_is("Location", "http://127.0.0.1:8080/asked")},
      {"wrong_content_type", E::token, token_reply, "", header_is("Content-Type", "text/html; charset=utf-8")},
      {"missing_content_type", E::token, token_reply, "", header_missing("Content-Type")},
      {"wrong_charset", E::token, token_reply, "", header_is("Content-Type", "application/json; charset=utf-16")},
      {"upper_case_content_type", E::token, token_reply, "", header_is("content-type", "Application/JSON;Charset=UTF-8")},
      {"missing_cache_control", E::token, token_reply, "", all_of({header_missing("Cache-Control"), header_missing("Pragma")})},
      {"html_error_page", E::token, token_reply, "", all_of({status_is(502), body_has("<html>")})},
      {"malformed_json", E::token, token_reply, "", [](const Reply& r) { return body_of(r).is_discarded() && r.response.body.starts_with("{\"access_token\""); }},
      {"trailing_text", E::token, token_reply, "", [](const Reply& r) { return body_of(r).is_discarded() && r.response.body.contains("}\n<"); }},
      {"empty_body", E::token, token_reply, "", body_is("")},
      {"json_array", E::token, token_reply, "", [](const Reply& r) { return body_of(r).is_array() && body_of(r).size() == 1; }},
      {"json_null", E::token, token_reply, "", body_is("null")},
      {"huge_body", E::token, token_reply, "", [](const Reply& r) { return r.response.body.size() > 16'000'000; }},
      {"deep_json", E::token, token_reply, "", body_has(std::string(100'000, '[') + "]")},
      {"duplicate_members", E::token, token_reply, "", body_has(R"("token_type":"another value","token_type":"Bearer")")},
      {"byte_order_mark", E::token, token_reply, "", [](const Reply& r) { return r.response.body.starts_with("\xEF\xBB\xBF{"); }},
      {"invalid_utf8", E::token, token_reply, "", body_has("\"\xFF\"")},
      {"utf16_body", E::token, token_reply, "", [](const Reply& r) { return r.response.body.starts_with(std::string("\xFE\xFF\0{", 4)); }},
      {"null_members", E::token, token_reply, "", member_is("error", nullptr)},
      {"unknown_members", E::token, token_reply, "", member_is("x_true", true)},
      {"white_space", E::token, token_reply, "", all_of({member_is("token_type", "Bearer"), body_has("\n        \"token_type\"")})},
      {"escaped_json", E::token, token_reply, "", all_of({member_is("token_type", "Bearer"), body_has("\\u0074\\u006f")})},
      {"slow_down", E::token, token_reply, kDevice, refuses(400, "slow_down")},
      {"authorization_pending", E::token, token_reply, kDevice, refuses(400, "authorization_pending")},
      {"access_denied", E::token, token_reply, kDevice, refuses(400, "access_denied")},
      {"expired_token", E::token, token_reply, kDevice, refuses(400, "expired_token")},
      {"invalid_grant", E::token, token_reply, "", refuses(400, "invalid_grant")},
      {"invalid_request", E::revocation, introspection_reply, "", refuses(400, "invalid_request")},
      {"invalid_client", E::token, token_reply, "", all_of({refuses(401, "invalid_client"), header_is("WWW-Authenticate", "Basic realm=\"oauthspec\"")})},
      {"invalid_client_without_challenge", E::token, token_reply, "", all_of({refuses(401, "invalid_client"), header_missing("WWW-Authenticate")})},
      {"unauthorized_client", E::token, token_reply, "", refuses(400, "unauthorized_client")},
      {"unsupported_grant_type", E::token, token_reply, "", refuses(400, "unsupported_grant_type")},
      {"invalid_scope", E::token, token_reply, "", refuses(400, "invalid_scope")},
      {"unknown_error", E::token, token_reply, "", refuses(400, "x_out_of_cheese")},
      {"error_with_status_200", E::token, token_reply, "", refuses(200, "invalid_request")},
      {"missing_error", E::token, token_reply, "", all_of({status_is(400), member_missing("error")})},
      {"server_error", E::resource, token_reply, "", refuses(500, "server_error")},
      {"temporarily_unavailable", E::resource, token_reply, "", refuses(503, "temporarily_unavailable")},
      {"service_unavailable", E::resource, token_reply, "", all_of({status_is(503), header_is("Retry-After", "2")})},
      {"too_many_requests", E::resource, token_reply, "", all_of({status_is(429), header_is("Retry-After", "2")})},
      {"use_dpop_nonce", E::token, token_reply, "", all_of({refuses(400, "use_dpop_nonce"), [](const Reply& r) { return find_header(r.response.headers, "DPoP-Nonce").has_value(); }})},
      {"use_dpop_nonce", E::resource, token_reply, "", all_of({status_is(401), header_is("WWW-Authenticate", "DPoP realm=\"oauthspec\", error=\"use_dpop_nonce\"")})},
      {"lower_case_token_type", E::token, token_reply, "", member_is("token_type", "bearer")},
      {"missing_token_type", E::token, token_reply, "", member_missing("token_type")},
      {"unknown_token_type", E::token, token_reply, "", member_is("token_type", "mac")},
      {"missing_access_token", E::token, token_reply, "", member_missing("access_token")},
      {"empty_access_token", E::token, token_reply, "", member_is("access_token", "")},
      {"null_access_token", E::token, token_reply, "", member_is("access_token", nullptr)},
      {"access_token_as_number", E::token, token_reply, "", member_is("access_token", 1234567890)},
      {"long_access_token", E::token, token_reply, "", member_is("access_token", std::string(100'000, 'a'))},
      {"expires_in_as_string", E::token, token_reply, "", member_is("expires_in", "3600")},
      {"expires_in_negative", E::token, token_reply, "", member_is("expires_in", -1)},
      {"expires_in_huge", E::token, token_reply, "", body_has("\"expires_in\":18446744073709551615")},
      {"expires_in_fraction", E::token, token_reply, "", member_is("expires_in", 3600.5)},
      {"expires_in_short", E::token, token_reply, "", member_is("expires_in", 1)},
      {"missing_expires_in", E::token, token_reply, "", member_missing("expires_in")},
      {"other_scope", E::token, token_reply, "", member_is("scope", "openid")},
      {"missing_scope", E::token, token_reply, "", member_missing("scope")},
      {"scope_as_array", E::token, token_reply, "", member_is("scope", nlohmann::json::array({"read", "write"}))},
      {"missing_refresh_token", E::token, token_reply, "", member_missing("refresh_token")},
      {"refresh_token_not_rotated", E::token, token_reply, kRefresh, member_is("refresh_token", "old")},
      {"form_token_response", E::token, token_reply, "", all_of({header_is("Content-Type", "application/x-www-form-urlencoded"), body_has("token_type=Bearer&expires_in=3600")})},
      {"token_and_error", E::token, token_reply, "", all_of({member_is("error", "invalid_grant"), member_is("token_type", "Bearer")})},
      {"camel_case_members", E::token, token_reply, "", all_of({member_is("tokenType", "Bearer"), member_missing("token_type"), member_missing("access_token")})},
      {"expired_codes", E::token, token_reply, kCode, member_is("token_type", "Bearer")},
      {"expired_refresh_tokens", E::token, token_reply, kRefresh, member_is("token_type", "Bearer")},
      {"expired_access_tokens", E::resource, token_reply, "", member_is("token_type", "Bearer")},
      {"revoked_tokens", E::resource, token_reply, "", member_is("token_type", "Bearer")},
      {"wrong_state", E::consent, code_reply, "", redirect_has("state", 1, "not-the-state")},
      {"missing_state", E::consent, code_reply, "", redirect_has("state", 0)},
      {"duplicate_state", E::authorization, code_reply, "", redirect_has("state", 2, "not-the-state")},
      {"wrong_issuer", E::authorization, code_reply, "", redirect_has("iss", 1, "https://attacker.example")},
      {"missing_issuer", E::authorization, code_reply, "", redirect_has("iss", 0)},
      {"duplicate_issuer", E::authorization, code_reply, "", redirect_has("iss", 2, "https://attacker.example")},
      {"issuer_with_slash", E::authorization, code_reply, "", redirect_has("iss", 1, "http://127.0.0.1:8080/")},
      {"missing_code", E::authorization, code_reply, "", all_of({redirect_has("code", 0), redirect_has("state", 1, "xyz")})},
      {"empty_code", E::authorization, code_reply, "", [](const Reply& r) { return location_of(r).contains("code=&"); }},
      {"duplicate_code", E::authorization, code_reply, "", redirect_has("code", 2, "another-code")},
      {"wrong_code", E::authorization, code_reply, "", redirect_has("code", 1, "no-code-of-ours")},
      {"long_code", E::authorization, code_reply, "", redirect_has("code", 1, std::string(4000, 'a'))},
      {"code_and_error", E::authorization, code_reply, "", all_of({redirect_has("code", 1), redirect_has("error", 1, "access_denied")})},
      {"unknown_parameters", E::authorization, code_reply, "", redirect_has("x_session", 2)},
      {"swapped_component", E::authorization, code_reply, "", [](const Reply& r) { return location_of(r).starts_with("https://client.example/callback#code="); }},
      {"other_redirect_path", E::authorization, code_reply, "", [](const Reply& r) { return location_of(r).starts_with("https://client.example/callback/other?code="); }},
      {"authorization_denied", E::authorization, code_reply, "", all_of({redirect_has("error", 1, "access_denied"), redirect_has("code", 0), redirect_has("state", 1, "xyz")})},
      {"authorization_server_error", E::authorization, code_reply, "", redirect_has("error", 1, "server_error")},
      {"authorization_unavailable", E::authorization, code_reply, "", redirect_has("error", 1, "temporarily_unavailable")},
      {"authorization_unknown_error", E::authorization, code_reply, "", redirect_has("error", 1, "x_out_of_cheese")},
      {"markup_in_error", E::authorization, code_reply, "", redirect_has("error_description", 1, "<script>alert(1)</script>")},
      {"metadata_wrong_issuer", E::metadata, metadata_reply, "", member_is("issuer", "https://attacker.example")},
      {"metadata_missing_issuer", E::metadata, metadata_reply, "", member_missing("issuer")},
      {"metadata_http_endpoint", E::metadata, metadata_reply, "", member_is("token_endpoint", "http://attacker.example/token")},
      {"metadata_other_host", E::metadata, metadata_reply, "", member_is("token_endpoint", "https://attacker.example/token")},
      {"metadata_missing_endpoints", E::metadata, metadata_reply, "", all_of({member_missing("token_endpoint"), member_missing("authorization_endpoint")})},
      {"metadata_missing_response_types", E::metadata, metadata_reply, "", member_missing("response_types_supported")},
      {"metadata_without_pkce", E::metadata, metadata_reply, "", member_missing("code_challenge_methods_supported")},
      {"metadata_only_plain", E::metadata, metadata_reply, "", member_is("code_challenge_methods_supported", nlohmann::json::array({"plain"}))},
      {"metadata_text_for_array", E::metadata, metadata_reply, "", member_is("grant_types_supported", "authorization_code")},
      {"resource_metadata_wrong_resource", E::resource_metadata, metadata_reply, "", member_is("resource", "https://attacker.example")},
      {"jwks_rotated", E::jwks, keys_reply, "", body_has("\"kid\":\"rotated-one\"")},
      {"jwks_empty", E::jwks, keys_reply, "", member_is("keys", nlohmann::json::array())},
      {"jwks_unknown_key_type", E::jwks, keys_reply, "", [](const Reply& r) { return body_of(r).at("keys").size() == 2 && body_of(r).at("keys").at(0).at("kty") == "x-lattice"; }},
      {"missing_interval", E::device_authorization, device_reply, "", member_missing("interval")},
      {"long_interval", E::device_authorization, device_reply, "", member_is("interval", 30)},
      {"missing_device_code", E::device_authorization, device_reply, "", member_missing("device_code")},
      {"missing_verification_uri", E::device_authorization, device_reply, "", member_missing("verification_uri")},
      {"missing_request_uri", E::pushed_authorization, pushed_reply, "", member_missing("request_uri")},
      {"pushed_expires_as_string", E::pushed_authorization, pushed_reply, "", member_is("expires_in", "60")},
      {"introspection_inactive", E::introspection, introspection_reply, "", body_is(R"({"active":false})")},
      {"introspection_active_as_string", E::introspection, introspection_reply, "", member_is("active", "true")},
      {"unsupported_token_type", E::revocation, introspection_reply, "", refuses(400, "unsupported_token_type")},
      {"missing_client_id", E::registration, registration_reply, "", member_missing("client_id")},
      {"other_redirect_uris", E::registration, registration_reply, "", member_is("redirect_uris", nlohmann::json::array({"https://attacker.example/callback"}))},
      {"invalid_token", E::resource, introspection_reply, "", all_of({status_is(401), header_is("WWW-Authenticate", "Bearer realm=\"oauthspec\", error=\"invalid_token\"")})},
      {"insufficient_scope", E::resource, introspection_reply, "", all_of({status_is(403), header_is("WWW-Authenticate", "Bearer realm=\"oauthspec\", error=\"insufficient_scope\", scope=\"admin\"")})},
      {"missing_challenge", E::resource, challenge_reply, "", header_missing("WWW-Authenticate")},
      {"wrong_challenge", E::resource, challenge_reply, "", header_is("WWW-Authenticate", "Basic realm=\"oauthspec\"")},
      {"several_challenges", E::resource, challenge_reply, "", [](const Reply& r) { return find_header(r.response.headers, "WWW-Authenticate")->ends_with("\", Bearer realm=\"example\", error=\"invalid_token\""); }},
      {"foreign_resource_metadata", E::resource, challenge_reply, "", header_is("WWW-Authenticate", "Bearer resource_metadata=\"https://attacker.example/.well-known/oauth-protected-resource\"")},
      {"callback_confirmed_missing", E::temporary_credentials, temporary_reply, "", body_is("oauth_token=hh5s93j4hdidpola&oauth_token_secret=hdhd0244k9j7ao03")},
      {"callback_confirmed_false", E::temporary_credentials, temporary_reply, "", body_has("oauth_callback_confirmed=false")},
      {"missing_token", E::temporary_credentials, temporary_reply, "", [](const Reply& r) { return r.response.body.starts_with("oauth_token_secret="); }},
      {"missing_token_secret", E::token_credentials, temporary_reply, "", body_is("oauth_token=hh5s93j4hdidpola&oauth_callback_confirmed=true")},
      {"duplicate_credentials", E::token_credentials, temporary_reply, "", body_has("&oauth_token=another-token")},
      {"credentials_as_json", E::token_credentials, temporary_reply, "", all_of({header_is("Content-Type", "application/json"), member_is("oauth_token", "hh5s93j4hdidpola")})},
      {"credentials_with_space", E::token_credentials, temporary_reply, "", [](const Reply& r) { return r.response.body.ends_with("true\n"); }},
      {"credentials_to_encode", E::token_credentials, temporary_reply, "", body_has("oauth_token=a+token%2Bwith%2F%C3%A9%26%3D%2520")},
      {"credentials_status_201", E::token_credentials, temporary_reply, "", status_is(201)},
      {"wrong_callback_token", E::consent, verifier_reply, "", redirect_has("oauth_token", 1, "another-token")},
      {"missing_callback_token", E::consent, verifier_reply, "", redirect_has("oauth_token", 0)},
      {"missing_verifier", E::owner_authorization, verifier_reply, "", redirect_has("oauth_verifier", 0)},
      {"wrong_verifier", E::consent, verifier_reply, "", redirect_has("oauth_verifier", 1, "another-verifier")},
      {"problem_nonce_used", E::oauth1_resource, temporary_reply, "", all_of({status_is(401), body_is("oauth_problem=nonce_used")})},
      {"problem_timestamp_refused", E::oauth1_resource, temporary_reply, "", body_is("oauth_problem=timestamp_refused&oauth_acceptable_timestamps=1699999700-1700000300")},
      {"problem_signature_invalid", E::oauth1_resource, temporary_reply, "", body_is("oauth_problem=signature_invalid")},
      {"problem_consumer_key_unknown", E::oauth1_resource, temporary_reply, "", body_is("oauth_problem=consumer_key_unknown")},
      {"problem_token_expired", E::oauth1_resource, temporary_reply, "", body_is("oauth_problem=token_expired")},
      {"problem_permission_denied", E::token_credentials, temporary_reply, "", body_is("oauth_problem=permission_denied")},
  };
  return kRows;
}

// Every behaviour of JWT access tokens needs a provider with a key: jwt_behaviours_test.cpp.
bool has_row(const Behaviour& behaviour) {
  return std::ranges::find(rows(), behaviour.name, &Row::behaviour) != rows().end();
}

// The endpoint's function has no other way to be told which reply is usual.
Reply (*usual_reply)() = nullptr;
int answered = 0;

Reply answer_as_usual(Call&) {
  ++answered;
  return usual_reply();
}

class BehaviourTest : public testing::ProviderTest {
 protected:
  Reply send(const Row& row, Call& call) {
    call.endpoint = row.endpoint;
    call.issuer = "http://127.0.0.1:8080";
    call.now = state.now();
    usual_reply = row.usual;
    return answer_with_faults(call, &answer_as_usual);
  }
  void arm(const char* name) {
    state.faults.push_back({.name = name,
                            .endpoint = {},
                            .skip = 0,
                            .left = 1,
                            .amount = find_behaviour(name)->amount.usual});
  }
};

TEST_F(BehaviourTest, EachHasItsEffectOnceAndLeavesTheNextRequestAlone) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.behaviour);
    ASSERT_NE(find_behaviour(row.behaviour), nullptr);
    arm(row.behaviour);
    const oauth::message::Request request{"POST", "http://127.0.0.1:8080/asked", {}, row.form};
    Call call{.request = request, .state = state, .path = {}, .query = {}, .issuer = {}};
    answered = 0;
    const Reply reply = send(row, call);
    EXPECT_TRUE(row.effect(reply))
        << reply.response.status << ' ' << location_of(reply) << reply.response.body.substr(0, 400);
    EXPECT_EQ(call.faults, std::vector<std::string>{row.behaviour});
    EXPECT_TRUE(state.faults.empty());
    // What answers in the endpoint's place keeps it from doing anything.
    const bool in_its_place = !call.verdict.accepted;
    EXPECT_EQ(answered, in_its_place ? 0 : 1);

    Call next{.request = request, .state = state, .path = {}, .query = {}, .issuer = {}};
    const Reply second = send(row, next);
    EXPECT_EQ(second.response.body, row.usual().response.body);
    EXPECT_EQ(second.response.status, row.usual().response.status);
    EXPECT_EQ(location_of(second), location_of(row.usual()));
    EXPECT_TRUE(next.faults.empty());
  }
}

TEST_F(BehaviourTest, NoneChangesWhatItDoesNotFit) {
  for (const Behaviour& behaviour : behaviours()) {
    SCOPED_TRACE(behaviour.name);
    state.faults.clear();
    state.faults.push_back({.name = std::string(behaviour.name),
                            .endpoint = {},
                            .skip = 0,
                            .left = 1,
                            .amount = behaviour.amount.usual});
    for (const Endpoint endpoint : {Endpoint::control, Endpoint::inspector}) {
      const oauth::message::Request request{"POST", "http://127.0.0.1:8080/asked", {}, kDevice};
      Call call{.request = request, .state = state, .path = {}, .query = {}, .issuer = {}};
      const Reply reply = send({"", endpoint, token_reply, "", {}}, call);
      EXPECT_EQ(reply.response.body, token_reply().response.body);
      EXPECT_EQ(state.faults.size(), 1U);
    }
  }
}

TEST(Behaviours, EachHasARowAndAWholeDescription) {
  std::set<std::string_view> names;
  for (const Behaviour& behaviour : behaviours()) {
    SCOPED_TRACE(behaviour.name);
    EXPECT_TRUE(names.insert(behaviour.name).second);
    EXPECT_TRUE(has_row(behaviour) || behaviour.name.starts_with("jwt_"));
    EXPECT_FALSE(behaviour.sentence.empty());
    EXPECT_NE(behaviour.before == nullptr, behaviour.after == nullptr);
    EXPECT_NE(behaviour.fits, nullptr);
    if (!behaviour.amount.unit.empty()) {
      EXPECT_LE(behaviour.amount.least, behaviour.amount.usual);
      EXPECT_LE(behaviour.amount.usual, behaviour.amount.most);
    }
  }
  EXPECT_GE(names.size(), 60U);
}

TEST(Behaviours, AreATable) {
  const std::string table = behaviours_table();
  EXPECT_TRUE(
      table.contains("| `slow_down` | answers a poll of the device grant with slow_down | token |  "
                     "| RFC8628-3.5-9 |\n"));
  EXPECT_TRUE(table.contains(
      "| `delay` | lets the client wait before the first octet | any | milliseconds (5000) |"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(table, '\n')), behaviours().size() + 2);
}

TEST_F(BehaviourTest, ExpiresAndRevokesRecords) {
  CodeRecord code;
  code.code = oauth::Secret("a-code-of-enough-octets");
  code.expires = state.now() + 60;
  state.codes.add(std::move(code));
  AccessTokenRecord token;
  token.token = oauth::Secret("a-token-of-enough-octets");
  token.expires = state.now() + 60;
  state.access_tokens.add(std::move(token));
  for (const auto& [name, endpoint, form] :
       {std::tuple("expired_codes", Endpoint::token, kCode),
        std::tuple("revoked_tokens", Endpoint::resource, ""),
        std::tuple("expired_access_tokens", Endpoint::resource, "")}) {
    arm(name);
    const oauth::message::Request request{"POST", "http://127.0.0.1:8080/asked", {}, form};
    Call call{.request = request, .state = state, .path = {}, .query = {}, .issuer = {}};
    (void)send({name, endpoint, token_reply, form, {}}, call);
  }
  EXPECT_LT(state.codes.all().front().expires, state.now());
  EXPECT_LT(state.access_tokens.all().front().expires, state.now());
  EXPECT_TRUE(state.access_tokens.all().front().revoked);
}

TEST_F(BehaviourTest, KeepsARefreshTokenThatWasRotated) {
  RefreshTokenRecord record;
  record.token = oauth::Secret("old");
  record.rotated = true;
  state.refresh_tokens.add(std::move(record));
  arm("refresh_token_not_rotated");
  const oauth::message::Request request{"POST", "http://127.0.0.1:8080/asked", {}, kRefresh};
  Call call{.request = request, .state = state, .path = {}, .query = {}, .issuer = {}};
  (void)send({"", Endpoint::token, token_reply, "", {}}, call);
  EXPECT_FALSE(state.refresh_tokens.all().front().rotated);
}

}  // namespace
}  // namespace oauthspec::provider::control
