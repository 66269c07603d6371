// SPDX-License-Identifier: Apache-2.0
// What a library needs to fuzz its own parser against an oracle of fuzz/oracle; fuzz/peers/README.md shows it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/check/skip.h"

namespace oauthspec::fuzz {

/// Puts a parser to an oracle with one input; false where the parser skipped it.
template <typename Oracle, typename Parser>
bool judge(Oracle oracle, const Parser& parser, std::string_view input) {
  try {
    oracle(parser, input);
    return true;
  } catch (const Skipped&) {
    return false;
  }
}

}  // namespace oauthspec::fuzz

/// Makes a fuzz target, LLVMFuzzerTestOneInput(), of an oracle and of a parser of the oracle's kind, whose functions may call skip_where().
/// The process ends where a property does not hold, or where another exception leaves a function of the parser. The parser is made once.
///
/// Example: OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_percent, my_codec())
#define OAUTHSPEC_FUZZ_PARSER(oracle, parser)                                             \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {     \
    static const auto under_test = parser;                                                \
    const std::string_view input(reinterpret_cast<const char*>(data), size); /* NOLINT */ \
    /* An engine does not keep an input for which this is -1. */                          \
    return oauthspec::fuzz::judge(oracle, under_test, input) ? 0 : -1;                    \
  }
