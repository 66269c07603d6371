// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include "fuzz/oracle/percent.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {

template <>
PercentCodec reference<PercentCodec>() {
  return {.encode = oauth::codec::percent_encode,
          .decode =
              [](std::string_view text) {
                return value_or_nothing(oauth::codec::percent_decode(text));
              },
          .encode_twice =
              [](std::string_view octets) {
                std::string text;
                oauth::codec::append_percent_encoded_twice(text, octets);
                return text;
              },
          .compare_encoded =
              [](std::string_view a, std::string_view b) {
                const auto order = oauth::codec::compare_percent_encoded(a, b);
                return order < 0 ? -1 : order > 0 ? 1 : 0;
              }};
}

}  // namespace oauthspec::fuzz
