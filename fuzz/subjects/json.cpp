// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/codec/json.h"

namespace oauthspec::fuzz {

template <>
JsonCodec reference<JsonCodec>() {
  return {.rewrite = [](std::string_view text) -> std::optional<std::string> {
            const auto value = oauth::codec::parse_json(text);
            if (!value) return std::nullopt;
            return value_or_nothing(oauth::codec::write_json(*value));
          },
          .rewrite_otherwise = [](std::string_view text) -> std::optional<std::string> {
            const auto value = oauth::codec::parse_json(text);
            if (!value) return std::nullopt;
            std::string written;
            oauth::codec::append_json(written, *value);
            return written;
          },
          .write_string =
              [](std::string_view octets) {
                std::string text;
                oauth::codec::append_json_string(text, octets);
                return text;
              }};
}

}  // namespace oauthspec::fuzz
