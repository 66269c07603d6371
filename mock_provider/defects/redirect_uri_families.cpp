// SPDX-License-Identifier: Apache-2.0
// Redirection URIs that are followed because something is done to them before they are compared, or because another part of the
// request is looked at first: RFC 6749 sections 3.1.2.3, 3.1.2.4 and 10.14.
#include <algorithm>
#include <array>
#include <string>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/resolve_uri.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::Parameters;
using oauth::message::Request;

constexpr std::string_view kRegistered = "https://client.example/callback";

Parameters parameters_of(const Request& request) {
  Parameters parameters;
  const auto question = std::min(request.url.find('?'), request.url.size() - 1);
  static_cast<void>(
      parameters.add_form(std::string_view(request.url).substr(question + 1)).has_value());
  static_cast<void>(parameters.add_form(request.body).has_value());
  return parameters;
}

void send_to(http::Reply& reply, std::string_view uri) {
  reply.response.status = 302;
  reply.response.headers = {{"Location", std::string(uri) + "?error=invalid_request"}};
}

// How a redirection URI that is asked for is like the one registered.
using Like = bool (*)(std::string_view requested, std::string_view registered);

template <Like Alike>
oauth::Result<std::string> match(const ClientRecord& client,
                                 std::optional<std::string_view> requested) {
  const bool alike =
      requested && std::ranges::any_of(client.redirect_uris, [&](std::string_view registered) {
        return Alike(*requested, registered);
      });
  return alike ? std::string(*requested) : rules::match_redirect_uri(client, requested);
}

// What no response can be written to gets its error at least.
template <Like Alike>
void send_error_to(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  const auto uri = parameters.find("redirect_uri");
  if (reply.response.status >= 400 && uri && Alike(*uri, kRegistered)) {
    send_to(reply, std::string(*uri));
  }
}

// The client is told what is wrong, wherever it says that it is.
template <Like Alike>
void tell(Rules& rules) {
  alter(rules, Endpoint::authorization, &send_error_to<Alike>);
}

template <Like Alike>
void follow(Rules& rules) {
  rules.authorization.match_redirect_uri = &match<Alike>;
  tell<Alike>(rules);
}

// Equal once something is done to it.
template <std::string (*Normal)(std::string_view)>
bool equal_once(std::string_view requested, std::string_view registered) {
  return requested != registered && Normal(requested) == registered;
}

std::size_t authority_of(std::string_view uri) {
  const auto colon = uri.find("://");
  return colon == std::string_view::npos ? uri.size() : colon + 3;
}

std::size_t path_of(std::string_view uri) {
  return std::min(uri.find('/', authority_of(uri)), uri.size());
}

// The URI with another authority.
std::string with_authority(std::string_view uri, std::string_view authority) {
  return std::string(uri.substr(0, authority_of(uri)))
      .append(authority)
      .append(uri.substr(path_of(uri)));
}

std::string_view authority(std::string_view uri) {
  const auto begin = authority_of(uri);
  return uri.substr(begin, path_of(uri) - begin);
}

std::string without_user(std::string_view uri) {
  const auto host = authority(uri);
  const auto at = host.rfind('@');
  return with_authority(uri, at == std::string_view::npos ? host : host.substr(at + 1));
}

