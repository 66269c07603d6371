// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string.h"

#include "fuzz/oracle/base_string.h"
#include "fuzz/subjects/oauth1_pairs.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth1/base_string_uri.h"

namespace oauthspec::fuzz {

template <>
BaseStringBuilder reference<BaseStringBuilder>() {
  return {.uri =
              [](std::string_view url, std::optional<std::string_view> host_field) {
                return value_or_nothing(oauth::oauth1::base_string_uri(url, host_field));
              },
          .normalize =
              [](const Pairs& parameters) {
                return oauth::oauth1::normalize_parameters(to_parameters(parameters));
              },
          .base_string =
              [](const oauth::message::Request& request, const Pairs& protocol_parameters) {
                return value_or_nothing(
                    oauth::oauth1::base_string(request, to_parameters(protocol_parameters)));
              }};
}

}  // namespace oauthspec::fuzz
