// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "harness/reference/codec/challenge.h"
#include "harness/reference/message/http.h"

namespace oauthspec::checks {

/// The challenges of all WWW-Authenticate fields of a response; those of a field that cannot be read are left out.
[[nodiscard]] std::vector<oauth::codec::Challenge> challenges_of(
    const oauth::message::Response& response);

/// The first challenge of the scheme, which is in lower case.
[[nodiscard]] std::optional<oauth::codec::Challenge> challenge_of(
    const oauth::message::Response& response, std::string_view scheme);

}  // namespace oauthspec::checks
