// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 3.1.2: which redirection URIs there can be, and where the response goes.
#include "harness/defects/oauth2/redirection.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_redirection.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;
using oauth::Result;

constexpr string_view kOp = "oauth2.match_redirect_uri";

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answer_match_redirect_uri, Function, Wrong>;
template <auto Wrong>
constexpr auto kCandidate = kWith<&Redirection::candidate, Wrong>;
template <auto Wrong>
constexpr auto kCheck = kWith<&Redirection::check, Wrong>;
template <auto Wrong>
constexpr auto kMatches = kWith<&Redirection::matches, Wrong>;
template <auto Wrong>
constexpr auto kNone = kWith<&Redirection::none_registered, Wrong>;
template <auto Wrong>
constexpr auto kTarget = kWith<&Redirection::target, Wrong>;

const Redirection& right() {
  return sound<Redirection>();
}

// Which URI is compared (`candidate`).
Result<std::string> first_where_absent(const Redirecting& redirecting) {
  if (redirecting.requested || redirecting.registered.empty())
    return right().candidate(redirecting);
  return redirecting.registered.front();
}

Result<std::string> always_required(const Redirecting& redirecting) {
  if (!redirecting.requested) return refusal(Errc::redirect_uri_missing);
  return right().candidate(redirecting);
}

Result<std::string> none_crashes(const Redirecting& redirecting) {
  if (!redirecting.requested && redirecting.registered.empty()) throw std::out_of_range("index 0");
  return right().candidate(redirecting);
}

// An empty parameter is false, and the first URI the default.
Result<std::string> first_where_empty(const Redirecting& redirecting) {
  if (redirecting.requested == "" && !redirecting.registered.empty())
    return redirecting.registered.front();
  return right().candidate(redirecting);
}

// What is no redirection URI (`check`).
Result<void> anything(string_view /*uri*/) {
  return {};
}

Result<void> fragments_too(string_view uri) {
  return right().check(uri.substr(0, uri.find('#')));
}

Result<void> empty_fragment_too(string_view uri) {
  return right().check(uri.ends_with('#') ? uri.substr(0, uri.size() - 1) : uri);
}

Result<void> relative_too(string_view uri) {
  if (uri.starts_with('/')) return right().check("https:" + std::string(uri));
  return right().check(uri);
}

Result<void> line_ends_too(string_view uri) {
  return right().check(uri.substr(0, uri.find('\r')));
}

