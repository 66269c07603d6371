// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// A URL of another scheme, port or user, or whose host or path is written otherwise: what comparisons of URLs, and signatures of requests,
/// have been wrong about. A text without "://" is changed as any.
[[nodiscard]] std::string change_url(std::string_view url, Dice& dice);

}  // namespace oauthspec::fuzz
