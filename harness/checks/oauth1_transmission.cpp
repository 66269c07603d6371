// SPDX-License-Identifier: Apache-2.0
// Where protocol parameters stand, and how they are written there: RFC 5849 section 3.5.
#include <array>
#include <utility>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::Location;

// Two parameters of one name are another rule's matter: what stands elsewhere is taken away here.
Finding places_are_not_mixed(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "oauth_version in the query",
        .before =
            [](auto& parts) {
              leave_out(parts, "oauth_version");
              parts.request.url += "?oauth_version=1.0";
            }},
       {.what = "oauth_nonce in a form",
        .before =
            [](auto& parts) {
              const std::string nonce(parts.protocol.find("oauth_nonce").value_or(""));
              leave_out(parts, "oauth_nonce");
              post(parts, kFormType, "oauth_nonce=" + nonce);
            }}},
      "protocol parameters in two places were accepted");
}

Finding a_place_is_the_only_one(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "oauth_nonce in the query, too",
        .before = [](auto& parts) { parts.request.url += "?oauth_nonce=another"; }},
       {.what = "oauth_token in a form, too",
        .before = [](auto& parts) { post(parts, kFormType, "oauth_token=another"); }}},
      "a protocol parameter in the header field and in another place was accepted");
}

Finding the_query_is_a_place(Session& session) {
  return is_taken(session, {.before = [](auto& parts) { parts.location = Location::query; }},
                  "protocol parameters in the query were refused");
}

Finding the_body_is_a_place(Session& session) {
  return is_taken(session,
                  {.common = [](auto& parts) { post(parts, kFormType, "a=1"); },
                   .before = [](auto& parts) { parts.location = Location::form_body; }},
                  "protocol parameters in the body were refused");
}

Finding another_body_is_no_place(Session& session) {
  return is_refused(session,
                    {.common = [](auto& parts) { post(parts, "text/plain", ""); },
                     .before = [](auto& parts) { parts.location = Location::form_body; }},
                    "protocol parameters in a body of text/plain were accepted");
}

constexpr std::string_view kMultipart = "multipart/form-data; boundary=part";

// Moves the protocol parameters into the parts of a body.
void write_as_multipart(OAuth1Parts& parts) {
  std::string body;
  for (const auto parameter : parts.protocol) {
    body.append("--part\r\nContent-Disposition: form-data; name=\"")
        .append(parameter.name)
        .append("\"\r\n\r\n")
        .append(parameter.value)
        .append("\r\n");
  }
  parts.request.body = body + "--part--\r\n";
  parts.protocol = {};
  parts.location = Location::form_body;
}

Finding a_multipart_body_is_no_place(Session& session) {
  return is_refused(session,
                    {.common = [](auto& parts) { post(parts, kMultipart, "--part--\r\n"); },
                     .after = write_as_multipart},
                    "protocol parameters in a multipart body were accepted");
}

Finding answers_are_kept_from_caches(Session& session) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  const auto response =
      trials->control({.common = [](auto& parts) { parts.location = Location::query; }});
  if (!response) return response.error();
  for (const std::string_view name : {"Cache-Control", "Pragma", "Expires"}) {
    if (oauth::message::find_header(response->headers, name)) return pass();
  }
  return fail("an authenticated answer has no header field that keeps it from caches");
}

// How an Authorization header field is written.
struct FieldForm {
  std::string_view what{};
  std::string_view scheme = "OAuth";
  std::string_view separator = ", ";
  std::string_view first{};  // Before the protocol parameters, and behind them.
  std::string_view last{};
};

std::string write_field(const FieldForm& form, const Parameters& protocol) {
  std::string field = std::string(form.scheme) + ' ' + std::string(form.first);
  std::string_view separator;
  for (const auto parameter : protocol) {
    field.append(std::exchange(separator, form.separator));
    field.append(oauth::codec::percent_encode(parameter.name)).append("=\"");
    field.append(oauth::codec::percent_encode(parameter.value)).append("\"");
  }
  return field.append(form.last);
}

Attempt<Response> answer_to_form(Session& session, const ResourceTrials& trials,
                                 const FieldForm& form) {
  const auto ready = trials.session().sign(trials.parts());
  if (!ready) return std::unexpected(ready.error());
  Request request = ready->request;
  request.headers.push_back({"Authorization", write_field(form, ready->protocol)});
  return session.send(request);
}