bool is_port(std::string_view text) {
  return text.size() < 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_malformed_port(std::string_view uri) {
  const auto host = authority(uri);
  const auto colon = std::min(host.find(':'), host.size());
  const bool malformed = colon < host.size() && !is_port(host.substr(colon + 1));
  return with_authority(uri, malformed ? host.substr(0, colon) : host);
}

std::string without_default_port(std::string_view uri) {
  const auto host = authority(uri);
  const auto colon = std::min(host.find(':'), host.size());
  const auto port = host.substr(colon);
  const bool same = port == ":" || port == ":443" || port == ":0443";
  return with_authority(uri, same ? host.substr(0, colon) : host);
}

std::string without_last_dot(std::string_view uri) {
  const auto host = authority(uri);
  return with_authority(uri, host.substr(0, host.find_last_not_of('.') + 1));
}

std::string with_decoded_host(std::string_view uri) {
  const auto decoded = oauth::codec::percent_decode(authority(uri));
  return decoded ? with_authority(uri, *decoded) : std::string(uri);
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
}

std::string with_small_host(std::string_view uri) {
  return lower(uri.substr(0, path_of(uri))).append(uri.substr(path_of(uri)));
}

std::string replaced(std::string text, std::string_view part, std::string_view other) {
  for (auto at = text.find(part); at != std::string::npos;
       at = text.find(part, at + other.size())) {
    text.replace(at, part.size(), other);
  }
  return text;
}

// As IDNA maps wide letters and full stops, and as a careless eye maps Cyrillic ones.
std::string in_latin(std::string_view uri) {
  std::string text = replaced(std::string(uri), "\xEF\xBD\x83", "c");
  text = replaced(std::move(text), "\xD1\x81", "c");
  return replaced(std::move(text), "\xE3\x80\x82", ".");
}

std::string without_dot_segments(std::string_view uri) {
  const auto resolved = oauth::codec::resolve_uri(kRegistered, uri);
  return resolved ? *resolved : std::string(uri);
}

std::string with_decoded_letters(std::string_view uri) {
  const auto decoded = oauth::codec::percent_decode(uri.substr(path_of(uri)));
  return std::string(uri.substr(0, path_of(uri))).append(decoded ? *decoded : "");
}

std::string with_single_slashes(std::string_view uri) {
  std::string path(uri.substr(path_of(uri)));
  while (path.find("//") != std::string::npos) {
    path = replaced(std::move(path), "//", "/");
  }
  return std::string(uri.substr(0, path_of(uri))).append(path);
}

std::string without_last_slash(std::string_view uri) {
  return std::string(uri.substr(0, uri.find_last_not_of('/') + 1));
}

std::string before_semicolon(std::string_view uri) {
  return std::string(uri.substr(0, uri.find(';')));
}

std::string before_hash(std::string_view uri) {
  return std::string(uri.substr(0, uri.find('#')));
}

std::string trimmed(std::string_view uri) {
  constexpr std::string_view kSpace = " \t";
  const auto first = std::min(uri.find_first_not_of(kSpace), uri.size());
  return std::string(uri.substr(first, uri.find_last_not_of(kSpace) + 1 - first));
}

std::string first_line(std::string_view uri) {
  return std::string(uri.substr(0, uri.find_first_of("\r\n")));
}

std::string before_nul(std::string_view uri) {
  return std::string(uri.substr(0, uri.find('\0')));
}

std::string in_ascii(std::string_view uri) {
  std::string text;
  for (const char c : uri) {
    if (c >= ' ' && c <= '~') text += c;
  }
  return text;
}

std::string without_response_parameters(std::string_view uri) {
  const auto question = std::min(uri.find('?'), uri.size());
  const auto query = uri.substr(question);
  const bool known = query.starts_with("?code=") || query.starts_with("?state=");
  return std::string(known ? uri.substr(0, question) : uri);
}

bool of_any_scheme(std::string_view requested, std::string_view registered) {
  return !requested.starts_with("http") &&
         requested.substr(authority_of(requested)) == registered.substr(authority_of(registered));
}

bool script(std::string_view requested, std::string_view) {
  const std::string small = lower(requested);
  return small.starts_with("javascript:") || small.starts_with("data:");
}

bool without_scheme(std::string_view requested, std::string_view) {
  return requested.starts_with('/');
}

bool below_by_dots(std::string_view requested, std::string_view registered) {
  return requested.starts_with(registered) && requested.find("/..") != std::string_view::npos &&
         requested.find('%') == std::string_view::npos;
}

bool below_without_dots(std::string_view requested, std::string_view registered) {
  return requested.starts_with(registered) && requested.find("/../") == std::string_view::npos &&
         requested.substr(registered.size()).find("..") != std::string_view::npos;
}

bool below_once_decoded(std::string_view requested, std::string_view registered) {
  const auto decoded = oauth::codec::percent_decode(requested);
  return decoded && !requested.starts_with(std::string(registered) + "/") &&
         decoded->starts_with(std::string(registered) + "/") &&
         decoded->find("..") == std::string::npos;
}

bool with_backslashes(std::string_view requested, std::string_view registered) {
  const std::string slashes = replaced(std::string(requested), "\\", "/");
  return slashes != requested &&
         (slashes == registered || slashes.starts_with(std::string(registered) + "/"));
}

bool same_path(std::string_view requested, std::string_view registered) {
  return requested.substr(path_of(requested)) == registered.substr(path_of(registered));
}

bool a_number(std::string_view requested, std::string_view registered) {
  const auto host = authority(requested);
  return same_path(requested, registered) && !host.empty() &&
         host.find_first_not_of("0123456789x.") == std::string_view::npos;
}

bool this_machine(std::string_view requested, std::string_view registered) {
  return same_path(requested, registered) && authority(requested) == "localhost";
}

// The one that is looked at is not the one that is followed.
void send_to_the_other(const Request& request, http::Reply& reply) {
  for (const auto parameter : parameters_of(request)) {
    if (parameter.name == "redirect_uri" && parameter.value != kRegistered &&
        parameters_of(request).count("redirect_uri") > 1) {
      send_to(reply, parameter.value);
      return;
    }
  }
}

void send_to_a_list(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  if (const auto uri = parameters.find("redirect_uri[]")) {
    send_to(reply, std::string(*uri));
  }
}

void send_to_before_the_type(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  const auto uri = parameters.find("redirect_uri");
  if (reply.response.status == 400 && uri && !parameters.find("response_type")) {
    send_to(reply, std::string(*uri));
  }
}

void send_to_by_post(const Request& request, http::Reply& reply) {
  const Parameters parameters = parameters_of(request);
  const auto uri = parameters.find("redirect_uri");
  if (request.method == "POST" && reply.response.status == 400 && uri) {
    send_to(reply, std::string(*uri));
  }
}

constexpr std::array kRedirectUriFamiliesDefects = {
    Defect{"redirect-uri-with-user", "RFC6749-3.1.2.3-4",
           "User information in a redirection URI is passed over.",
           &follow<equal_once<without_user>>},
    Defect{"redirect-uri-with-malformed-port", "RFC6749-3.1.2-1",
           "A port that is none is passed over.", &follow<equal_once<without_malformed_port>>},
    Defect{"redirect-uri-with-default-port", "RFC6749-3.1.2.3-4",
           "The default port is left out before redirection URIs are compared.",
           &follow<equal_once<without_default_port>>},
    Defect{"redirect-uri-with-trailing-dot", "RFC6749-3.1.2.3-4",
           "Dots at the end of a host are left out before redirection URIs are compared.",
           &follow<equal_once<without_last_dot>>},
    Defect{"redirect-uri-with-escaped-host", "RFC6749-3.1.2.3-4",
           "The host of a redirection URI is percent-decoded before it is compared.",
           &follow<equal_once<with_decoded_host>>},
    Defect{"redirect-uri-host-compared-without-case", "RFC6749-3.1.2.3-4",
           "The letter case of a redirection URI's host is not looked at.",
           &follow<equal_once<with_small_host>>},
    Defect{"redirect-uri-host-in-another-script", "RFC6749-3.1.2.4-2",
           "Letters of other scripts are mapped before redirection URIs are compared.",
           &follow<equal_once<in_latin>>},
    Defect{"redirect-uri-dot-segments-removed", "RFC6749-3.1.2.3-4",
           "Dot segments are removed before redirection URIs are compared.",
           &follow<equal_once<without_dot_segments>>},
    Defect{"redirect-uri-path-decoded", "RFC6749-3.1.2.3-4",
           "The path of a redirection URI is percent-decoded before it is compared.",
           &follow<equal_once<with_decoded_letters>>},
    Defect{"redirect-uri-slashes-merged", "RFC6749-3.1.2.3-4",
           "Several slashes count as one before redirection URIs are compared.",
           &follow<equal_once<with_single_slashes>>},
    Defect{"redirect-uri-last-slash-dropped", "RFC6749-3.1.2.3-4",
           "A slash at the end of a redirection URI is dropped before it is compared.",
           &follow<equal_once<without_last_slash>>},
    Defect{"redirect-uri-path-parameters-dropped", "RFC6749-3.1.2.3-4",
           "A redirection URI is compared up to its first semicolon.",
           &follow<equal_once<before_semicolon>>},
    Defect{
        "redirect-uri-followed-with-its-fragment", "RFC6749-3.1.2-4",
        "A redirection URI is compared up to its fragment, and told what is wrong with all of it.",
        &tell<equal_once<before_hash>>},
    Defect{"redirect-uri-trimmed", "RFC6749-10.14-1",
           "White space around a redirection URI is dropped before it is compared.",
           &follow<equal_once<trimmed>>},
    Defect{"redirect-uri-of-several-lines", "RFC6749-10.14-1",
           "Of a redirection URI the first line is compared, and all of it goes into the header.",
           &follow<equal_once<first_line>>},
    Defect{"redirect-uri-compared-up-to-nul", "RFC6749-10.14-1",
           "A redirection URI is compared up to its first NUL.", &follow<equal_once<before_nul>>},
    Defect{"redirect-uri-made-ascii", "RFC6749-3.1.2-1",
           "Octets that no URI has are dropped before redirection URIs are compared.",
           &follow<equal_once<in_ascii>>},
    Defect{
        "redirect-uri-with-planted-code", "RFC9700-2.1-1",
        "A redirection URI may bring code and state along in its query, to be told what is wrong.",
        &tell<equal_once<without_response_parameters>>},
    Defect{"redirect-uri-of-any-scheme", "RFC6749-3.1.2.3-3",
           "Any scheme that is not http is followed.", &follow<of_any_scheme>},
    Defect{"redirect-uri-script", "RFC6749-10.14-1", "The browser is sent to scripts.",
           &follow<script>},
    Defect{"redirect-uri-relative", "RFC6749-3.1.2-1",
           "What begins with a slash is taken for the server's own.", &follow<without_scheme>},
    Defect{"redirect-uri-with-dot-segments", "RFC6749-10.6-4",
           "A redirection URI is compared by its beginning, which dot segments behind it leave.",
           &follow<below_by_dots>},
    Defect{"redirect-uri-with-hidden-dot-segments", "RFC6749-3.1.2.4-2",
           "A redirection URI is compared by its beginning, and only plain dot segments are seen.",
           &follow<below_without_dots>},
    Defect{"redirect-uri-with-escaped-delimiters", "RFC6749-3.1.2.3-4",
           "A redirection URI is percent-decoded, and then compared by its beginning.",
           &follow<below_once_decoded>},
    Defect{"redirect-uri-with-backslashes", "RFC6749-10.14-1",
           "A backslash counts as a slash when redirection URIs are compared.",
           &follow<with_backslashes>},
    Defect{"redirect-uri-of-an-address", "RFC6749-3.1.2.3-4",
           "Every address in figures counts as one of the developer's own.", &follow<a_number>},
    Defect{"redirect-uri-of-localhost", "RFC6749-3.1.2.3-4",
           "localhost is followed for every client.", &follow<this_machine>},
    Defect{"redirect-uri-twice", "RFC6749-3.1-11",
           "Of two redirection URIs one is compared, and the other one followed.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_to_the_other); }},
    Defect{"redirect-uri-in-a-list", "RFC6749-1.9-1",
           "redirect_uri[] is taken for redirect_uri, and is not compared.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_to_a_list); }},
    Defect{"redirect-uri-compared-late", "RFC6749-4.1.2.1-2",
           "A missing response_type is told to whatever redirection URI the request has.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_to_before_the_type); }},
    Defect{"redirect-uri-of-a-post", "RFC6749-3.1.2.4-2",
           "The redirection URI of a POST is followed although it is refused.",
           [](Rules& rules) { alter(rules, Endpoint::authorization, &send_to_by_post); }},
};

}  // namespace

DefectTopic redirect_uri_families() {
  return kRedirectUriFamiliesDefects;
}

}  // namespace oauthspec::provider::defects
