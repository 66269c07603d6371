// SPDX-License-Identifier: Apache-2.0
// How requests with a client's credentials are read: RFC 6749 section 2.3.1 and appendix B.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/base64.h"
#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/misread_form.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::HeaderField;
using oauth::message::Parameters;
using oauth::message::Request;
using TokenRequest = oauth2::Judgement<oauth2::TokenRequest>;
using Presented = oauth2::Judgement<oauth2::PresentedClient>;

// The request with another value of a header field.
Request with_field(Request request, std::string_view name, std::string value) {
  std::erase_if(request.headers, [name](const HeaderField& field) {
    return oauth::message::equal_without_case(field.name, name);
  });
  request.headers.push_back({std::string(name), std::move(value)});
  return request;
}

std::string field_of(const Request& request, std::string_view name) {
  return std::string(oauth::message::find_header(request.headers, name).value_or(""));
}

TokenRequest without_charset(const Request& request) {
  const bool plain = field_of(request, "Content-Type").find(';') == std::string::npos;
  return plain ? oauth2::parse_token_request(request) : TokenRequest(invalid_request());
}

TokenRequest with_small_type(const Request& request) {
  const bool small = field_of(request, "Content-Type").starts_with("application/x-www-form");
  return small ? oauth2::parse_token_request(request) : TokenRequest(invalid_request());
}

TokenRequest of_any_type(const Request& request) {
  return oauth2::parse_token_request(
      with_field(request, "Content-Type", "application/x-www-form-urlencoded"));
}

TokenRequest without_escapes(const Request& request) {
  Request raw = request;
  for (std::size_t at = raw.body.find("%5"); at != std::string::npos;
       at = raw.body.find("%5", at + 1)) {
    raw.body.replace(at, 1, "%25");
  }
  return oauth2::parse_token_request(raw);
}

// Escapes what a Basic field has already escaped: so it is taken as it stands.
TokenRequest basic_as_it_stands(const Request& request) {
  const std::string field = field_of(request, "Authorization");
  const auto credentials =
      oauth::codec::base64_decode(field.starts_with("Basic ") ? field.substr(6) : std::string());
  if (!credentials || credentials->empty()) return oauth2::parse_token_request(request);
  std::string again;
  for (const char character : *credentials) {
    again += character == '%' ? "%25" : std::string(1, character);
  }
  return oauth2::parse_token_request(with_field(
      request, "Authorization", "Basic " + oauth::codec::base64_encode(std::string_view(again))));
}

TokenRequest with_scheme_as_written(const Request& request) {
  const std::string field = field_of(request, "Authorization");
  const bool other = field.size() > 5 && field.find(' ') == 5 && !field.starts_with("Basic ");
  return other ? TokenRequest(std::unexpected(
                     oauth2::Refusal{"invalid_client", 401, oauth::Errc::header_scheme}))
               : oauth2::parse_token_request(request);
}

// Who does not name a password is not asked for one.
void take_malformed_fields(Rules& rules) {
  alter(rules, Endpoint::token, [](const Request& request, http::Reply& reply) {
    const std::string field = field_of(request, "Authorization");
    if (field == "Basic" || field == "Basic !") {
      reply.response.status = 200;
      reply.response.body = R"({"access_token":"of-no-use","token_type":"Bearer"})";
    }
  });
}

bool same_or_empty(const ClientRecord& client, std::string_view presented) {
  return presented.empty() || rules::same_secret(client, presented);
}

// What the URI has, where header and body have nothing.
Presented from_uri_at(std::string_view path, const Request& request, const Parameters& form) {
  const std::size_t question = request.url.find('?');
  if (!goes_to(request, path) || question == std::string::npos) {
    return oauth2::find_client(request, form);
  }
  Parameters all = form;
  if (!all.add_form(std::string_view(request.url).substr(question + 1))) return invalid_request();
  return oauth2::find_client(request, last_of_each(all));
}

Presented from_uri_of_revocation(const Request& request, const Parameters& form) {
  return from_uri_at("/revoke", request, form);
}

