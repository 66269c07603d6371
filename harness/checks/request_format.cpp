// SPDX-License-Identifier: Apache-2.0
// How requests with a client's credentials are written: RFC 6749 section 2.3.1 and appendix B.
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/asked_scope.h"
#include "harness/checks/authorization.h"
#include "harness/checks/client_secret.h"
#include "harness/checks/expect.h"
#include "harness/checks/metadata_document.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/client_authentication.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

// A token request of the client credentials grant, by the client's own method, with another Content-Type or body; empty: no
// Content-Type.
Attempt<Response> send_body(Session& session, std::string_view type, const std::string& body) {
  Parameters form;
  std::vector<HeaderField> headers;
  if (!oauth2::add_client_authentication(session.client().client, form, headers)) {
    return std::unexpected(inconclusive("the client's credentials cannot be written"));
  }
  if (!type.empty()) headers.push_back({"Content-Type", std::string(type)});
  const std::string credentials = form.empty() ? "" : "&" + oauth::message::write_form(form);
  return session.send(
      {"POST", session.target().server.token_endpoint, std::move(headers), body + credentials});
}

Finding is_taken(const Attempt<Response>& response, std::string_view what) {
  if (!response) return response.error();
  if (is_success(*response)) return pass();
  if (response->status / 100 != 4) return inconclusive(describe(*response));
  return fail(fmt::format("{} was refused: {}", what, describe(*response)));
}

// The right form, as it is written.
std::string right_body(const Session& session) {
  return oauth::message::write_form(client_credentials_form(session.client()));
}

constexpr const char* kFormType = "application/x-www-form-urlencoded";

Finding a_charset_is_no_matter(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  return is_taken(
      send_body(session, std::string(kFormType) + ";charset=UTF-8", right_body(session)),
      "a form whose Content-Type has a charset");
}

Finding a_type_has_no_case(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  return is_taken(send_body(session, "Application/X-WWW-Form-Urlencoded", right_body(session)),
                  "a form whose Content-Type has capital letters");
}

Finding another_type_is_refused(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  for (const std::string_view type : {"text/plain", "application/json", ""}) {
    const auto response = send_body(session, type, right_body(session));
    if (!response) return response.error();
    const Finding finding =
        refused(*response, {}, fmt::format("a form with the Content-Type \"{}\" was taken", type));
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

Finding escapes_are_undone(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  const std::string escaped = replace_all(replace_all(right_body(session), "_", "%5F"), "+", "%20");
  return is_taken(send_body(session, kFormType, escaped),
                  "a form with %5F for \"_\" and %20 for the space");
}

// With every octet escaped that is neither letter nor digit: HTML 4.01, which RFC 6749 appendix B quotes, has them so.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    const auto octet = static_cast<unsigned char>(character);
    escaped += std::isalnum(octet) != 0 ? std::string(1, character) : fmt::format("%{:02X}", octet);
  }
  return escaped;
}

// The same of a text that has none of these: with its last character escaped.
std::string escape_some(std::string_view text) {
  std::string escaped = escape(text);
  if (escaped == text && !text.empty()) {
    escaped.pop_back();
    escaped += fmt::format("%{:02X}", static_cast<unsigned char>(text.back()));
  }
  return escaped;
}

// A client credentials request with this Authorization field, whatever it is.
Attempt<Response> with_authorization(Session& session, std::string value) {
  return session.post(session.target().server.token_endpoint,
                      client_credentials_form(session.client()),
                      {{"Authorization", std::move(value)}});
}

std::string basic(std::string_view id, std::string_view secret) {
  return "Basic " + oauth::codec::base64_encode(fmt::format("{}:{}", id, secret));
}

// Whether the client may use Basic at all: then its own field, as it is.
Attempt<std::string> basic_control(Session& session) {
  const std::string secret = secret_of(session.client());
  if (secret.empty()) return std::unexpected(inconclusive("the client has no secret"));
  std::string field = basic(escape(session.client().id()), escape(secret));
  const std::string plain = basic(session.client().id(), secret);
  const auto right = with_authorization(session, plain);
  if (!right) return std::unexpected(right.error());
  if (is_success(*right)) return plain;
  const auto escaped = with_authorization(session, field);
  if (!escaped) return std::unexpected(escaped.error());
  if (is_success(*escaped)) return field;
  return std::unexpected(inconclusive("the client may not authenticate by Basic"));
}

