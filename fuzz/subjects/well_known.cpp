// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/well_known.h"

#include "fuzz/oracle/well_known.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {

template <>
WellKnownUrls reference<WellKnownUrls>() {
  return {.of_issuer =
              [](std::string_view issuer, std::string_view suffix) {
                return value_or_nothing(oauth::oauth2::issuer_metadata_url(issuer, suffix));
              },
          .of_resource =
              [](std::string_view resource, std::string_view suffix) {
                return value_or_nothing(oauth::oauth2::resource_metadata_url(resource, suffix));
              }};
}

}  // namespace oauthspec::fuzz
