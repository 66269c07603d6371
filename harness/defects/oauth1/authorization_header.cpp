// SPDX-License-Identifier: Apache-2.0
// Section 3.5.1: the Authorization header field, read and written.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/defects/oauth1/wrong_header.h"
#include "harness/defects/oauth1/wrong_request.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Wrong>
constexpr auto kRead =
    planted<answers::parse_authorization_header, &Functions::parse_header, Wrong>;
template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::build_authorization_header, Function, Wrong>;
template <auto Wrong>
constexpr auto kWritten = kWith<&Functions::write_parameter, Wrong>;
template <auto Wrong>
constexpr auto kEncoding = kWith<&Functions::encode, Wrong>;
template <auto Wrong>
constexpr auto kSent = kWith<&Functions::sent, Wrong>;

constexpr string_view kParse = "oauth1.parse_authorization_header";
constexpr string_view kBuild = "oauth1.build_authorization_header";

constexpr auto kReadDefects = std::to_array<Defect>({
    {kParse, "scheme-case-sensitive", "RFC5849-3.5.1-4", "the scheme has to be written OAuth",
     kRead<wrong::scheme_case_sensitive>},
    {kParse, "scheme-by-prefix", "RFC5849-3.5.1-4",
     "what follows OAuth in the scheme is not looked at", kRead<wrong::scheme_by_prefix>},
    {kParse, "scheme-unchecked", "RFC5849-3.5.1-4", "the scheme is not looked at",
     kRead<wrong::scheme_unchecked>},
    {kParse, "split-at-commas", "RFC5849-3.5.1-2", "what is malformed is read all the same",
     kRead<wrong::split_at_commas>, Weight::warn},
    {kParse, "split-at-equals-signs", "RFC5849-3.5.1-5", "the realm ends at its first equals sign",
     kRead<wrong::split_at_equals_signs>},
    {kParse, "rest-ignored", "RFC5849-3.5.1-2",
     "what follows the last good parameter is not looked at", kRead<wrong::rest_ignored>,
     Weight::warn},
    {kParse, "piece-without-equals-sign-crashes", "RFC5849-3.5.1-2",
     "a piece without an equals sign ends in an exception",
     kRead<wrong::piece_without_equals_sign_crashes>},
    {kParse, "split-at-comma-and-space", "RFC5849-3.5.1-3",
     "parameters are cut at commas with a space only", kRead<wrong::split_at_comma_and_space>},
    {kParse, "semicolon-between-parameters", "RFC5849-3.5.1-2",
     "semicolons may stand between parameters", kRead<wrong::semicolon_between_parameters>,
     Weight::warn},
    {kParse, "plus-as-space", "RFC5849-3.4.1.3.1-9", "\"+\" becomes a space",
     kRead<wrong::header_plus_as_space>, Weight::warn},
    {kParse, "not-decoded", "RFC5849-3.5.1-1", "values are not decoded",
     kRead<wrong::header_not_decoded>},
    {kParse, "names-not-decoded", "RFC5849-3.5.1-1", "names are not decoded",
     kRead<wrong::header_names_not_decoded>},
    {kParse, "values-trimmed", "RFC5849-3.5.1-1", "spaces at the ends of values are dropped",
     kRead<wrong::header_values_trimmed>},
    {kParse, "decoded-twice", "RFC5849-3.6-6", "values are decoded twice",
     kRead<wrong::header_decoded_twice>},
    {kParse, "latin-1", "RFC5849-3.6-1", "escapes are taken for ISO 8859-1",
     kRead<wrong::header_as_latin_1>},
    {kParse, "lower-case-escapes-kept", "RFC5849-3.6-4",
     "escapes with lower-case digits are left as they are",
     kRead<wrong::header_lower_case_escapes_kept>, Weight::warn},
    {kParse, "values-cut-to-buffer", "RFC5849-2-7", "values longer than a buffer are cut off",
     kRead<wrong::header_values_cut_to_buffer>, Weight::warn},
    {kParse, "values-end-at-nul", "RFC5849-2-8", "an escaped zero octet ends a value",
     kRead<wrong::header_values_end_at_nul>, Weight::warn},
    {kParse, "empty-dropped", "RFC5849-3.5.1-2", "parameters with an empty value are dropped",
     kRead<wrong::header_empty_dropped>},
    {kParse, "names-in-lower-case", "RFC5849-3.1-9", "names are brought to lower case",
     kRead<wrong::header_names_in_lower_case>, Weight::warn},
    {kParse, "first-of-name-only", "RFC5849-3.1-7",
     "of duplicated parameters the first one is kept", kRead<wrong::header_first_of_name_only>,
     Weight::warn},
    {kParse, "oauth-names-only", "RFC5849-3.4.1.3.1-2",
     "parameters without the oauth_ prefix are dropped", kRead<wrong::header_oauth_names_only>},
    {kParse, "realm-as-parameter", "RFC5849-3.5.1-5", "the realm is among the parameters",
     kRead<wrong::realm_as_parameter>},
    {kParse, "realm-dropped", "RFC5849-3.5.1-5", "the realm is dropped",
     kRead<wrong::realm_dropped>},
    {kParse, "realm-searched", "RFC5849-3.5.1-5",
     "what has realm anywhere in it is taken for the realm", kRead<wrong::realm_searched>},
    {kParse, "last-realm-counts", "RFC5849-3.5.1-5", "of two realms the last one counts",
     kRead<wrong::last_realm_counts>, Weight::warn},
});

