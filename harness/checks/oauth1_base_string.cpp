// SPDX-License-Identifier: Apache-2.0
// What takes part in a signature: RFC 5849 sections 3.4.1.1 to 3.4.1.3.1. All these requests are signed as they ought to be.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

constexpr std::string_view kMultipart = "multipart/form-data; boundary=part";
constexpr std::string_view kParts =
    "--part\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--part--\r\n";

constexpr std::size_t kBehindScheme = 8;  // Of "https://", at least.
constexpr int kBadRequest = 400;

// The URL with capital letters for the small ones of its host, and so on.
std::string with_other_host(const std::string& url) {
  const auto host = std::min(url.find("//"), url.size());
  const auto end = std::min(url.find_first_of("/?", host + 2), url.size());
  return url.substr(0, host) + with_other_case(url.substr(host, end - host)) + url.substr(end);
}

// Views into the URL.
std::optional<oauth::codec::Authority> authority_of(std::string_view url) {
  const auto uri = oauth::codec::parse_uri(url);
  return uri ? uri->authority : std::nullopt;
}

Finding is_taken_as_signed(Session& session, ResourceTrial::Change before,
                           std::string_view refused) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  if (const auto control = trials->control({}); !control) return control.error();
  const auto response = trials->answer({.before = before});
  return response ? taken_as_signed(*response, refused) : response.error();
}

Finding the_query_is_signed(Session& session) {
  return takes_each(session, {}, {{.query = "a=1"}}, "a request whose query is signed was refused");
}

Finding a_form_is_signed(Session& session) {
  return takes_each(session, {.content_type = kFormType},
                    {{.content_type = kFormType, .body = "a=1"}},
                    "a request whose form is signed was refused");
}

Finding a_form_is_signed_whatever_the_method_is(Session& session) {
  return takes_each(session, {.http_method = "PUT"},
                    {{.content_type = kFormType, .body = "a=1", .http_method = "PUT"}},
                    "a PUT whose form is signed was refused");
}

Finding query_and_form_are_signed_together(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.query = "z=1&a=2", .content_type = kFormType, .body = "b=1&z=2"}},
                    "a request with parameters in both its query and its form was refused");
}

Finding other_bodies_are_not_signed(Session& session) {
  return takes_each(session, {.content_type = "text/plain"},
                    {{.what = "text/plain", .content_type = "text/plain", .body = "a=1&b"},
                     {.what = "application/json",
                      .content_type = "application/json",
                      .body = R"({"a":"b=1&c=2"})"}},
                    "a request whose body is not signed was refused");
}

Finding a_multipart_body_is_not_signed(Session& session) {
  return takes_each(session, {.content_type = kMultipart, .body = "--part--\r\n"},
                    {{.content_type = kMultipart, .body = kParts}},
                    "a request whose multipart body is not signed was refused");
}

Finding a_plus_in_the_query_is_a_space(Session& session) {
  return takes_each(
      session, kPlainQuery,
      {{.what = "in a value", .query = "a=b+c"}, {.what = "in a name", .query = "a+b=c"}},
      "a request with a plus sign in its query was refused");
}

Finding a_plus_in_a_form_is_a_space(Session& session) {
  return takes_each(session, kPlainForm,
                    {{.what = "in a value", .content_type = kFormType, .body = "a=b+c"},
                     {.what = "in a name", .content_type = kFormType, .body = "a+b=c"}},
                    "a request with a plus sign in its form was refused");
}

Finding escapes_are_decoded_once(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "an escape that is escaped", .query = "a=%2525"},
                     {.what = "a plus sign that is escaped", .query = "a=b%2Bc"},
                     {.what = "separators that are escaped", .query = "a=%3D%26b"}},
                    "a request with escapes in its query was refused");
}

Finding needless_escapes_are_decoded(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "a letter that is escaped", .query = "%61=%62"},
                     {.what = "a tilde that is escaped", .query = "a=%7E"}},
                    "a request with needless escapes was refused");
}

