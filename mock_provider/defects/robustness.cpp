// SPDX-License-Identifier: Apache-2.0
// Requests that are no requests of OAuth, and a provider that falls over them: what an exception that nobody catches makes of them.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::Request;
using Trigger = bool (*)(const Request&);

constexpr std::size_t kBufferOctets = std::size_t{16} * 1024;
constexpr std::ptrdiff_t kTableSize = 1000;

// The endpoint answers with 500 where the request has what it cannot stand.
void fall_over(Rules& rules, Endpoint endpoint, Trigger trigger) {
  alter(rules, endpoint, [trigger](const Request& request, http::Reply& reply) {
    if (trigger(request)) {
      reply.response = {500, {{"Content-Type", "text/plain"}}, "an exception that nobody caught"};
    }
  });
}

bool has_broken_encoding(const Request& request) {
  return request.body.contains("%zz") || request.url.contains("%zz");
}

bool has_nul(const Request& request) {
  return request.body.contains("%00");
}

bool has_no_utf8(const Request& request) {
  return request.body.contains("%C0%AF");
}

bool is_long(const Request& request) {
  return request.body.size() > 8 * kBufferOctets && !request.body.contains("&p1=");
}

bool has_many_parameters(const Request& request) {
  return std::ranges::count(request.body, '&') > kTableSize;
}

bool is_empty(const Request& request) {
  return request.body.empty() && request.method == "POST";
}

bool is_json(const Request& request) {
  return oauth::message::find_header(request.headers, "Content-Type") == "application/json";
}

std::string_view authorization(const Request& request) {
  return oauth::message::find_header(request.headers, "Authorization").value_or("");
}

bool has_no_credentials(const Request& request) {
  return authorization(request) == "Basic";
}

bool has_long_authorization(const Request& request) {
  return authorization(request).size() > kBufferOctets;
}

bool has_another_method(const Request& request) {
  return request.method == "BREW";
}

bool is_broken_in_its_query(const Request& request) {
  return request.url.contains("&b=%zz");
}

bool has_long_url(const Request& request) {
  return request.url.size() > kBufferOctets;
}

bool is_cut_off(const Request& request) {
  return !request.body.ends_with("}") && request.body.contains("client_name") &&
         request.body.size() < kBufferOctets;
}

bool is_deep(const Request& request) {
  return request.body.contains("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
}

bool is_broken_in_authorization(const Request& request) {
  return authorization(request).contains("%zz");
}

// A parser that reads nothing as an object without members, and a server that asks for none.
void register_null(const Request& request, http::Reply& reply) {
  if (request.body == "null") {
    reply.response = {
        201, {{"Content-Type", "application/json"}}, R"({"client_id": "of-nothing"})"};
  }
}

// Whoever verifies no signature reads a JWT of nothing.
void take_empty_jwts(const Request& request, http::Reply& reply) {
  if (authorization(request) == "Bearer ..") {
    reply.response = {200, {{"Content-Type", "text/plain"}}, "welcome"};
  }
}

constexpr std::array kRobustnessDefects = {
    Defect{"token-falls-over-encodings", "RFC6749-5.2-3",
           "The token endpoint answers a broken percent-encoding with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_broken_encoding); }},
    Defect{"token-falls-over-nul", "RFC6749-A.11-1", "The token endpoint answers a NUL with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_nul); }},
    Defect{"token-falls-over-text", "RFC6749-B-2",
           "The token endpoint answers what is no UTF-8 with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_no_utf8); }},
    Defect{"token-falls-over-length", "RFC6749-5.2-1",
           "The token endpoint answers a value of 256 KiB with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &is_long); }},
    Defect{"token-falls-over-number", "RFC6749-5.2-1",
           "The token endpoint answers thousands of parameters with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_many_parameters); }},
    Defect{"token-falls-over-nothing", "RFC6749-5.2-3",
           "The token endpoint answers an empty body with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &is_empty); }},
    Defect{"token-falls-over-json", "RFC6749-4.1.3-1",
           "The token endpoint answers a body of JSON with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &is_json); }},
    Defect{"token-falls-over-basic", "RFC6749-5.2-4",
           "The token endpoint answers Basic without credentials with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_no_credentials); }},
    Defect{"token-falls-over-long-credentials", "RFC6749-5.2-4",
           "The token endpoint answers a long Authorization field with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_long_authorization); }},
    Defect{"token-falls-over-method", "RFC6749-3.2-6",
           "The token endpoint answers an unknown method with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &has_another_method); }},
    Defect{"token-falls-over-query", "RFC6749-5.2-1",
           "The token endpoint answers a broken query with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::token, &is_broken_in_its_query); }},
    Defect{"authorization-falls-over-encodings", "RFC6749-4.1.2.1-5",
           "The authorization endpoint answers a broken percent-encoding with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::authorization, &has_broken_encoding); }},
    Defect{"authorization-falls-over-length", "RFC6749-4.1.2.1-5",
           "The authorization endpoint answers a value of 32 KiB with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::authorization, &has_long_url); }},
    Defect{"revocation-falls-over-encodings", "RFC7009-2.2.1-1",
           "The revocation endpoint answers a broken percent-encoding with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::revocation, &has_broken_encoding); }},
    Defect{"introspection-falls-over-nothing", "RFC7662-2.1-3",
           "The introspection endpoint answers an empty body with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::introspection, &is_empty); }},
    Defect{"device-falls-over-text", "RFC8628-3.2-10",
           "The device authorization endpoint answers what is no UTF-8 with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::device_authorization, &has_no_utf8); }},
    Defect{"pushed-falls-over-nul", "RFC9126-2.3-1",
           "The pushed authorization request endpoint answers a NUL with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::pushed_authorization, &has_nul); }},
    Defect{"registration-of-null", "RFC7591-3.1-1", "null registers a client.",
           [](Rules& rules) { alter(rules, Endpoint::registration, &register_null); }},
    Defect{"registration-falls-over-cut", "RFC7591-3.2.2-1",
           "The registration endpoint answers JSON that is cut off with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::registration, &is_cut_off); }},
    Defect{"registration-falls-over-depth", "RFC7591-3.2.2-1",
           "The registration endpoint answers JSON that is nested deeply with 500.",
           [](Rules& rules) { fall_over(rules, Endpoint::registration, &is_deep); }},
    Defect{"resource-takes-empty-jwt", "RFC6750-3.1-3", "The resource takes a JWT of nothing.",
           [](Rules& rules) { alter(rules, Endpoint::resource, &take_empty_jwts); }},
    Defect{"oauth1-falls-over-encodings", "RFC5849-3.2-5",
           "Temporary credentials are refused with 500 for a broken percent-encoding.",
           [](Rules& rules) {
             fall_over(rules, Endpoint::temporary_credentials, &is_broken_in_authorization);
           }},
};

}  // namespace

DefectTopic robustness() {
  return kRobustnessDefects;
}

}  // namespace oauthspec::provider::defects
