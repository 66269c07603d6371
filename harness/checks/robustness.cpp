// SPDX-License-Identifier: Apache-2.0
// Requests that are no requests of OAuth, and a server that goes on: RFC 6749 section 5.2, which answers what is malformed with 400.
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/checks/malformed.h"
#include "harness/checks/racing.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::checks {
namespace {

constexpr std::size_t kManyParameters = 5000;

// A token request for a code that nobody issued. It is right in every other way, and it is never granted, whatever is done to it.
Attempt<Request> unknown_code(Session& session, const Parameters& code) {
  const auto& client = session.target().confidential;
  if (!client) return std::unexpected(unsupported("there is no confidential client"));
  Parameters form{{"grant_type", "authorization_code"}, {"code_verifier", session.fresh_text(43)}};
  if (!client->redirect_uris.empty()) form.add("redirect_uri", client->redirect_uris.front());
  for (const auto parameter : code) form.add(parameter);
  return token_request(session, *client, form);
}

Attempt<Request> unknown_code(Session& session) {
  return unknown_code(session, {{"code", session.fresh_text(32)}});
}

// The request with the value as its code, its grant type, that of a parameter that nobody knows, and as a name.
Finding withstands_values(Session& session, const std::vector<RawValue>& values) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  const auto open = unknown_code(session, {});
  if (!open) return open.error();
  std::vector<Malformed> malformed;
  for (const RawValue& value : values) {
    const std::string what(value.what);
    malformed.push_back(
        {what + " in code", with_body(*right, open->body + "&code=" + value.octets)});
    malformed.push_back(
        {what + " in grant_type", with_body(*right, "grant_type=" + value.octets + "&code=a")});
    malformed.push_back(
        {what + " in an unknown parameter", with_body(*right, right->body + "&x=" + value.octets)});
    malformed.push_back(
        {what + " in a name", with_body(*right, right->body + "&" + value.octets + "=x")});
  }
  return withstands(session, *right, malformed, gives_tokens);
}

Finding broken_encodings_are_refused(Session& session) {
  return withstands_values(session, broken_percent_encodings());
}

Finding control_characters_are_refused(Session& session) {
  return withstands_values(session, nul_and_control_characters());
}

Finding text_that_is_none_is_refused(Session& session) {
  return withstands_values(session, invalid_utf8());
}

Finding long_values_are_refused(Session& session) {
  return withstands_values(session, long_values());
}

Finding many_parameters_are_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  std::string repeated;
  for (std::size_t i = 0; i < kManyParameters; ++i) repeated += "&scope=a";
  std::string nested = "&a";
  for (int i = 0; i < 1000; ++i) nested += "[a]";
  return withstands(
      session, *right,
      {{"thousands of parameters",
        with_body(*right, right->body + "&" + many_parameters(kManyParameters))},
       {"thousands of parameters of one name", with_body(*right, right->body + repeated)},
       {"a name with a thousand brackets", with_body(*right, right->body + nested + "=1")}},
      gives_tokens);
}

Finding an_odd_form_is_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  return withstands(session, *right,
                    {{"an empty body", with_body(*right, "")},
                     {"a body of ampersands", with_body(*right, "&&&&")},
                     {"a body of equals signs", with_body(*right, "=&==&=a=b")},
                     {"a name without a value", with_body(*right, "grant_type&code&redirect_uri")},
                     {"names of objects", with_body(*right,
                                                    "grant_type[a]=b&__proto__[x]=y&"
                                                    "constructor=z&toString=a")},
                     {"octets behind the form", with_body(*right, right->body + "\r\n\x01\r\n")},
                     {"a byte order mark", with_body(*right, "\xEF\xBB\xBF" + right->body)}},
                    gives_tokens);
}

Finding another_type_of_body_is_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  const auto typed = [&right](std::string_view type, std::string body) {
    return with_field(with_body(*right, std::move(body)), "Content-Type", type);
  };
  return withstands(
      session, *right,
      {{"a form without Content-Type", typed("", right->body)},
       {"a form as text", typed("text/plain", right->body)},
       {"a form with a Content-Type that is none", typed("///;=;", right->body)},
       {"a form of an unknown charset",
        typed("application/x-www-form-urlencoded; charset=x-unheard-of", right->body)},
       {"a body of JSON", typed("application/json", R"({"grant_type": "authorization_code"})")},
       {"a body of JSON that is cut off", typed("application/json", R"({"grant_type": [[)")},
       {"a multipart body without its boundary", typed("multipart/form-data", right->body)},
       {"a body of XML", typed("application/xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")}},
      gives_tokens);
}