Finding characters_may_stand_unescaped(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "! $ ' ( ) * ,", .query = "a=!$'()*,"},
                     {.what = ": @ / ?", .query = "a=:@/?"},
                     {.what = "a tilde", .query = "a=~"}},
                    "a request with unescaped characters in its query was refused");
}

Finding a_name_alone_has_an_empty_value(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "in the query", .query = "a"},
                     {.what = "in a form", .content_type = kFormType, .body = "a"}},
                    "a request with a name that has no equals sign was refused");
}

Finding repeated_parameters_are_all_signed(Session& session) {
  return takes_each(session, kPlainQuery, {{.query = "a=1&a=2"}},
                    "a request with two parameters of one name was refused");
}

Finding repeated_parameters_of_a_form_are_all_signed(Session& session) {
  return takes_each(session, kPlainForm, {{.content_type = kFormType, .body = "a=1&a=2"}},
                    "a request with two parameters of one name in its form was refused");
}

Finding a_realm_in_the_query_is_signed(Session& session) {
  return takes_each(session, kPlainQuery, {{.query = "realm=1"}},
                    "a request with a parameter named realm in its query was refused");
}

// To refuse the parameter as an unsupported one, with 400, is a server's right.
Finding other_parameters_of_the_header_are_signed(Session& session) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  if (const auto control = trials->control({}); !control) return control.error();
  const auto response = trials->answer(
      {.before = [](auto& parts) { set(parts, "xoauth_requestor_id", "somebody"); }});
  if (!response) return response.error();
  return response->status == kBadRequest
             ? pass()
             : taken_as_signed(*response,
                               "a request with one more parameter in its header field was refused");
}

Finding the_host_has_no_case(Session& session) {
  const std::string& resource = session.target().oauth1_resource;
  if (with_other_host(resource) == resource) {
    return unsupported("the resource's host has no letters");
  }
  return is_taken_as_signed(
      session, [](auto& parts) { parts.request.url = with_other_host(parts.request.url); },
      "a request with capital letters in its host was refused");
}

Finding the_default_port_is_left_out(Session& session) {
  const auto authority = authority_of(session.target().oauth1_resource);
  if (!authority || authority->port) return unsupported("the resource is not at the default port");
  return is_taken_as_signed(
      session,
      [](auto& parts) {
        std::string& url = parts.request.url;
        const auto end = std::min(url.find_first_of("/?", kBehindScheme), url.size());
        url.insert(end, url.starts_with("https") ? ":443" : ":80");
      },
      "a request whose Host header field has the default port was refused");
}

// Only where a signature without the port is taken is it certain that the port was the fault.
Finding another_port_is_signed(Session& session) {
  const OAuth1Session oauth1(session);
  OAuth1Parts parts = oauth1.temporary_parts();
  const std::string url = parts.request.url;
  const auto authority = authority_of(url);
  if (!authority || !authority->port) return unsupported("the endpoint is at the default port");
  const auto first = oauth1.sign_and_send(parts);
  if (!first) return first.error();
  if (is_success(*first)) return pass();
  const std::string port = ':' + std::string(*authority->port);
  parts.request.url.erase(url.find(port, url.find(authority->host)), port.size());
  set(parts, "oauth_nonce", session.fresh_text());
  auto ready = oauth1.sign(std::move(parts));
  if (!ready) return ready.error();
  ready->request.url = url;
  const auto second = oauth1.send(*ready);
  if (!second) return second.error();
  return is_success(*second)
             ? fail("a signature with the port was refused, and one without it accepted")
             : inconclusive("requests for temporary credentials are refused");
}