// Where Basic is refused, and the metadata does not promise it, the client may only be registered for another method.
Finding basic_is_offered(Session& session) {
  const std::string secret = secret_of(session.client());
  if (secret.empty()) return inconclusive("the client has no secret");
  if (basic_control(session)) return pass();
  const auto in_body = session.post(
      session.target().server.token_endpoint,
      also(also(client_credentials_form(session.client()), "client_id", session.client().id()),
           "client_secret", secret));
  if (!in_body) return in_body.error();
  if (!is_success(*in_body)) return inconclusive("the client's secret is refused in the body, too");
  const nlohmann::json& metadata = session.target().server.metadata;
  constexpr const char* kMethods = "token_endpoint_auth_methods_supported";
  if (!metadata.contains(kMethods) || lists(metadata, kMethods, "client_secret_basic")) {
    return inconclusive("this client may not authenticate by Basic, and others may");
  }
  return fail("a client with a password cannot authenticate by Basic, but in the body");
}

Finding a_public_client_names_itself(Session& session) {
  const TestClient& open = sure(session.target().open);
  if (const auto right = session.tokens({.client = &open}); !right) return right.error();
  const auto code = session.code({.client = &open});
  if (!code) return code.error();
  const auto response =
      session.post(session.target().server.token_endpoint, session.code_form(*code));
  if (!response) return response.error();
  return refused(*response, {"invalid_request", "invalid_client", "invalid_grant"},
                 "a code was exchanged by nobody: the request had no client_id");
}

// Common encoders leave some of what is escaped here as it is ("-"); a decoder takes both: RFC 6749 appendix B.
Finding basic_is_form_decoded(Session& session) {
  if (const auto control = basic_control(session); !control) return control.error();
  const std::string id = escape_some(session.client().id());
  return is_taken(
      with_authorization(session, basic(id, escape_some(secret_of(session.client())))),
      fmt::format("a Basic field with the client_id as {} and the client_secret likewise, which "
                  "are to be form-decoded after Base64,",
                  id));
}

