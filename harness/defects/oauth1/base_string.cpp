// SPDX-License-Identifier: Apache-2.0
// Section 3.4.1: the base string, from a whole request.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_assembly.h"
#include "harness/defects/oauth1/wrong_collection.h"
#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/defects/oauth1/wrong_header.h"
#include "harness/defects/oauth1/wrong_order.h"
#include "harness/defects/oauth1/wrong_uri.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::base_string, Function, Wrong>;
template <auto Wrong>
constexpr auto kAssembly = kWith<&Functions::assemble, Wrong>;
template <auto Wrong>
constexpr auto kForm = kWith<&Functions::read_form, Wrong>;
template <auto Wrong>
constexpr auto kQuery = kWith<&Functions::query, Wrong>;
template <auto Wrong>
constexpr auto kHeader = kWith<&Functions::header, Wrong>;
template <auto Wrong>
constexpr auto kHeaderText = kWith<&Functions::parse_header, Wrong>;
template <auto Wrong>
constexpr auto kBody = kWith<&Functions::body, Wrong>;
template <auto Wrong>
constexpr auto kLeftOut = kWith<&Functions::is_signed, Wrong>;
template <auto Wrong>
constexpr auto kOrder = kWith<&Functions::arrange, Wrong>;
template <auto Wrong>
constexpr auto kEncoding = kWith<&Functions::encode, Wrong>;

constexpr string_view kOp = "oauth1.base_string";

// How the parts are put together, and what becomes of the URI.
constexpr auto kAssemblyDefects = std::to_array<Defect>({
    {kOp, "uri-before-method", "RFC5849-3.4.1.1-1", "the URI comes before the method",
     kAssembly<wrong::uri_before_method>},
    {kOp, "uri-not-encoded", "RFC5849-3.4.1.1-1", "the URI is not encoded",
     kAssembly<wrong::uri_not_encoded>},
    {kOp, "method-case-kept", "RFC5849-3.4.1.1-2", "the method keeps its case",
     kWith<&Functions::method, wrong::method_case_kept>},
    {kOp, "method-not-encoded", "RFC5849-3.4.1.1-3", "the method is not encoded",
     kWith<&Functions::method, wrong::method_not_encoded>},
    {kOp, "parameters-encoded-once", "RFC5849-3.4.1.1-4",
     "the normalised parameters are not encoded once more",
     kAssembly<wrong::parameters_encoded_once>},
    {kOp, "separators-not-encoded", "RFC5849-3.4.1.1-4",
     "parameters are encoded once more, but not the \"=\" and \"&\" between them",
     kAssembly<wrong::separators_not_encoded>},
    {kOp, "escapes-not-encoded-again", "RFC5849-3.4.1.1-4",
     "what is escaped is not escaped once more", kAssembly<wrong::escapes_not_encoded_again>},
    {kOp, "fragment-kept", "RFC5849-3.4.1.2-1", "the fragment stays in the URI",
     kWith<&Functions::path, wrong::fragment_kept>},
    {kOp, "query-twice", "RFC5849-3.4.1.2-1",
     "the query stays in the URI, and is signed with the parameters too",
     kWith<&Functions::path, wrong::query_kept>},
    {kOp, "host-case-kept", "RFC5849-3.4.1.2-2", "the host keeps its case",
     kWith<&Functions::host, wrong::host_case_kept>},
    {kOp, "host-field-ignored", "RFC5849-3.4.1.2-3", "the Host header field makes no difference",
     kWith<&Functions::authority, wrong::host_field_ignored>},
    {kOp, "port-dropped", "RFC5849-3.4.1.2-4", "every port is left out",
     kWith<&Functions::port, wrong::port_dropped>},
    {kOp, "default-port-kept", "RFC5849-3.4.1.2-5", "the scheme's default port stays",
     kWith<&Functions::port, wrong::port_always_kept>},
    {kOp, "path-decoded", "RFC5849-3.4.1.2-6", "escapes of the path are decoded",
     kWith<&Functions::path, wrong::path_decoded>},
    {kOp, "empty-path-kept", "RFC5849-3.4.1.2-7", "an empty path stays empty",
     kWith<&Functions::path, wrong::empty_path_kept>},
});

