// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {

/// One challenge: scheme and names in lower case, values without quotation marks and escapes.
struct AuthChallenge {
  std::string scheme;
  std::optional<std::string> token68;
  PairList parameters;

  friend bool operator==(const AuthChallenge&, const AuthChallenge&) = default;
};

/// Reader and writer of the WWW-Authenticate header field. A function that is null is not offered, and not asked for.
struct ChallengeCodec {
  /// The challenges of one field; nothing where it refuses it.
  std::optional<std::vector<AuthChallenge>> (*parse)(std::string_view field) = nullptr;
  /// One challenge with quoted values; nothing where it refuses one.
  std::optional<std::string> (*write)(std::string_view scheme,
                                      const PairList& parameters) = nullptr;
};

/// What the model reads: nothing where the grammar has no such field; a name that stands twice in a challenge is left to whoever reads it.
struct ModelChallenges {
  std::vector<AuthChallenge> challenges;
  bool repeats_a_name = false;
};

/// The model: cuts the field at the commas outside quoted strings, and then looks what each piece can be.
[[nodiscard]] std::optional<ModelChallenges> model_challenges(std::string_view field);

/// Input:      octets, which are a field to parse() and a value to write().
/// Properties: parse() takes what the model takes, and gives what it gives; a challenge in which a name stands twice may be refused, but not
///             be read with one of the two; fields in a row are the same as one field with commas; what is written again is read as
///             the same; write() refuses control characters and nothing else, and what it writes is read as what it was given.
/// Spec:       RFC 7235 sections 2.1 and 4.1; RFC 7230 sections 3.2.2, 3.2.6 and 7
void check_www_authenticate(const ChallengeCodec& codec, std::string_view octets);

}  // namespace oauthspec::fuzz