constexpr auto kWrittenDefects = std::to_array<Defect>({
    {kBuild, "value-not-encoded", "RFC5849-3.5.1-1", "values are not encoded",
     kWritten<wrong::value_not_encoded>},
    {kBuild, "signature-not-encoded", "RFC5849-3.5.1-1", "oauth_signature is not encoded",
     kWritten<wrong::signature_not_encoded>},
    {kBuild, "name-not-encoded", "RFC5849-3.5.1-1", "names are not encoded",
     kWritten<wrong::name_not_encoded>, Weight::warn},
    {kBuild, "value-encoded-twice", "RFC5849-3.5.1-1", "values are encoded twice",
     kWritten<wrong::value_encoded_twice>},
    {kBuild, "line-ends-kept", "RFC5849-2-8", "line ends stand in values as they are",
     kWritten<wrong::line_ends_kept>},
    {kBuild, "value-cut-to-buffer", "RFC5849-2-7", "values longer than a buffer are cut off",
     kWritten<wrong::value_cut_to_buffer>, Weight::warn},
    {kBuild, "not-quoted", "RFC5849-3.5.1-2", "values have no quotation marks",
     kWritten<wrong::not_quoted>},
    {kBuild, "quoted-by-apostrophes", "RFC5849-3.5.1-2", "values stand between apostrophes",
     kWritten<wrong::quoted_by_apostrophes>},
    {kBuild, "space-around-equals-sign", "RFC5849-3.5.1-2", "spaces stand beside the equals sign",
     kWritten<wrong::space_around_equals_sign>},
    {kBuild, "empty-value-not-quoted", "RFC5849-2.1-5",
     "an empty oauth_token has no quotation marks", kWritten<wrong::empty_value_not_quoted>},
    {kBuild, "empty-not-sent", "RFC5849-3.5.1-2", "parameters with an empty value are left out",
     kSent<wrong::empty_not_sent>, Weight::warn},
    {kBuild, "separated-by-spaces", "RFC5849-3.5.1-3", "no comma stands between parameters",
     kWith<&Functions::separator, wrong::separated_by_spaces>},
    {kBuild, "separated-by-ampersands", "RFC5849-3.5.1-3", "\"&\" stands between parameters",
     kWith<&Functions::separator, wrong::separated_by_ampersands>},
    {kBuild, "realm-not-escaped", "RFC5849-3.5.1-5", "quotation marks in the realm are not escaped",
     kWith<&Functions::quote, wrong::realm_not_escaped>, Weight::warn},
    {kBuild, "realm-form-encoded", "RFC5849-3.5.1-5", "spaces in the realm become \"+\"",
     kWith<&Functions::quote, wrong::realm_form_encoded>, Weight::warn},
    {kBuild, "realm-not-quoted", "RFC5849-3.5.1-5", "the realm has no quotation marks",
     kWith<&Functions::quote, wrong::realm_not_quoted>},
    {kBuild, "version-added", "RFC5849-3.4-2", "an oauth_version is sent that was never signed",
     kSent<wrong::version_added_when_sent>},
    {kBuild, "plaintext-signature-encoded", "RFC5849-3.4.4-2",
     "a PLAINTEXT signature is encoded once more", kSent<wrong::plaintext_signature_encoded>},
    {kBuild, "space-as-plus", "RFC5849-3.6-3", "a space becomes \"+\"",
     kEncoding<wrong::space_as_plus>},
    {kBuild, "slash-kept", "RFC5849-3.6-3", "\"/\" is left as it is", kEncoding<wrong::slash_kept>},
    {kBuild, "tilde-escaped", "RFC5849-3.6-2", "\"~\" is escaped", kEncoding<wrong::tilde_escaped>},
    {kBuild, "lower-case-digits", "RFC5849-3.6-4", "hexadecimal digits are in lower case",
     kEncoding<wrong::lower_case_digits>},
    {kBuild, "latin-1", "RFC5849-3.6-1", "characters of ISO 8859-1 are encoded as that has them",
     kEncoding<wrong::latin_1>},
    {kBuild, "octets-replaced", "RFC5849-3.6-5", "octets that are no UTF-8 become U+FFFD",
     kEncoding<wrong::octets_replaced>, Weight::warn},
});

}  // namespace

std::span<const Defect> read_header_defects() {
  return kReadDefects;
}

std::span<const Defect> written_header_defects() {
  return kWrittenDefects;
}

}  // namespace oauthspec::defects::oauth1
