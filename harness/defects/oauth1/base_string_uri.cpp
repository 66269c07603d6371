// SPDX-License-Identifier: Apache-2.0
// Section 3.4.1.2: the base string URI.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_uri.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::base_string_uri, Function, Wrong>;
template <auto Wrong>
constexpr auto kPath = kWith<&Functions::path, Wrong>;
template <auto Wrong>
constexpr auto kPort = kWith<&Functions::port, Wrong>;

constexpr string_view kOp = "oauth1.base_string_uri";

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "query-kept", "RFC5849-3.4.1.2-1", "the query stays", kPath<wrong::query_kept>},
    {kOp, "fragment-kept", "RFC5849-3.4.1.2-1", "the fragment stays", kPath<wrong::fragment_kept>},
    {kOp, "path-dropped", "RFC5849-3.4.1.2-1", "the path is left out", kPath<wrong::path_dropped>},
    {kOp, "cut-at-delimiters", "RFC5849-3.4.1.2-1", "what is no URI is taken apart all the same",
     kWith<&Functions::take_apart, wrong::cut_at_delimiters>, Weight::warn},
    {kOp, "scheme-case-kept", "RFC5849-3.4.1.2-2", "the scheme keeps its case",
     kWith<&Functions::scheme, wrong::case_kept>},
    {kOp, "host-case-kept", "RFC5849-3.4.1.2-2", "the host keeps its case",
     kWith<&Functions::host, wrong::host_case_kept>},
    {kOp, "host-field-ignored", "RFC5849-3.4.1.2-3", "the Host header field makes no difference",
     kWith<&Functions::authority, wrong::host_field_ignored>},
    {kOp, "port-of-host-field-ignored", "RFC5849-3.4.1.2-3", "the port is always that of the URI",
     kWith<&Functions::authority, wrong::port_of_host_field_ignored>},
    {kOp, "host-field-unchecked", "RFC5849-3.4.1.2-3",
     "a malformed Host header field is taken as it is",
     kWith<&Functions::authority, wrong::host_field_unchecked>, Weight::warn},
    {kOp, "userinfo-kept", "RFC5849-3.4.1.2-3", "user and password stay",
     kWith<&Functions::host, wrong::userinfo_kept>},
    {kOp, "trailing-dot-dropped", "RFC5849-3.4.1.2-3",
     "a full stop at the end of the host is left out",
     kWith<&Functions::host, wrong::trailing_dot_dropped>},
    {kOp, "port-dropped", "RFC5849-3.4.1.2-4", "every port is left out",
     kPort<wrong::port_dropped>},
    {kOp, "both-usual-ports-dropped", "RFC5849-3.4.1.2-4",
     "80 and 443 are left out with either scheme", kPort<wrong::both_usual_ports_dropped>},
    {kOp, "default-port-by-prefix", "RFC5849-3.4.1.2-4",
     "ports that begin as the default one does are left out", kPort<wrong::default_port_by_prefix>},
    {kOp, "port-wraps", "RFC5849-3.4.1.2-4", "a port beyond 16 bits wraps",
     planted_by<answers::base_string_uri, wrong::port_wraps>, Weight::warn},
    {kOp, "port-unchecked", "RFC5849-3.4.1.2-4", "a port beyond 65535 is taken",
     kWith<&Functions::check_port, wrong::port_unchecked>, Weight::warn},
    {kOp, "default-port-kept", "RFC5849-3.4.1.2-5", "the scheme's default port stays",
     kPort<wrong::port_always_kept>},
    {kOp, "default-port-by-lower-case", "RFC5849-3.4.1.2-5",
     "a scheme in capitals has no default port", kPort<wrong::default_port_by_lower_case>},
    {kOp, "path-decoded", "RFC5849-3.4.1.2-6", "escapes of the path are decoded",
     kPath<wrong::path_decoded>},
    {kOp, "path-encoded-again", "RFC5849-3.4.1.2-6", "escapes of the path are escaped",
     kPath<wrong::path_encoded_again>},
    {kOp, "path-escapes-in-upper-case", "RFC5849-3.4.1.2-6", "escapes of the path are normalised",
     kPath<wrong::path_escapes_in_upper_case>},
    {kOp, "path-in-lower-case", "RFC5849-3.4.1.2-6", "the path is brought to lower case",
     kPath<wrong::path_in_lower_case>},
    {kOp, "dot-segments-removed", "RFC5849-3.4.1.2-6", "\".\" and \"..\" are resolved",
     kPath<wrong::dot_segments_removed>},
    {kOp, "slashes-merged", "RFC5849-3.4.1.2-6", "slashes that follow each other become one",
     kPath<wrong::slashes_merged>},
    {kOp, "trailing-slash-dropped", "RFC5849-3.4.1.2-6",
     "a slash at the end of the path is left out", kPath<wrong::trailing_slash_dropped>},
    {kOp, "path-parameters-dropped", "RFC5849-3.4.1.2-6",
     "what follows a semicolon in the path is left out", kPath<wrong::path_parameters_dropped>},
    {kOp, "empty-path-kept", "RFC5849-3.4.1.2-7", "an empty path stays empty",
     kPath<wrong::empty_path_kept>},
    {kOp, "scheme-assumed", "RFC5849-3.4.1.2-8", "a relative reference is taken for an http URI",
     kWith<&Functions::take_apart, wrong::scheme_assumed>, Weight::warn},
    {kOp, "scheme-searched", "RFC5849-3.4.1.2-8", "\"http\" is looked for anywhere in the URI",
     kWith<&Functions::take_apart, wrong::scheme_searched>, Weight::warn},
    {kOp, "any-scheme-is-http", "RFC5849-3.4.1.2-8", "every scheme but https is taken for http",
     kWith<&Functions::take_apart, wrong::any_scheme_is_http>, Weight::warn},
    {kOp, "space-in-path-as-plus", "RFC5849-3.4.1.2-6",
     "a space that stands in the path becomes \"+\"",
     planted_by<answers::base_string_uri, wrong::space_in_path_as_plus>, Weight::warn},
    {kOp, "malformed-escape-escaped", "RFC5849-3.4.1.2-6",
     "a percent sign without digits is escaped",
     planted_by<answers::base_string_uri, wrong::malformed_escape_escaped>, Weight::warn},
});

}  // namespace

std::span<const Defect> base_string_uri_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