// Which parameters take part, and what they are.
constexpr auto kParameterDefects = std::to_array<Defect>({
    {kOp, "query-ignored", "RFC5849-3.4.1.3.1-1", "the query takes no part",
     kQuery<wrong::query_ignored>},
    {kOp, "form-not-decoded", "RFC5849-3.4.1.3.1-1",
     "parameters are encoded as they stand, escapes and all", kForm<wrong::form_not_decoded>},
    {kOp, "form-decoded-twice", "RFC5849-3.4.1.3.1-1", "parameters are decoded twice",
     kForm<wrong::form_decoded_twice>},
    {kOp, "semicolon-separates", "RFC5849-3.4.1.3.1-1", "a semicolon separates parameters",
     kForm<wrong::semicolon_separates>, Weight::warn},
    {kOp, "split-at-every-equals-sign", "RFC5849-3.4.1.3.1-1",
     "a value ends at its first equals sign", kForm<wrong::split_at_every_equals_sign>,
     Weight::warn},
    {kOp, "query-behind-last-question-mark", "RFC5849-3.4.1.3.1-1",
     "the query begins at the last question mark", kQuery<wrong::query_behind_last_question_mark>},
    {kOp, "fragment-read-too", "RFC5849-3.4.1.3.1-1", "parameters of the fragment take part",
     kQuery<wrong::fragment_read_too>},
    {kOp, "header-ignored", "RFC5849-3.4.1.3.1-2", "the Authorization header field takes no part",
     kHeader<wrong::header_ignored>},
    {kOp, "realm-signed", "RFC5849-3.4.1.3.1-2", "the realm is signed",
     kHeader<wrong::realm_signed>},
    {kOp, "every-realm-left-out", "RFC5849-3.4.1.3.1-2",
     "a parameter of query or body is taken for the realm", kLeftOut<wrong::every_realm_left_out>},
    {kOp, "realm-searched", "RFC5849-3.4.1.3.1-2",
     "what has realm anywhere in it is taken for the realm", kHeaderText<wrong::realm_searched>},
    {kOp, "any-scheme-read", "RFC5849-3.4.1.3.1-2", "parameters of other schemes take part",
     kHeader<wrong::any_scheme_read>},
    {kOp, "extensions-left-out", "RFC5849-3.4.1.3.1-2",
     "parameters that the RFC does not name take no part", kLeftOut<wrong::extensions_left_out>},
    {kOp, "oauth-names-only", "RFC5849-3.4.1.3.1-2",
     "parameters of the header field without the oauth_ prefix take no part",
     kHeader<wrong::oauth_names_only>, Weight::warn},
    {kOp, "scheme-with-case", "RFC5849-3.5.1-4", "a header field of the scheme oauth takes no part",
     kHeader<wrong::scheme_with_case>},
    {kOp, "split-at-comma-and-space", "RFC5849-3.5.1-3",
     "header parameters are cut at commas with a space only",
     kHeaderText<wrong::split_at_comma_and_space>},
    {kOp, "header-not-decoded", "RFC5849-3.5.1-1", "values of the header field are not decoded",
     kHeaderText<wrong::header_not_decoded>},
    {kOp, "header-plus-as-space", "RFC5849-3.4.1.3.1-9",
     "\"+\" in the header field becomes a space", kHeaderText<wrong::header_plus_as_space>,
     Weight::warn},
    {kOp, "body-ignored", "RFC5849-3.4.1.3.1-3", "a form in the body takes no part",
     kBody<wrong::body_ignored>},
    {kOp, "media-type-with-case", "RFC5849-3.4.1.3.1-3", "a media type in capitals is no form",
     kBody<wrong::media_type_with_case>, Weight::warn},
    {kOp, "media-type-searched", "RFC5849-3.4.1.3.1-3",
     "a media type that has the form's name in it is a form", kBody<wrong::media_type_searched>},
    {kOp, "body-of-any-type", "RFC5849-3.4.1.3.1-4", "a body of any type is read as a form",
     kBody<wrong::body_of_any_type>},
    {kOp, "multipart-read", "RFC5849-3.4.1.3.1-4", "the parts of multipart/form-data take part",
     kBody<wrong::multipart_read>},
    {kOp, "signature-signed", "RFC5849-3.4.1.3.1-5", "oauth_signature is signed",
     kLeftOut<wrong::all_signed>},
    {kOp, "signature-by-prefix-left-out", "RFC5849-3.4.1.3.1-5",
     "every name that begins with oauth_signature is left out",
     kLeftOut<wrong::signature_by_prefix_left_out>},
    {kOp, "signature-without-case-left-out", "RFC5849-3.1-9",
     "oauth_signature in capitals is left out", kLeftOut<wrong::signature_without_case_left_out>,
     Weight::warn},
    {kOp, "version-assumed", "RFC5849-3.4.1.3.1-6", "oauth_version is signed where it is not sent",
     kOrder<wrong::version_assumed>},
    {kOp, "empty-token-assumed", "RFC5849-3.1-10",
     "an empty oauth_token is signed where there is none", kOrder<wrong::empty_token_assumed>},
    {kOp, "plus-not-decoded", "RFC5849-3.4.1.3.1-7", "\"+\" in query and body stays \"+\"",
     kForm<wrong::plus_not_decoded>},
    {kOp, "last-of-name-only", "RFC5849-3.4.1.3.1-8",
     "of equal names in one place the last one takes part", kForm<wrong::last_of_name_only>},
    {kOp, "first-of-name-only", "RFC5849-3.4.1.3.1-8",
     "of equal names in one place the first one takes part", kForm<wrong::first_of_name_only>},
    {kOp, "brackets-cut", "RFC5849-3.4.1.3.1-1", "brackets in names are taken for arrays",
     kForm<wrong::brackets_cut>},
    {kOp, "names-without-value-dropped", "RFC5849-3.4.1.3.1-8",
     "a name without an equals sign takes no part", kForm<wrong::names_without_value_dropped>},
    {kOp, "body-of-post-only", "RFC5849-3.4.1.3.1-10", "a form takes part with POST only",
     kBody<wrong::body_of_post_only>},
    {kOp, "query-of-get-only", "RFC5849-3.4.1.3.1-1", "the query takes part with GET only",
     kQuery<wrong::query_of_get_only>},
    {kOp, "protocol-parameters-not-in-query", "RFC5849-3.5.3-1",
     "protocol parameters in the query take no part",
     kQuery<wrong::protocol_parameters_not_in_query>},
    {kOp, "form-as-latin-1", "RFC5849-3.6-1", "escapes of query and body are taken for ISO 8859-1",
     kForm<wrong::form_as_latin_1>},
});