std::string basic(std::string_view credentials) {
  return "Basic " + oauth::codec::base64_encode(credentials);
}

Finding odd_credentials_are_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  std::vector<Malformed> malformed;
  const std::string long_text(std::size_t{4} * 1024, 'a');
  for (const auto& [what, field] : std::vector<std::pair<std::string, std::string>>{
           {"Basic without credentials", "Basic"},
           {"Basic with credentials that are no Base64", "Basic !!!!"},
           {"Basic with half a group of Base64", "Basic YTp"},
           {"Basic without a colon", basic("nobody")},
           {"Basic with colons alone", basic(":::")},
           {"Basic with nothing around the colon", basic(":")},
           {"Basic with a NUL", basic(std::string_view("a\0b:c\0d", 7))},
           {"Basic with control characters", basic("a\r\nb:\x1B\x7F")},
           {"Basic with octets that are no UTF-8", basic("\xFF\xFE:\xC0\xAF")},
           {"Basic with broken percent-encodings", basic("%zz:%")},
           {"Basic with a name of 4 KiB", basic(long_text + ":b")},
           {"an unknown scheme", "Unheard-Of abc"},
           {"a scheme that is no token", "@@@ ,,, ==="},
           {"a control character in Authorization", "Basic \x01\x02"}}) {
    malformed.push_back({what, with_field(*right, "Authorization", field)});
  }
  return withstands(session, *right, malformed, gives_tokens);
}

Finding a_long_authorization_is_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  std::vector<Malformed> malformed;
  for (const std::size_t kibioctets : std::array<std::size_t, 3>{16, 64, 256}) {
    malformed.push_back(
        {"an Authorization field of " + std::to_string(kibioctets) + " KiB",
         with_field(*right, "Authorization", basic(std::string(kibioctets * 768, 'a') + ":b"))});
  }
  return withstands(session, *right, malformed, gives_tokens);
}

Finding other_methods_are_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  std::vector<Malformed> malformed;
  for (const std::string_view method : {"PUT", "PATCH", "DELETE", "PROPFIND", "BREW", "post"}) {
    Request request = *right;
    request.method = method;
    malformed.push_back({"the method " + std::string(method), std::move(request)});
  }
  for (const std::string_view method : {"HEAD", "OPTIONS", "TRACE"}) {
    Request request = with_body(*right, "");
    request.method = method;
    malformed.push_back({"the method " + std::string(method), std::move(request)});
  }
  return withstands(session, *right, malformed, gives_tokens);
}

Finding odd_targets_are_refused(Session& session) {
  const auto right = unknown_code(session);
  if (!right) return right.error();
  const std::string& url = right->url;
  const std::size_t path = url.find('/', url.find("://") + 3);
  if (path == std::string::npos) return inconclusive("the token endpoint has no path");
  const std::string origin = url.substr(0, path);
  std::vector<Malformed> malformed;
  for (const auto& [what, target] : std::vector<std::pair<std::string, std::string>>{
           {"two slashes before the path", origin + "/" + url.substr(path)},
           {"a slash behind the path", url + "/"},
           {"dots in the path", origin + "/./.." + url.substr(path)},
           {"an encoded NUL in the path", url + "%00"},
           {"a broken percent-encoding in the path", url + "%zz"},
           {"octets that are no UTF-8 in the path", url + "%FF%FE"},
           {"a broken percent-encoding in the query", url + "?a=%&b=%zz"},
           {"a query of 4 KiB", url + "?a=" + std::string(std::size_t{4} * 1024, 'b')}}) {
    Request request = *right;
    request.url = target;
    malformed.push_back({what, std::move(request)});
  }
  return withstands(session, *right, malformed, gives_tokens);
}

// Authorization requests by an unknown client: whatever comes back, nobody signs in for it.
Finding owner_endpoint_withstands(Session& session, const std::vector<RawValue>& values) {
  const std::string& endpoint = session.target().server.authorization_endpoint;
  if (endpoint.empty()) return unsupported("there is no authorization endpoint");
  const auto& client = session.target().confidential;
  if (!client) return unsupported("there is no confidential client");
  const Request right{"GET", endpoint, {}, ""};
  const std::string start = endpoint + (endpoint.contains('?') ? "&" : "?") + "response_type=code";
  const std::string own = start + "&client_id=" + client->id();
  std::vector<Malformed> malformed;
  for (const RawValue& value : values) {
    const std::string what(value.what);
    malformed.push_back(
        {what + " in client_id", {"GET", start + "&client_id=" + value.octets, {}, ""}});
    for (const std::string_view parameter : {"state", "scope", "redirect_uri", "x"}) {
      malformed.push_back(
          {what + " in " + std::string(parameter),
           {"GET", own + "&" + std::string(parameter) + "=" + value.octets, {}, ""}});
    }
  }
  return withstands(session, right, malformed, gives_nothing_amiss);
}