Result<void> web_schemes_only(string_view uri) {
  if (!uri.starts_with("http")) return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

Result<void> queries_refused(string_view uri) {
  if (uri.find('?') != string_view::npos) return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

Result<void> short_ones_only(string_view uri) {
  constexpr std::size_t kColumn = 255;
  if (uri.size() > kColumn) return refusal(Errc::redirect_uri_invalid);
  return right().check(uri);
}

bool parts_will_do(const Redirection& library, const Redirecting& redirecting,
                   string_view registered, string_view requested) {
  const bool part = registered.find("/") == string_view::npos && !registered.empty();
  return (part && requested.find(registered) != string_view::npos) ||
         right().matches(library, redirecting, registered, requested);
}

bool native_query_ignored(const Redirection& library, const Redirecting& redirecting,
                          string_view registered, string_view requested) {
  return (redirecting.native && wrong::without_query(registered, requested)) ||
         right().matches(library, redirecting, registered, requested);
}

std::vector<std::string> first_only(const Redirecting& redirecting) {
  auto known = redirecting.registered;
  if (known.size() > 1) known.resize(1);
  return known;
}

// Where nothing is registered (`none_registered`).
bool anywhere(const Redirecting& /*redirecting*/) {
  return true;
}

bool anywhere_by_https(const Redirecting& redirecting) {
  return redirecting.native && redirecting.requested.value_or("").starts_with("https://");
}

bool crashes(const Redirecting& redirecting) {
  return redirecting.registered.at(0).empty();
}

void unregistered_cut_to_origin(Redirection& library) {
  library.none_registered = [](const Redirecting& redirecting) { return !redirecting.native; };
  library.target = [](const Redirecting& redirecting, string_view accepted) {
    const std::size_t path = accepted.find('/', string_view("https://").size());
    return std::string(redirecting.registered.empty() ? accepted.substr(0, path) : accepted);
  };
}

// Where the response goes (`target`).
std::string as_registered_first(const Redirecting& redirecting, string_view accepted) {
  return redirecting.registered.empty() ? std::string(accepted) : redirecting.registered.front();
}

std::string query_cut_off(const Redirecting& /*redirecting*/, string_view accepted) {
  return std::string(accepted.substr(0, accepted.find('?')));
}

std::string slash_added(const Redirecting& /*redirecting*/, string_view accepted) {
  return std::string(accepted).append(accepted.ends_with(".com") ? "/" : "");
}

std::string in_lower_case(const Redirecting& /*redirecting*/, string_view accepted) {
  std::string lower(accepted);
  to_lower(lower);
  return lower;
}

std::string upgraded(const Redirecting& /*redirecting*/, string_view accepted) {
  std::string uri(accepted);
  if (uri.starts_with("http://client.")) uri.replace(0, 4, "https");
  return uri;
}

std::string insecure_to_front_page(const Redirecting& redirecting, string_view accepted) {
  if (redirecting.native || !accepted.starts_with("http://")) return std::string(accepted);
  return std::string(accepted.substr(0, accepted.find('/', string_view("http://").size())));
}

std::string response_parameters_dropped(const Redirecting& /*redirecting*/, string_view accepted) {
  std::string uri(accepted);
  for (const string_view name : {"?code=", "?state="})
    uri.resize(std::min(uri.find(name), uri.size()));
  return uri;
}

// Parsers of URIs that know only those with two slashes.
std::string two_slashes_added(const Redirecting& /*redirecting*/, string_view accepted) {
  std::string uri(accepted);
  const std::size_t colon = uri.find(":/");
  if (colon != std::string::npos && !uri.substr(colon).starts_with("://"))
    uri.insert(colon + 1, "/");
  return uri;
}

std::string scheme_without_period_is_host(const Redirecting& /*redirecting*/,
                                          string_view accepted) {
  const string_view scheme = accepted.substr(0, accepted.find(':'));
  if (scheme.starts_with("http") || scheme.find('.') != string_view::npos || scheme == "urn")
    return std::string(accepted);
  return "https://" + std::string(scheme);
}

// As templates of pages do with a link.
void script_marked_unsafe(Redirection& library) {
  library.is_script = [](string_view /*uri*/) { return false; };
  library.target = [](const Redirecting& /*redirecting*/, string_view accepted) {
    return (right().is_script(accepted) ? "unsafe:" : "") + std::string(accepted);
  };
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "first-where-absent", "RFC6749-3.1.2.3-2",
     "of several registered URIs the first one is taken where none is named",
     kCandidate<first_where_absent>, Weight::warn},
    {kOp, "always-required", "RFC6749-3.1.2.3-1",
     "a request without redirect_uri is refused, although one is registered",
     kCandidate<always_required>, Weight::warn},
    {kOp, "none-crashes", "RFC6749-3.1.2.4-2",
     "without any redirection URI the request ends in an exception", kCandidate<none_crashes>},
    {kOp, "first-where-empty", "RFC6749-3.1-7",
     "an empty redirect_uri stands for the first registered one", kCandidate<first_where_empty>,
     Weight::warn},
    {kOp, "registered-unchecked", "RFC6749-10.14-1", "whatever is registered is redirected to",
     kCheck<anything>, Weight::warn},
    {kOp, "registered-fragment", "RFC6749-3.1.2-4", "a registered URI may have a fragment",
     kCheck<fragments_too>, Weight::warn},
    {kOp, "registered-empty-fragment", "RFC6749-3.1.2-4", "an empty fragment is overlooked",
     kCheck<empty_fragment_too>, Weight::warn},
    {kOp, "registered-relative", "RFC6749-3.1.2-1", "a registered URI may be relative",
     kCheck<relative_too>, Weight::warn},
    {kOp, "registered-line-end", "RFC6749-10.14-1",
     "a line end in a registered URI begins a header field", kCheck<line_ends_too>, Weight::warn},
    {kOp, "web-schemes-only", "RFC8252-7-1", "schemes of apps are refused",
     kCheck<web_schemes_only>},
    {kOp, "queries-refused", "RFC6749-3.1.2-2", "a redirection URI may have no query",
     kCheck<queries_refused>},
    {kOp, "short-ones-only", "RFC6749-3.1.2.3-4", "URIs longer than a column are refused",
     kCheck<short_ones_only>, Weight::warn},
    {kOp, "parts-will-do", "RFC9700-2.1-1", "a part of a URI may be registered",
     kMatches<parts_will_do>, Weight::warn},
    {kOp, "native-query-ignored", "RFC8252-8.4-3", "the query of an app's URI is not compared",
     kMatches<native_query_ignored>},
    {kOp, "first-registered-only", "RFC6749-3.1.2.2-6", "one redirection URI is registered only",
     kWith<&Redirection::known, first_only>},
    {kOp, "anywhere", "RFC6749-3.1.2.2-1", "where none is registered any URI will do",
     kNone<anywhere>},
    {kOp, "anywhere-by-https", "RFC6749-10.6-2",
     "where none is registered any https URI of an app will do", kNone<anywhere_by_https>},
    {kOp, "none-registered-crashes", "RFC6749-3.1.2.3-3",
     "where none is registered the request ends in an exception", kNone<crashes>},
    {kOp, "unregistered-cut-to-origin", "RFC6749-3.1.2.3-3",
     "where none is registered the response goes to the front page of the host",
     planted_by<answer_match_redirect_uri, Redirection, unregistered_cut_to_origin>, Weight::warn},
    {kOp, "target-is-first", "RFC6749-3.1.2.3-3", "the response goes to the first registered URI",
     kTarget<as_registered_first>},
    {kOp, "target-without-query", "RFC6749-3.1.2-2", "the query of the URI is lost",
     kTarget<query_cut_off>},
    {kOp, "target-with-slash", "RFC6749-3.1.2.3-4", "an empty path becomes a slash",
     kTarget<slash_added>, Weight::warn},
    {kOp, "target-in-lower-case", "RFC6749-3.1.2.3-4", "the URI is written in lower case",
     kTarget<in_lower_case>, Weight::warn},
    {kOp, "target-upgraded", "RFC6749-3.1.2.3-4", "http becomes https", kTarget<upgraded>,
     Weight::warn},
    {kOp, "insecure-to-front-page", "RFC6749-3.1.2.3-4", "the path of an http URI is lost",
     kTarget<insecure_to_front_page>, Weight::warn},
    {kOp, "response-parameters-dropped", "RFC6749-3.1-10",
     "code and state in a registered URI are dropped", kTarget<response_parameters_dropped>,
     Weight::warn},
    {kOp, "two-slashes-added", "RFC6749-3.1.2.3-4", "the scheme of an app gets two slashes",
     kTarget<two_slashes_added>},
    {kOp, "scheme-without-period-is-host", "RFC6749-3.1.2.3-4",
     "a scheme without a period is taken for a host", kTarget<scheme_without_period_is_host>,
     Weight::warn},
    {kOp, "script-marked-unsafe", "RFC6749-10.14-1",
     "a URI that is a script is marked, and redirected to",
     planted_by<answer_match_redirect_uri, Redirection, script_marked_unsafe>, Weight::warn},
});

}  // namespace

std::span<const Defect> redirection_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