constexpr auto kOauth1BaseStringChecks = std::to_array<Check>({
    {"oauth1-base-string/the-query-is-signed",
     "Parameters of the query take part in the signature",
     {"RFC5849-3.4.1.3.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     the_query_is_signed},
    {"oauth1-base-string/a-form-is-signed",
     "Parameters of a form-encoded body take part in the signature",
     {"RFC5849-3.4.1.3.1-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_form_is_signed},
    {"oauth1-base-string/a-form-is-signed-whatever-the-method-is",
     "A form takes part in the signature whatever the HTTP method is",
     {"RFC5849-3.4.1.3.1-10"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_form_is_signed_whatever_the_method_is},
    {"oauth1-base-string/query-and-form-are-signed-together",
     "Parameters of query, header field and form are sorted in one list",
     {"RFC5849-3.4.1.3.2-2", "RFC5849-3.4.1.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     query_and_form_are_signed_together},
    {"oauth1-base-string/other-bodies-are-not-signed",
     "A body of another media type takes no part in the signature",
     {"RFC5849-3.4.1.3.1-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     other_bodies_are_not_signed},
    {"oauth1-base-string/a-multipart-body-is-not-signed",
     "A multipart body takes no part in the signature",
     {"RFC5849-3.4.1.3.1-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_multipart_body_is_not_signed},
    {"oauth1-base-string/a-plus-in-the-query-is-a-space",
     "A plus sign in the query is a space",
     {"RFC5849-3.4.1.3.1-7"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_plus_in_the_query_is_a_space},
    {"oauth1-base-string/a-plus-in-a-form-is-a-space",
     "A plus sign in a form is a space",
     {"RFC5849-3.4.1.3.1-7"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_plus_in_a_form_is_a_space},
    {"oauth1-base-string/escapes-are-decoded-once",
     "Escapes are decoded, and once only",
     {"RFC5849-3.4.1.3.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     escapes_are_decoded_once},
    {"oauth1-base-string/needless-escapes-are-decoded",
     "An escape that was needless is decoded like any other",
     {"RFC5849-3.6-2", "RFC5849-3.4.1.3.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     needless_escapes_are_decoded},
    {"oauth1-base-string/characters-may-stand-unescaped",
     "Characters that a query may have unescaped are read as they stand",
     {"RFC5849-3.4.1.3.1-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     characters_may_stand_unescaped},
    {"oauth1-base-string/a-name-alone-has-an-empty-value",
     "A parameter without an equals sign takes part, with an empty value",
     {"RFC5849-3.4.1.3.1-8"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_name_alone_has_an_empty_value},
    {"oauth1-base-string/repeated-parameters-are-all-signed",
     "Parameters of one name in the query all take part",
     {"RFC5849-3.4.1.3.1-8"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     repeated_parameters_are_all_signed},
    {"oauth1-base-string/repeated-parameters-of-a-form-are-all-signed",
     "Parameters of one name in a form all take part",
     {"RFC5849-3.4.1.3.1-8"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     repeated_parameters_of_a_form_are_all_signed},
    {"oauth1-base-string/a-realm-in-the-query-is-signed",
     "A parameter of the query that is named realm takes part",
     {"RFC5849-3.4.1.3.1-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_realm_in_the_query_is_signed},
    {"oauth1-base-string/other-parameters-of-the-header-are-signed",
     "A parameter of the header field that is none of the protocol takes part",
     {"RFC5849-3.4.1.3.1-2"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     other_parameters_of_the_header_are_signed},
    {"oauth1-base-string/the-host-has-no-case",
     "The host takes part in lower case",
     {"RFC5849-3.4.1.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     the_host_has_no_case},
    {"oauth1-base-string/the-default-port-is-left-out",
     "The default port takes no part, though the Host header field has it",
     {"RFC5849-3.4.1.2-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     the_default_port_is_left_out},
    {"oauth1-base-string/another-port-is-signed",
     "A port that is not the default one takes part",
     {"RFC5849-3.4.1.2-4", "RFC5849-3.4.1.2-3"},
     Level::must,
     {Need::oauth1},
     another_port_is_signed},
});

}  // namespace

Topic oauth1_base_string() {
  return kOauth1BaseStringChecks;
}

}  // namespace oauthspec::checks
