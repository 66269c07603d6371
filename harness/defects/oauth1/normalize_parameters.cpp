// SPDX-License-Identifier: Apache-2.0
// Section 3.4.1.3.2: how parameters are encoded, sorted and joined.
#include <array>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_encoding.h"
#include "harness/defects/oauth1/wrong_order.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Function, auto Wrong>
constexpr auto kWith = planted<answers::normalize_parameters, Function, Wrong>;
template <auto Wrong>
constexpr auto kOrder = kWith<&Functions::arrange, Wrong>;
template <auto Wrong>
constexpr auto kEncoding = kWith<&Functions::encode, Wrong>;

// Takes the beginning of the name for the whole.
Pairs signature_by_prefix_dropped(const Functions& library, Pairs decoded) {
  std::erase_if(decoded, [](const Pair& pair) { return pair.name.starts_with("oauth_signature"); });
  return sound().arrange(library, std::move(decoded));
}

constexpr string_view kOp = "oauth1.normalize_parameters";

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "sorted-before-encoding", "RFC5849-3.4.1.3.2-1",
     "parameters are sorted before they are encoded", kOrder<wrong::sorted_before_encoding>},
    {kOp, "values-not-encoded", "RFC5849-3.4.1.3.2-1", "values are not encoded",
     kOrder<wrong::values_not_encoded>},
    {kOp, "encoded-twice", "RFC5849-3.4.1.3.2-1", "names and values are encoded twice",
     kEncoding<wrong::encoded_twice>},
    {kOp, "not-sorted", "RFC5849-3.4.1.3.2-2", "parameters are not sorted",
     kOrder<wrong::not_sorted>},
    {kOp, "sorted-without-case", "RFC5849-3.4.1.3.2-2", "names are sorted without case",
     kOrder<wrong::sorted_without_case>},
    {kOp, "sorted-joined", "RFC5849-3.4.1.3.2-2", "parameters are sorted joined with their values",
     kOrder<wrong::sorted_joined>},
    {kOp, "sorted-by-code-units", "RFC5849-3.4.1.3.2-2",
     "names are sorted by the code units of UTF-16", kOrder<wrong::sorted_by_code_units>},
    {kOp, "sorted-as-people-do", "RFC5849-3.4.1.3.2-2", "digits in names are sorted as numbers",
     kOrder<wrong::sorted_as_people_do>},
    {kOp, "sorted-apart", "RFC5849-3.4.1.3.2-2", "oauth_ parameters are sorted before the others",
     kOrder<wrong::sorted_apart>},
    {kOp, "values-not-sorted", "RFC5849-3.4.1.3.2-3", "values of one name are not sorted",
     kOrder<wrong::values_not_sorted>},
    {kOp, "equals-sign-left-out", "RFC5849-3.4.1.3.2-4", "an empty value has no \"=\"",
     kWith<&Functions::join, wrong::equals_sign_left_out>},
    {kOp, "joined-by-commas", "RFC5849-3.4.1.3.2-4", "parameters are joined by commas",
     kWith<&Functions::join, wrong::joined_by_commas>},
    {kOp, "values-as-numbers", "RFC5849-3.4.1.3.2-5", "values of one name are sorted as numbers",
     kOrder<wrong::values_as_numbers>},
    {kOp, "values-without-case", "RFC5849-3.4.1.3.2-5",
     "values of one name are sorted without case", kOrder<wrong::values_without_case>},
    {kOp, "equal-pairs-merged", "RFC5849-3.4.1.3.2-6", "equal pairs count once",
     kOrder<wrong::equal_pairs_merged>},
    {kOp, "last-value-only", "RFC5849-3.4.1.3.2-6", "of equal names the last one is kept",
     kOrder<wrong::last_value_only>},
    {kOp, "empty-values-dropped", "RFC5849-3.4.1.3.2-6",
     "parameters with an empty value are dropped", kOrder<wrong::empty_values_dropped>},
    {kOp, "signature-by-prefix-dropped", "RFC5849-3.4.1.3.1-5",
     "every name that begins with oauth_signature is dropped", kOrder<signature_by_prefix_dropped>},
    {kOp, "names-in-lower-case", "RFC5849-3.1-9", "names are brought to lower case",
     kOrder<wrong::names_in_lower_case>},
    {kOp, "latin-1", "RFC5849-3.6-1", "characters of ISO 8859-1 are encoded as that has them",
     kEncoding<wrong::latin_1>},
    {kOp, "lower-case-digits", "RFC5849-3.6-4", "hexadecimal digits are in lower case",
     kEncoding<wrong::lower_case_digits>},
    {kOp, "octets-replaced", "RFC5849-3.6-5", "octets that are no UTF-8 become U+FFFD",
     kEncoding<wrong::octets_replaced>, Weight::warn},
});

}  // namespace

std::span<const Defect> normalize_parameters_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