// How they are encoded, sorted and joined.
constexpr auto kNormalisationDefects = std::to_array<Defect>({
    {kOp, "sorted-before-encoding", "RFC5849-3.4.1.3.2-1",
     "parameters are sorted before they are encoded", kOrder<wrong::sorted_before_encoding>},
    {kOp, "sorted-joined", "RFC5849-3.4.1.3.2-2", "parameters are sorted joined with their values",
     kOrder<wrong::sorted_joined>},
    {kOp, "sorted-apart", "RFC5849-3.4.1.3.2-2", "oauth_ parameters are sorted before the others",
     kOrder<wrong::sorted_apart>},
    {kOp, "values-not-sorted", "RFC5849-3.4.1.3.2-3", "values of one name are not sorted",
     kOrder<wrong::values_not_sorted>},
    {kOp, "equals-sign-left-out", "RFC5849-3.4.1.3.2-4", "an empty value has no \"=\"",
     kWith<&Functions::join, wrong::equals_sign_left_out>},
    {kOp, "values-as-numbers", "RFC5849-3.4.1.3.2-5", "values of one name are sorted as numbers",
     kOrder<wrong::values_as_numbers>},
    {kOp, "equal-pairs-merged", "RFC5849-3.4.1.3.2-6", "equal pairs count once",
     kOrder<wrong::equal_pairs_merged>},
    {kOp, "space-as-plus", "RFC5849-3.6-3", "a space becomes \"+\"",
     kEncoding<wrong::space_as_plus>},
    {kOp, "script-marks-kept", "RFC5849-3.6-3", "\"!'()*\" are left as they are",
     kEncoding<wrong::script_marks_kept>},
    {kOp, "tilde-escaped", "RFC5849-3.6-2", "\"~\" is escaped", kEncoding<wrong::tilde_escaped>},
    {kOp, "lower-case-digits", "RFC5849-3.6-4", "hexadecimal digits are in lower case",
     kEncoding<wrong::lower_case_digits>},
    {kOp, "protocol-values-not-encoded", "RFC5849-2-8",
     "values of oauth_ parameters are taken to need no escape",
     kOrder<wrong::protocol_values_not_encoded>},
});

}  // namespace

std::span<const Defect> base_string_assembly_defects() {
  return kAssemblyDefects;
}

std::span<const Defect> base_string_parameter_defects() {
  return kParameterDefects;
}

std::span<const Defect> base_string_normalisation_defects() {
  return kNormalisationDefects;
}

}  // namespace oauthspec::defects::oauth1
