// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri_reference.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/codec/resolve_uri.h"
#include "harness/reference/codec/same_uri.h"

namespace oauthspec::fuzz {

template <>
UriReferences reference<UriReferences>() {
  return {.resolve =
              [](std::string_view base, std::string_view reference) {
                return value_or_nothing(oauth::codec::resolve_uri(base, reference));
              },
          .remove_dot_segments = oauth::codec::remove_dot_segments,
          .same = oauth::codec::same_uri};
}

}  // namespace oauthspec::fuzz
