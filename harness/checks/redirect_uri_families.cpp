// SPDX-License-Identifier: Apache-2.0
// Redirection URIs that differ from the one registered: where does the browser go? RFC 6749 sections 3.1.2.3 and 10.6, RFC 9700
// sections 2.1 and 4.1.3. Each check puts a family of shapes (redirect_uri_shapes.cpp) to the server.
//
// The full URI is registered, so that section 3.1.2.3 has it compared by simple string comparison: a URI that is equal once it is
// normalized is no attack, but has to be refused too. What is judged is where the browser is sent: to the registered URI as it is
// written there it may go whatever the request said.
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/checks/departures.h"
#include "harness/checks/redirect_uri_pattern.h"
#include "harness/checks/redirect_uri_shapes.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::checks {
namespace {

// One that the request brings along beside the registered one.
Request post_with_query(const Session& session, const Parameters& body, std::string_view uri) {
  std::string url = session.target().server.authorization_endpoint;
  oauth::message::append_form_to_query(url, {{"redirect_uri", uri}});
  return {"POST",
          std::move(url),
          {{"Content-Type", "application/x-www-form-urlencoded"}},
          oauth::message::write_form(body)};
}

Parameters before(const Parameters& parameters, std::string_view name, std::string_view value) {
  Parameters changed{{name, value}};
  for (const auto parameter : parameters) {
    changed.add(parameter);
  }
  return changed;
}

Attempt<Departure> departure(Session& session, Departures& departures,
                             const RedirectUriShape& shape, const std::string& uri) {
  const Parameters& right = departures.right();
  switch (shape.placing) {
    case Placing::instead:
      return departures.of(with(right, "redirect_uri", uri), uri);
    case Placing::before:
      return departures.of(before(right, "redirect_uri", uri), uri);
    case Placing::behind:
      return departures.of(also(right, "redirect_uri", uri), uri);
    case Placing::brackets:
      return departures.of(also(right, "redirect_uri[]", uri), uri);
    case Placing::index:
      return departures.of(also(right, "redirect_uri[0]", uri), uri);
    case Placing::capitals:
      return departures.of(also(right, "Redirect_Uri", uri), uri);
    case Placing::query_of_post:
      return departures.of(post_with_query(session, right, uri), uri);
  }
  return std::unexpected(inconclusive("no such placing"));
}

// For messages: what a terminal would swallow is percent-encoded.
std::string printable(std::string_view uri) {
  std::string text;
  for (const char c : uri) {
    if (c > ' ' && c <= '~') {
      text += c;
    } else {
      oauth::codec::append_percent_encoded(text, {&c, 1});
    }
  }
  return text;
}

Finding followed(const std::vector<std::string_view>& shapes, const std::string& first) {
  return fail(fmt::format("the browser was sent to {}, which is not registered ({})",
                          printable(first), fmt::join(shapes, ", ")));
}

template <ShapeFamily Family>
Finding is_not_followed(Session& session) {
  auto departures = Departures::watch(session, session.client());
  if (!departures) return departures.error();
  Finding finding = unsupported("the redirection URI that is registered has no such neighbour");
  std::vector<std::string_view> through;
  std::string first;
  for (const RedirectUriShape& shape : redirect_uri_shapes()) {
    const auto uri = shape.family == Family ? shaped(shape, session.client()) : std::nullopt;
    if (!uri) continue;
    const auto departed = departure(session, *departures, shape, *uri);
    if (!departed) {
      // One request may be too much for a server; two, and it is gone.
      if (finding.verdict == Verdict::inconclusive) return departed.error();
      finding = inconclusive(std::string(shape.id) + ": " + departed.error().message);
    } else if (!departed->stayed() && !departures->is_registered(*departed)) {
      first = through.empty() ? *uri : first;
      through.push_back(shape.id);
    } else if (finding.verdict == Verdict::unsupported) {
      finding = pass();
    }
  }
  return through.empty() ? finding : followed(through, first);
}

template <ShapeFamily Family>
constexpr Check row(std::string_view id, std::string_view title, const Requirements& requirements) {
  return {id, title, requirements, Level::must, {Need::code_grant}, &is_not_followed<Family>};
}

constexpr auto kRedirectUriFamiliesChecks = std::to_array<Check>({
    row<ShapeFamily::another_host>(
        "redirect-uri/another-host",
        "The browser is not sent to another host than the one registered",
        {"RFC6749-4.1.2.1-2", "RFC6749-3.1.2.4-2", "RFC6749-10.15-1"}),
    row<ShapeFamily::longer_path>(
        "redirect-uri/longer-path",
        "A redirection URI that goes on where the registered one ends is not followed",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::another_path>("redirect-uri/another-path",
                                   "Another path of the registered host is not followed",
                                   {"RFC6749-10.6-4"}),
    row<ShapeFamily::trailing_slash>("redirect-uri/trailing-slash",
                                     "A slash more or less at the end of the path is not followed",
                                     {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::double_slash>(
        "redirect-uri/double-slash",
        "A path with empty segments that are not registered is not followed",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::case_of_the_path>(
        "redirect-uri/case-of-the-path",
        "A redirection URI whose path has other letter case is not followed",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::path_parameters>("redirect-uri/path-parameters",
                                      "A path with parameters behind a semicolon is not followed",
                                      {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::another_query>(
        "redirect-uri/another-query",
        "A redirection URI with a query that is not registered is not followed",
        {"RFC9700-4.1.3-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::planted_parameters>("redirect-uri/planted-parameters",
                                         "Parameters of a response that the request planted into "
                                         "the redirection URI do not come back",
                                         {"RFC9700-2.1-1", "RFC6749-3.1.2.3-4", "RFC6749-3.1-10"}),
    row<ShapeFamily::fragment>("redirect-uri/fragment",
                               "A redirection URI with a fragment is not followed",
                               {"RFC6749-3.1.2-4"}),
    row<ShapeFamily::another_port>("redirect-uri/another-port",
                                   "Another port of the registered host is not followed",
                                   {"RFC8252-8.4-4", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::malformed_port>("redirect-uri/malformed-port",
                                     "A redirection URI whose port is none is not followed",
                                     {"RFC6749-3.1.2-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::http_for_https>("redirect-uri/http-for-https",
                                     "http is not followed where https is registered",
                                     {"RFC6749-3.1.2.3-3", "RFC9700-2.6-6"}),
    row<ShapeFamily::another_scheme>("redirect-uri/another-scheme",
                                     "A redirection URI of another scheme is not followed",
                                     {"RFC6749-3.1.2.3-3", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::script>("redirect-uri/script", "The browser is not sent to a script",
                             {"RFC6749-10.14-1", "RFC6749-3.1.2.4-2"}),
    row<ShapeFamily::relative>("redirect-uri/relative",
                               "A redirection URI that is not absolute is not followed",
                               {"RFC6749-3.1.2-1", "RFC6749-3.1.2.4-2"}),
    row<ShapeFamily::user_information>("redirect-uri/user-information",
                                       "A redirection URI with user information is not followed",
                                       {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::host_as_user>(
        "redirect-uri/host-as-user",
        "A redirection URI that has the registered host before an @ is not followed",
        {"RFC9700-4.11.2-1", "RFC6749-3.1.2.4-2"}),
    row<ShapeFamily::subdomain>("redirect-uri/subdomain",
                                "A host below the registered one, or above it, is not followed",
                                {"RFC9700-2.1-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::longer_host>(
        "redirect-uri/longer-host",
        "A host that begins or ends as the registered one does is not followed",
        {"RFC9700-4.11.2-2", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::trailing_dot>("redirect-uri/trailing-dot",
                                   "The registered host with a dot at its end is not followed",
                                   {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::look_alike_host>(
        "redirect-uri/look-alike-host",
        "A host that looks like the registered one in another script is not followed",
        {"RFC6749-3.1.2.4-2", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::escaped_host>("redirect-uri/escaped-host",
                                   "A host with percent-encoded characters is not followed",
                                   {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::address_forms>(
        "redirect-uri/address-forms",
        "An address in place of the registered host is not followed, however it is written",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::localhost>("redirect-uri/localhost",
                                "This machine is not followed in place of the registered host",
                                {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::case_of_the_host>("redirect-uri/case-of-the-host",
                                       "Scheme and host in other letter case are not sent to, "
                                       "though they are equal once normalized",
                                       {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::spelled_out_port>("redirect-uri/spelled-out-port",
                                       "The same port spelled out in another way is not sent to, "
                                       "though it is equal once normalized",
                                       {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::dot_segments>(
        "redirect-uri/dot-segments",
        "A path with dot segments is not sent to, though it is equal once normalized",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::escaped_letters>(
        "redirect-uri/escaped-letters",
        "A path with a percent-encoded letter is not sent to, though it is equal once normalized",
        {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::escaped_delimiters>("redirect-uri/escaped-delimiters",
                                         "A path with percent-encoded delimiters is not followed",
                                         {"RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::traversal>(
        "redirect-uri/traversal",
        "A path that leaves the registered one by dot segments is not followed",
        {"RFC6749-10.6-4", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::escaped_traversal>(
        "redirect-uri/escaped-traversal",
        "A path that leaves the registered one by dot segments in disguise is not followed",
        {"RFC6749-3.1.2.4-2", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::backslash>("redirect-uri/backslash",
                                "A redirection URI with a backslash is not followed",
                                {"RFC6749-10.14-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::white_space>("redirect-uri/white-space",
                                  "A redirection URI with white space is not followed",
                                  {"RFC6749-10.14-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::line_breaks>(
        "redirect-uri/line-breaks",
        "A redirection URI with a line break is not followed, and writes no header field",
        {"RFC6749-10.14-1", "RFC6749-3.1.2.4-2"}),
    row<ShapeFamily::control_characters>(
        "redirect-uri/control-characters",
        "A redirection URI with control characters is not followed",
        {"RFC6749-10.14-1", "RFC6749-3.1.2.3-4"}),
    row<ShapeFamily::malformed_octets>(
        "redirect-uri/malformed-octets",
        "A redirection URI with octets that no URI has is not followed",
        {"RFC6749-3.1.2-1", "RFC6749-10.14-1"}),
    row<ShapeFamily::repeated>("redirect-uri/repeated", "A second redirect_uri is not followed",
                               {"RFC6749-3.1-11", "RFC6749-3.1.2.4-2"}),
    row<ShapeFamily::parameter_names>("redirect-uri/parameter-names",
                                      "A parameter whose name is like redirect_uri is not followed",
                                      {"RFC6749-1.9-1", "RFC6749-3.1.2.4-2"}),
});

}  // namespace

Topic redirect_uri_families() {
  return kRedirectUriFamiliesChecks;
}

}  // namespace oauthspec::checks
