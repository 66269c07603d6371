// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/mutate/json_tree.h"

namespace oauthspec::fuzz {

/// Where in an input something stands that has the letters of a compact serialization.
struct TokenPlace {
  std::size_t begin = 0, end = 0;
};

/// A JSON Web Token inside an input.
struct JwtText {
  TokenPlace place;
  Tree header, claims;    ///< Objects.
  std::string signature;  ///< As it is written.
};

/// Every compact serialization in a text whose header and payload are JSON objects.
[[nodiscard]] std::vector<JwtText> find_jwts(std::string_view input);

/// One of them; nothing where there is none. The others are not read.
[[nodiscard]] std::optional<JwtText> find_a_jwt(std::string_view input, Dice& dice);

/// One that need not be a JWT; nothing where there is none. None is read.
[[nodiscard]] std::optional<TokenPlace> find_a_token(std::string_view input, Dice& dice);

/// Header and payload, as they are signed: any texts will do.
[[nodiscard]] std::string signing_input(std::string_view header, std::string_view claims);

/// The compact serialization, signed with the stranger's key that the header brings along; else with the test key of the algorithm that the
/// header names, or with `otherwise` of them where it names none.
[[nodiscard]] std::string signed_with_test_key(const std::string& input, const Tree& header,
                                               std::size_t otherwise);

/// The same with a signature, in Base64, that is known to be none of this text by the key that would sign.
[[nodiscard]] std::string with_wrong_signature(const std::string& input, const Tree& header,
                                               const std::string& signature);

}  // namespace oauthspec::fuzz
