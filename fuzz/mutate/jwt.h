// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes JSON Web Tokens in compact serialization, bare or somewhere in an input: header and claims as JSON, by the mistakes that verifiers were
/// broken with (another alg, crit, jwk, jku, x5c, claims of another type, twice or missing), and mostly signs again with a key of
/// fuzz/input/test_keys.h, so that what is behind the signature is reached; else the signature is left, broken, empty or of zeros.
/// Crossing takes the header of one and the claims of another. What stands around a token is left to the mutators of forms and
/// messages at times.
[[nodiscard]] const Mutator& jwt_mutator();

}  // namespace oauthspec::fuzz