Finding takes_each_form(Session& session, std::initializer_list<FieldForm> forms,
                        std::string_view refused) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) return trials.error();
  if (const auto control = trials->control({}); !control) return control.error();
  Worst worst;
  for (const FieldForm& form : forms) {
    const auto response = answer_to_form(session, *trials, form);
    const std::string message = std::string(refused) + ": " + std::string(form.what);
    if (worst.add(response ? taken_as_signed(*response, message) : response.error())) break;
  }
  return worst.finding();
}

Finding the_scheme_has_no_case(Session& session) {
  return takes_each_form(
      session, {{.what = "oauth", .scheme = "oauth"}, {.what = "OAUTH", .scheme = "OAUTH"}},
      "the scheme was not taken for OAuth");
}

Finding white_space_is_optional(Session& session) {
  return takes_each_form(session,
                         {{.what = "a comma alone", .separator = ","},
                          {.what = "two spaces behind the comma", .separator = ",  "},
                          {.what = "a tab behind the comma", .separator = ",\t"},
                          {.what = "a space before the comma", .separator = " , "}},
                         "a header field with other white space was refused");
}

Finding a_realm_is_not_signed(Session& session) {
  return takes_each_form(session,
                         {{.what = "the realm first", .first = R"(realm="Photos", )"},
                          {.what = "the realm last", .last = R"(, realm="Photos")"}},
                         "a request with a realm was refused");
}

Finding a_realm_is_quoted(Session& session) {
  return takes_each_form(session,
                         {{.what = "a comma", .first = R"(realm="Photos, prints", )"},
                          {.what = "an equals sign", .first = R"(realm="photos?a=1", )"}},
                         "a request was refused for what stands in its realm");
}

constexpr auto kOauth1TransmissionChecks = std::to_array<Check>({
    {"oauth1-requests/places-are-not-mixed",
     "Protocol parameters in two places are refused",
     {"RFC5849-3.5-2"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     places_are_not_mixed},
    {"oauth1-transmission/a-place-is-the-only-one",
     "A protocol parameter that stands in a second place as well is refused",
     {"RFC5849-3.5-1", "RFC5849-3.1-7"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     a_place_is_the_only_one},
    {"oauth1-requests/the-query-is-a-place",
     "Protocol parameters are taken from the query",
     {"RFC5849-3.5.3-1"},
     Level::may,
     {Need::oauth1, Need::oauth1_resource},
     the_query_is_a_place},
    {"oauth1-requests/the-body-is-a-place",
     "Protocol parameters are taken from the body",
     {"RFC5849-3.5-1"},
     Level::may,
     {Need::oauth1, Need::oauth1_resource},
     the_body_is_a_place},
    {"oauth1-transmission/another-body-is-no-place",
     "Protocol parameters in a body that is no form are refused",
     {"RFC5849-3.5.2-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     another_body_is_no_place},
    {"oauth1-transmission/a-multipart-body-is-no-place",
     "Protocol parameters in a multipart body are refused",
     {"RFC5849-3.5.2-1", "RFC5849-3.5.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_multipart_body_is_no_place},
    {"oauth1-requests/answers-are-kept-from-caches",
     "An authenticated answer is kept from caches",
     {"RFC5849-4.4-1"},
     Level::should,
     {Need::oauth1, Need::oauth1_resource},
     answers_are_kept_from_caches},
    {"oauth1-requests/the-scheme-has-no-case",
     "The scheme OAuth is read without case",
     {"RFC5849-3.5.1-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     the_scheme_has_no_case},
    {"oauth1-transmission/white-space-is-optional",
     "White space between the parameters of the header field is optional",
     {"RFC5849-3.5.1-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     white_space_is_optional},
    {"oauth1-requests/a-realm-is-not-signed",
     "The realm takes no part in the signature",
     {"RFC5849-3.5.1-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_realm_is_not_signed},
    {"oauth1-transmission/a-realm-is-quoted",
     "The realm is read as a quoted string",
     {"RFC5849-3.5.1-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_realm_is_quoted},
});

}  // namespace

Topic oauth1_transmission() {
  return kOauth1TransmissionChecks;
}

}  // namespace oauthspec::checks
