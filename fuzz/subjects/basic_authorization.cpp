// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/basic_authorization.h"

#include "fuzz/subjects/reference.h"
#include "harness/reference/oauth2/basic_authorization.h"

namespace oauthspec::fuzz {

template <>
BasicCodec reference<BasicCodec>() {
  return {
      .write =
          [](std::string_view client_id, std::string_view client_secret) {
            return oauth::oauth2::write_basic_authorization(client_id,
                                                            oauth::Secret(client_secret));
          },
      .parse = [](std::string_view field) -> std::optional<std::pair<std::string, std::string>> {
        const auto read = oauth::oauth2::parse_basic_authorization(field);
        if (!read) return std::nullopt;
        return std::pair(read->client_id, std::string(read->client_secret.reveal()));
      }};
}

}  // namespace oauthspec::fuzz