Finding an_authorization_request_may_be_malformed(Session& session) {
  std::vector<RawValue> values = broken_percent_encodings();
  for (const auto& encoded : {nul_and_control_characters(), invalid_utf8()}) {
    for (const RawValue& value : encoded) {
      // What cannot stand in a URL at all is left out.
      const bool sendable =
          value.octets.find_first_of(std::string_view("\0\x01", 2)) == std::string::npos &&
          !value.octets.contains('\xE9');
      if (sendable) values.push_back(value);
    }
  }
  return owner_endpoint_withstands(session, values);
}

Finding an_authorization_request_may_be_long(Session& session) {
  return owner_endpoint_withstands(
      session, {{"a value of 4 KiB", std::string(std::size_t{4} * 1024, 'a')},
                {"a value of 32 KiB", std::string(std::size_t{32} * 1024, 'a')}});
}

constexpr auto kRobustnessChecks = std::to_array<Check>({
    {"robustness/broken-encodings-are-refused",
     "The token endpoint refuses percent-encodings that are none, and goes on",
     {"RFC6749-5.2-3", "RFC6749-5.2-1"},
     Level::should,
     {},
     broken_encodings_are_refused},
    {"robustness/control-characters-are-refused",
     "The token endpoint refuses NUL and control characters, and goes on",
     {"RFC6749-A.11-1", "RFC6749-5.2-3", "RFC6749-10.14-1"},
     Level::should,
     {},
     control_characters_are_refused},
    {"robustness/text-that-is-none-is-refused",
     "The token endpoint refuses what is no UTF-8, and goes on",
     {"RFC6749-B-2", "RFC6749-5.2-3"},
     Level::should,
     {},
     text_that_is_none_is_refused},
    {"robustness/long-values-are-refused",
     "The token endpoint refuses values of 64 KiB and more, and goes on",
     {"RFC6749-5.2-1"},
     Level::may,
     {},
     long_values_are_refused},
    {"robustness/many-parameters-are-refused",
     "The token endpoint refuses thousands of parameters, and goes on",
     {"RFC6749-5.2-1"},
     Level::may,
     {},
     many_parameters_are_refused},
    {"robustness/an-odd-form-is-refused",
     "The token endpoint refuses forms without what it needs, and goes on",
     {"RFC6749-5.2-3", "RFC6749-3.2-7"},
     Level::should,
     {},
     an_odd_form_is_refused},
    {"robustness/another-type-of-body-is-refused",
     "The token endpoint refuses bodies that are no form, and goes on",
     {"RFC6749-4.1.3-1", "RFC6749-5.2-1"},
     Level::may,
     {},
     another_type_of_body_is_refused},
    {"robustness/odd-credentials-are-refused",
     "The token endpoint refuses Authorization fields that are malformed, and goes on",
     {"RFC6749-5.2-4", "RFC6749-5.2-1"},
     Level::should,
     {},
     odd_credentials_are_refused},
    {"robustness/a-long-authorization-is-refused",
     "The token endpoint refuses Authorization fields of 16 KiB and more, and goes on",
     {"RFC6749-5.2-4"},
     Level::may,
     {},
     a_long_authorization_is_refused},
    {"robustness/other-methods-are-refused",
     "The token endpoint has an answer to other methods than POST, and goes on",
     {"RFC6749-3.2-6"},
     Level::may,
     {},
     other_methods_are_refused},
    {"robustness/odd-targets-are-refused",
     "The server gives no error of its own for paths and queries that are odd",
     {"RFC6749-5.2-1"},
     Level::may,
     {},
     odd_targets_are_refused},
    {"robustness/an-authorization-request-may-be-malformed",
     "The authorization endpoint gives no error of its own for what is malformed",
     {"RFC6749-4.1.2.1-5", "RFC6749-10.14-1", "RFC6749-4.1.2.1-10"},
     Level::should,
     {},
     an_authorization_request_may_be_malformed},
    {"robustness/an-authorization-request-may-be-long",
     "The authorization endpoint gives no error of its own for what is long",
     {"RFC6749-4.1.2.1-5"},
     Level::may,
     {},
     an_authorization_request_may_be_long},
});

}  // namespace

Topic robustness() {
  return kRobustnessChecks;
}

}  // namespace oauthspec::checks