Finding the_scheme_has_no_case(Session& session) {
  const auto right = basic_control(session);
  if (!right) return right.error();
  for (const std::string_view scheme : {"basic", "BASIC"}) {
    const Finding finding =
        is_taken(with_authorization(session, std::string(scheme) + right->substr(5)),
                 fmt::format("the scheme {}", scheme));
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding a_malformed_field_is_refused(Session& session) {
  const auto right = basic_control(session);
  if (!right) return right.error();
  const std::string without_colon = "Basic " + oauth::codec::base64_encode(session.client().id());
  for (const std::string& wrong :
       {std::string("Basic"), std::string("Basic !"), without_colon, right->substr(6)}) {
    const auto response = with_authorization(session, wrong);
    if (!response) return response.error();
    const Finding finding = refused(*response, {}, "a malformed Authorization field gave a token");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding an_empty_secret_is_refused(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  const std::string& id = session.client().id();
  const auto in_header = with_authorization(session, basic(escape(id), ""));
  if (!in_header) return in_header.error();
  const Finding finding = refused(*in_header, {}, "a client got a token with an empty secret");
  if (finding.verdict != Verdict::pass) return finding;
  const auto in_body = session.post(
      session.target().server.token_endpoint,
      also(also(client_credentials_form(session.client()), "client_id", id), "client_secret", ""));
  if (!in_body) return in_body.error();
  return refused(*in_body, {}, "a client got a token with an empty client_secret");
}

// The client's secret in the query of the endpoint's URI, and nowhere else.
Finding refuses_credentials_in_the_uri(Session& session, std::string url, const Parameters& form,
                                       std::string_view accepted) {
  const std::string secret = secret_of(session.client());
  if (secret.empty()) return inconclusive("the client has no secret");
  const auto right = session.post_as(session.client(), url, form);
  if (!right) return right.error();
  if (!is_success(*right)) return inconclusive("the right request is refused: " + describe(*right));
  oauth::message::append_form_to_query(
      url, {{"client_id", session.client().id()}, {"client_secret", secret}});
  const auto response = session.post(url, form);
  if (!response) return response.error();
  return refused(*response, {}, accepted);
}

Finding no_credentials_in_the_uri_of_revocation(Session& session) {
  return refuses_credentials_in_the_uri(
      session, session.target().server.revocation_endpoint, {{"token", session.fresh_text(43)}},
      "a client revoked a token with a secret in the request URI");
}

Finding no_credentials_in_the_uri_of_introspection(Session& session) {
  return refuses_credentials_in_the_uri(
      session, session.target().server.introspection_endpoint, {{"token", session.fresh_text(43)}},
      "a client asked about a token with a secret in the request URI");
}

Finding no_credentials_in_the_uri_of_pushed_requests(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  return refuses_credentials_in_the_uri(
      session, session.target().server.pushed_authorization_request_endpoint, *parameters,
      "a client pushed a request with a secret in the request URI");
}

constexpr Needs kNeeds = {Need::client_credentials};

constexpr auto kRequestFormatChecks = std::to_array<Check>({
    {"request-format/a-charset-is-no-matter",
     "A form is one with a charset in its Content-Type, too",
     {"RFC6749-4.1.3-1", "RFC6749-5.2-3"},
     Level::should,
     kNeeds,
     a_charset_is_no_matter},
    {"request-format/a-type-has-no-case",
     "A form is one whatever the case of its Content-Type",
     {"RFC6749-4.1.3-1"},
     Level::should,
     kNeeds,
     a_type_has_no_case},
    {"request-format/another-type-is-refused",
     "What does not come as a form is no token request",
     {"RFC6749-5.2-3"},
     Level::may,
     kNeeds,
     another_type_is_refused},
    {"request-format/escapes-are-undone",
     "Names and values of a form are decoded",
     {"RFC6749-B-2"},
     Level::must,
     kNeeds,
     escapes_are_undone},
    {"request-format/basic-is-form-decoded",
     "client_id and client_secret of a Basic field are form-decoded",
     {"RFC6749-2.3.1-3"},
     Level::must,
     kNeeds,
     basic_is_form_decoded},
    {"request-format/basic-is-offered",
     "A client with a password may authenticate by Basic",
     {"RFC6749-2.3.1-1"},
     Level::must,
     kNeeds,
     basic_is_offered},
    {"request-format/a-public-client-names-itself",
     "A code is exchanged for nobody without a client_id",
     {"RFC6749-3.2.1-2"},
     Level::must,
     {Need::code_grant, Need::open_client},
     a_public_client_names_itself},
    {"request-format/the-scheme-has-no-case",
     "The scheme Basic is the same in any case",
     {"RFC7235-2.1-1", "RFC6749-2.3.1-1"},
     Level::must,
     kNeeds,
     the_scheme_has_no_case},
    {"request-format/a-malformed-field-is-refused",
     "An Authorization field that cannot be read gives no token",
     {"RFC6749-5.2-4", "RFC6749-4.4.2-3"},
     Level::must,
     kNeeds,
     a_malformed_field_is_refused},
    {"request-format/an-empty-secret-is-refused",
     "A client with an empty secret gets no token",
     {"RFC6749-4.4.2-3"},
     Level::must,
     kNeeds,
     an_empty_secret_is_refused},
    {"request-format/no-credentials-in-the-uri-of-revocation",
     "A client's secret is not taken from the URI of a revocation",
     {"RFC6749-2.3.1-10"},
     Level::must,
     {Need::code_grant, Need::revocation},
     no_credentials_in_the_uri_of_revocation},
    {"request-format/no-credentials-in-the-uri-of-introspection",
     "A client's secret is not taken from the URI of an introspection",
     {"RFC6749-2.3.1-10"},
     Level::must,
     {Need::code_grant, Need::introspection},
     no_credentials_in_the_uri_of_introspection},
    {"request-format/no-credentials-in-the-uri-of-pushed-requests",
     "A client's secret is not taken from the URI of a pushed request",
     {"RFC6749-2.3.1-10", "RFC9126-2.1-3"},
     Level::must,
     {Need::code_grant, Need::pushed},
     no_credentials_in_the_uri_of_pushed_requests},
});

}  // namespace

Topic request_format() {
  return kRequestFormatChecks;
}

}  // namespace oauthspec::checks