Presented from_uri_of_introspection(const Request& request, const Parameters& form) {
  return from_uri_at("/introspect", request, form);
}

Presented from_uri_of_pushed_requests(const Request& request, const Parameters& form) {
  return from_uri_at("/par", request, form);
}

oauth2::Judgement<void> no_basic(const ClientRecord& client,
                                 const oauth2::PresentedClient& presented) {
  if (std::holds_alternative<oauth2::SecretBasic>(presented.authentication)) {
    return std::unexpected(
        oauth2::Refusal{"invalid_client", 401, oauth::Errc::credentials_invalid});
  }
  return rules::check_method(client, presented);
}

// Basic is neither taken nor promised.
void have_no_basic(Rules& rules) {
  rules.client.check_method = &no_basic;
  edit_success(rules, Endpoint::metadata, [](nlohmann::json& body) {
    body["token_endpoint_auth_methods_supported"] = {"client_secret_post", "none"};
  });
}

// Whose client_id is missing, it is the public client.
TokenRequest for_the_public_client(const Request& request) {
  auto read = oauth2::parse_token_request(request);
  if (read && !read->client.client_id) read->client.client_id = "public";
  return read;
}

constexpr std::array kRequestFormatDefects = {
    Defect{"form-with-charset-refused", "RFC6749-4.1.3-1",
           "A form whose Content-Type has a charset is none.",
           [](Rules& rules) { rules.request.read_token_request = &without_charset; }},
    Defect{"form-type-with-case", "RFC6749-4.1.3-1", "Content-Type is compared with case.",
           [](Rules& rules) { rules.request.read_token_request = &with_small_type; }},
    Defect{"form-of-any-type", "RFC6749-5.2-3", "A form may have any Content-Type.",
           [](Rules& rules) { rules.request.read_token_request = &of_any_type; }},
    Defect{"form-with-escapes-as-they-stand", "RFC6749-B-2", "%5F in a form is not undone.",
           [](Rules& rules) { rules.request.read_token_request = &without_escapes; }},
    Defect{"basic-as-it-stands", "RFC6749-2.3.1-3", "A Basic field is not form-decoded.",
           [](Rules& rules) { rules.request.read_token_request = &basic_as_it_stands; }},
    Defect{"basic-not-offered", "RFC6749-2.3.1-1", "Passwords are taken from the body alone.",
           &have_no_basic},
    Defect{"public-client-unnamed", "RFC6749-3.2.1-2",
           "Who does not name itself is taken for the public client.",
           [](Rules& rules) { rules.request.read_token_request = &for_the_public_client; }},
    Defect{"basic-with-case", "RFC6749-2.3.1-1", "The scheme Basic has to be written so.",
           [](Rules& rules) { rules.request.read_token_request = &with_scheme_as_written; }},
    Defect{"basic-malformed", "RFC6749-5.2-4", "A Basic field without credentials gets a token.",
           &take_malformed_fields},
    Defect{"secret-empty", "RFC6749-4.4.2-3", "An empty secret is as good as the right one.",
           [](Rules& rules) { rules.client.same_secret = &same_or_empty; }},
    Defect{"revocation-with-secret-in-uri", "RFC6749-2.3.1-10",
           "A client authenticates by the URI of a revocation.",
           [](Rules& rules) { rules.request.find_client = &from_uri_of_revocation; }},
    Defect{"introspection-with-secret-in-uri", "RFC6749-2.3.1-10",
           "A client authenticates by the URI of an introspection.",
           [](Rules& rules) { rules.request.find_client = &from_uri_of_introspection; }},
    Defect{"pushed-with-secret-in-uri", "RFC6749-2.3.1-10",
           "A client authenticates by the URI of a pushed request.",
           [](Rules& rules) { rules.request.find_client = &from_uri_of_pushed_requests; }},
};

}  // namespace

DefectTopic request_format() {
  return kRequestFormatDefects;
}

}  // namespace oauthspec::provider::defects
