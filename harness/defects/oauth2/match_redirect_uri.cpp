// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 3.1.2.3: how a redirection URI is compared with those that are registered.
#include <array>

#include "harness/defects/oauth2/redirection.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/defects/oauth2/wrong_redirection.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr string_view kOp = "oauth2.match_redirect_uri";

template <auto Wrong>
constexpr auto kSame = planted<answer_match_redirect_uri, &Redirection::same, Wrong>;

// Most comparisons are of URIs that were checked; these mistakes are of servers that compare and check nothing else.
template <auto Wrong>
void compared_only(Redirection& library) {
  library.check = [](string_view /*uri*/) { return oauth::Result<void>(); };
  library.same = Wrong;
}
template <auto Wrong>
constexpr auto kUnchecked =
    planted_by<answer_match_redirect_uri, Redirection, compared_only<Wrong>>;

bool everything(string_view /*registered*/, string_view /*requested*/) {
  return true;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "not-compared", "RFC6749-3.1.2.3-3",
     "the redirection URI of the request is not compared at all", kSame<everything>},
    {kOp, "by-prefix", "RFC6749-3.1.2.3-4", "what begins with a registered URI is accepted",
     kUnchecked<wrong::begins_with>},
    {kOp, "by-folder", "RFC6749-3.1.2.3-4", "what is below a registered URI is accepted",
     kSame<wrong::begins_with_folder>},
    {kOp, "by-suffix", "RFC6749-3.1.2.3-4", "what ends like a registered URI is accepted",
     kSame<wrong::ends_with>},
    {kOp, "contained", "RFC6749-3.1.2.3-4", "a registered URI may stand anywhere in the URI",
     kUnchecked<wrong::holds>},
    {kOp, "contained-in-registered", "RFC6749-3.1.2.3-4", "a part of a registered URI is accepted",
     kSame<wrong::held_by>},
    {kOp, "host-only", "RFC6749-3.1.2.3-4", "the host is compared only",
     kUnchecked<wrong::host_only>},
    {kOp, "host-searched", "RFC6749-3.1.2.3-4", "the host is looked for anywhere in the URI",
     kUnchecked<wrong::host_searched>},
    {kOp, "host-by-end", "RFC6749-3.1.2.3-4", "a host that ends like the registered one will do",
     kSame<wrong::host_by_end>},
    {kOp, "subdomains-too", "RFC6749-3.1.2.3-4", "subdomains of the registered host will do",
     kSame<wrong::subdomains_too>},
    {kOp, "same-domain", "RFC6749-3.1.2.3-4", "other hosts of the same domain will do",
     kSame<wrong::same_domain>},
    {kOp, "without-scheme", "RFC6749-3.1.2.3-4", "the scheme is not compared",
     kSame<wrong::without_scheme>},
    {kOp, "without-port", "RFC6749-3.1.2.3-4", "the port is not compared",
     kSame<wrong::without_port>},
    {kOp, "without-query", "RFC9700-4.1.3-1", "the query is not compared",
     kSame<wrong::without_query>, Weight::warn},
    {kOp, "without-fragment", "RFC6749-3.1.2-4", "a fragment is not looked at",
     kUnchecked<wrong::without_fragment>},
    {kOp, "without-userinfo", "RFC6749-3.1.2.3-4",
     "what stands before the last at sign is not compared", kUnchecked<wrong::without_userinfo>},
    {kOp, "without-case", "RFC6749-3.1.2.3-4", "URIs are compared without case",
     kSame<wrong::without_case>},
    {kOp, "without-last-slash", "RFC6749-3.1.2.3-4", "a slash at the end is not compared",
     kSame<wrong::without_last_slash>},
    {kOp, "trimmed", "RFC6749-3.1.2.3-4", "white space at the ends is cut off",
     kUnchecked<wrong::trimmed>},
    {kOp, "controls-dropped", "RFC6749-3.1.2.3-4", "tabs and line ends are left out",
     kUnchecked<wrong::controls_dropped>},
    {kOp, "up-to-null-octet", "RFC6749-3.1.2.3-4", "the comparison ends at an octet of zero",
     kUnchecked<wrong::up_to_null_octet>},
    {kOp, "backslashes-as-slashes", "RFC6749-3.1.2.3-4", "backslashes are taken for slashes",
     kUnchecked<wrong::backslashes_as_slashes>},
    {kOp, "slashes-merged", "RFC6749-3.1.2.3-4", "slashes that follow each other become one",
     kSame<wrong::slashes_merged>},
    {kOp, "normalised", "RFC6749-3.1.2.3-4", "URIs are normalised before they are compared",
     kSame<wrong::normalised>},
    {kOp, "decoded", "RFC6749-3.1.2.3-4", "escapes are decoded before URIs are compared",
     kSame<wrong::decoded>},
    {kOp, "full-stops-translated", "RFC6749-3.1.2.3-4",
     "characters of other scripts are taken for those of ASCII",
     kUnchecked<wrong::full_stops_translated>},
    {kOp, "full-stop-is-any", "RFC6749-3.1.2.3-4", "a full stop matches any character",
     kSame<wrong::full_stop_is_any>},
    {kOp, "asterisk-is-any", "RFC9700-2.1-1", "an asterisk matches any text",
     kSame<wrong::asterisk_is_any>, Weight::warn},
    {kOp, "pattern-of-regex", "RFC9700-2.1-1", "a registered URI is a regular expression",
     kUnchecked<wrong::pattern_of_regex>, Weight::warn},
    {kOp, "one-of-list", "RFC6749-3.1.2.3-4", "a comma separates URIs in a registered one",
     kSame<wrong::one_of_list>},
});

}  // namespace

std::span<const Defect> redirect_uri_comparison_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
