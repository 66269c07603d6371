// SPDX-License-Identifier: Apache-2.0
// How parameters are encoded and sorted for a signature: RFC 5849 sections 3.4.1.3.2 and 3.6. All these requests are signed as they ought to be.
#include <array>

#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Finding names_are_sorted_by_octets(Session& session) {
  return takes_each(session, kPlainQuery, {{.query = "b=1&B=2&_=3&a=4"}},
                    "a request whose names differ in case was refused");
}

Finding names_are_sorted_encoded(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "a letter beyond ASCII", .query = "z=1&%C3%A9=2"},
                     {.what = "a separator", .query = "az=1&a%7C=2"}},
                    "a request whose names sort otherwise once they are encoded was refused");
}

Finding names_are_sorted_before_values(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "a name that goes on with a digit", .query = "a1=1&a=2"},
                     {.what = "a name that goes on with a hyphen", .query = "a-=1&a=2"}},
                    "a request with one name that begins as another was refused");
}

Finding equal_names_are_sorted_by_value(Session& session) {
  return takes_each(
      session, kPlainQuery,
      {{.what = "in the query", .query = "a=2&a=1&a="},
       {.what = "in query and form", .query = "a=2", .content_type = kFormType, .body = "a=1"}},
      "a request whose values are out of order was refused");
}

Finding values_are_sorted_by_octets(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "numbers", .query = "a=9&a=10"},
                     {.what = "capital letters", .query = "a=b&a=C&a=a"}},
                    "a request with values that sort otherwise by another rule was refused");
}

Finding values_are_sorted_encoded(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "a letter beyond ASCII", .query = "a=z&a=%C3%A9"},
                     {.what = "a separator", .query = "a=bz&a=b%7C"}},
                    "a request whose values sort otherwise once they are encoded was refused");
}

Finding an_empty_value_has_its_equals_sign(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "in the query", .query = "a="},
                     {.what = "in a form", .content_type = kFormType, .body = "a="}},
                    "a request with an empty value was refused");
}

Finding equal_pairs_are_all_signed(Session& session) {
  return takes_each(
      session, kPlainQuery,
      {{.what = "in the query", .query = "a=1&a=1"},
       {.what = "in query and form", .query = "a=1", .content_type = kFormType, .body = "a=1"}},
      "a request with the same pair twice was refused");
}

Finding text_is_signed_as_utf_8(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "two octets", .query = "a=%C3%A9"},
                     {.what = "three octets", .query = "a=%E2%98%83"},
                     {.what = "four octets", .query = "a=%F0%9F%93%B7"},
                     {.what = "in a form", .content_type = kFormType, .body = "a=%E2%98%83"}},
                    "a request with text beyond ASCII was refused");
}

Finding unreserved_characters_are_not_encoded(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "- . _", .query = "a=-._"}, {.what = "a tilde", .query = "a=~"}},
                    "a request with unreserved characters was refused");
}

Finding reserved_characters_are_encoded(Session& session) {
  return takes_each(
      session, kPlainQuery,
      {{.what = "! ' ( ) *", .query = "a=%21%27%28%29%2A"},
       {.what = ": / ? # [ ] @ $ & , ; =", .query = "a=%3A%2F%3F%23%5B%5D%40%24%26%2C%3B%3D"},
       {.what = "an escaped percent sign and quotation marks", .query = "a=%25%22%5C"}},
      "a request with reserved characters was refused");
}

Finding a_space_is_encoded_as_an_escape(Session& session) {
  return takes_each(session, kPlainQuery,
                    {{.what = "%20 in the query", .query = "a=b%20c"},
                     {.what = "%20 in a form", .content_type = kFormType, .body = "a=b%20c"}},
                    "a request with a space was refused");
}

Finding escapes_have_capital_letters(Session& session) {
  return takes_each(session, {.query = "a=%C3%A9"}, {{.query = "a=%c3%a9"}},
                    "a request with small letters in its escapes was refused");
}

constexpr auto kOauth1NormalizationChecks = std::to_array<Check>({
    {"oauth1-normalization/names-are-sorted-by-octets",
     "Names are sorted by their octets, capital letters first",
     {"RFC5849-3.4.1.3.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     names_are_sorted_by_octets},
    {"oauth1-normalization/names-are-sorted-encoded",
     "Names are sorted as they are encoded",
     {"RFC5849-3.4.1.3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     names_are_sorted_encoded},
    {"oauth1-normalization/names-are-sorted-before-values",
     "Names are sorted on their own, before their values",
     {"RFC5849-3.4.1.3.2-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     names_are_sorted_before_values},
    {"oauth1-normalization/equal-names-are-sorted-by-value",
     "Parameters of one name are sorted by value",
     {"RFC5849-3.4.1.3.2-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     equal_names_are_sorted_by_value},
    {"oauth1-normalization/values-are-sorted-by-octets",
     "Values are sorted by their octets, neither as numbers nor without case",
     {"RFC5849-3.4.1.3.2-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     values_are_sorted_by_octets},
    {"oauth1-normalization/values-are-sorted-encoded",
     "Values are sorted as they are encoded",
     {"RFC5849-3.4.1.3.2-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     values_are_sorted_encoded},
    {"oauth1-normalization/an-empty-value-has-its-equals-sign",
     "An empty value takes part, behind an equals sign",
     {"RFC5849-3.4.1.3.2-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     an_empty_value_has_its_equals_sign},
    {"oauth1-normalization/equal-pairs-are-all-signed",
     "Equal pairs take part as often as they are sent",
     {"RFC5849-3.4.1.3.2-6"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     equal_pairs_are_all_signed},
    {"oauth1-normalization/text-is-signed-as-utf-8",
     "Text takes part as the octets of UTF-8",
     {"RFC5849-3.6-1", "RFC5849-3.6-5"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     text_is_signed_as_utf_8},
    {"oauth1-normalization/unreserved-characters-are-not-encoded",
     "A hyphen, full stop, underscore or tilde is not encoded",
     {"RFC5849-3.6-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     unreserved_characters_are_not_encoded},
    {"oauth1-normalization/reserved-characters-are-encoded",
     "All characters but the unreserved ones are encoded",
     {"RFC5849-3.6-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     reserved_characters_are_encoded},
    {"oauth1-normalization/a-space-is-encoded-as-an-escape",
     "A space is encoded as %20",
     {"RFC5849-3.6-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_space_is_encoded_as_an_escape},
    {"oauth1-normalization/escapes-have-capital-letters",
     "Hexadecimal digits are capital letters, however they were sent",
     {"RFC5849-3.6-4"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     escapes_have_capital_letters},
});

}  // namespace

Topic oauth1_normalization() {
  return kOauth1NormalizationChecks;
}

}  // namespace oauthspec::checks
