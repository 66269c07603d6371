// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri_reference.h"

#include "fuzz/check/holds.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/reference_model.h"

namespace oauthspec::fuzz {
namespace {

void check_resolving(const UriReferences& references, std::string_view base,
                     std::string_view reference) {
  const auto target = references.resolve(base, reference);
  const auto expected = model_resolve(base, reference);
  holds(target.has_value() == expected.has_value(),
        "a reference is resolved where base and target are URIs, and nowhere else");
  if (!target || !expected) return;
  holds(*target == *expected, "a reference is resolved by the steps of RFC 3986 section 5.2.2");
  // The path of a base is taken as it is by a reference that has none; its dot segments go with the next.
  const auto once = references.resolve(base, *target);
  if (!once) return holds(false, "what a reference was resolved to is a URI");
  const auto twice = references.resolve(base, *once);
  holds(twice && *twice == *once, "what a reference was resolved to resolves to itself");
}

void check_path(const UriReferences& references, std::string_view path) {
  const std::string plain = references.remove_dot_segments(path);
  holds(plain == model_remove_dot_segments(path),
        "dot segments are removed by the steps of RFC 3986 section 5.2.4");
  holds(references.remove_dot_segments(plain) == plain, "a path without dot segments stays");
}

void check_same(const UriReferences& references, std::string_view a, std::string_view b) {
  const bool are_same = references.same(a, b);
  const auto normal = model_normal_form(a);
  holds(are_same == (a == b || (normal && normal == model_normal_form(b))),
        "two URIs are the same where their normal forms are");
  holds(references.same(b, a) == are_same, "the same is the same the other way round");
  if (normal) holds(references.same(a, *normal), "a URI is the same as its normal form");
}

}  // namespace

void check_uri_reference(const UriReferences& references, std::string_view input) {
  const auto [first, second] = split_parts<2>(input);
  if (references.resolve != nullptr) check_resolving(references, first, second);
  if (references.remove_dot_segments != nullptr) check_path(references, second);
  if (references.same != nullptr) check_same(references, first, second);
}

}  // namespace oauthspec::fuzz
