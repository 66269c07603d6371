// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauthspec::testing {

/// What a parser's input is written in, which says how it can be made hostile.
enum class Syntax : std::uint8_t {
  json,     ///< An object.
  form,     ///< application/x-www-form-urlencoded
  uri,      ///< An absolute URI.
  field,    ///< The value of a header field: a scheme and parameters.
  headers,  ///< Header fields, one a line.
  jws,      ///< A compact serialization.
  text,     ///< Anything else.
};

/// What came of an input: nothing where it was taken, or the code with which it was refused.
using Outcome = std::optional<oauth::Errc>;

/// Reads an input that is held ready, and gives the same outcome each time.
using Reading = std::function<Outcome()>;

/// A parser of the reference, as it is shown hostile input by a test and by a benchmark.
struct Parser {
  std::string_view name;  ///< As the topic is named in every folder: "oauth2/token_response".
  Syntax syntax;
  std::string good;  ///< A message that it takes.
  /// Puts `text` where the parser finds it: what is done here is not measured.
  Reading (*prepare)(const std::string& text);
};

/// Every parser of the reference that reads what a peer sends.
[[nodiscard]] const std::vector<Parser>& all_parsers();

// One list a syntax, of which all_parsers() is made.
[[nodiscard]] std::vector<Parser> json_parsers();
[[nodiscard]] std::vector<Parser> jose_parsers();
[[nodiscard]] std::vector<Parser> form_parsers();
[[nodiscard]] std::vector<Parser> uri_parsers();
[[nodiscard]] std::vector<Parser> field_parsers();
[[nodiscard]] std::vector<Parser> text_parsers();

/// The code of an error of any of the reference's kinds: an Error, a refusal of an OAuth 2.0 server, one of OAuth 1.0's.
template <class Refused>
[[nodiscard]] oauth::Errc code_of(const Refused& refused) {
  if constexpr (requires { refused.code; }) {
    return refused.code;
  } else if constexpr (requires { refused.reason; }) {
    return refused.reason;
  } else {
    return refused.error.code;
  }
}

template <class Value, class Refused>
[[nodiscard]] Outcome outcome_of(const std::expected<Value, Refused>& read) {
  if (read) return std::nullopt;
  return code_of(read.error());
}

}  // namespace oauthspec::testing
