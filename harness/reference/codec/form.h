// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/find_mark.h"

namespace oauth::codec {

/// Encodes one name or value for application/x-www-form-urlencoded: a space becomes "+", every
/// octet but letters, digits and "*-._" becomes "%XX".
///
/// Spec:   HTML 4.01 section 17.13.4.1, which W3C.REC-html40-19980424 shares
[[nodiscard]] std::string form_encode(std::string_view octets);

/// Appends one decoded name or value of a form or query: "+" is a space, "%XX" an octet.
///
/// Errors: percent_truncated, percent_bad_digit; Error::offset counts from the start of `text`.
/// Spec:   HTML 4.01 section 17.13.4.1; RFC 5849 section 3.4.1.3.1
[[nodiscard]] Result<void> append_form_decoded(std::string& out, std::string_view text);

/// One pair of a form or query as it stands there, not decoded yet. Views into that text.
struct RawPair {
  std::string_view name;
  std::string_view value;        ///< Empty where there is no "=", which makes a name of it all.
  std::size_t name_offset = 0;   ///< Octets before the name in the whole text.
  std::size_t value_offset = 0;  ///< Octets before the value in the whole text.
  bool is_decoded = false;       ///< Whether decoding would leave name and value as they are.
};

/// Walks the pairs of a form or query in their order. Only "&" separates them. What is empty
/// between two "&" is no pair.
///
/// Example: for (RawPairs pairs("a=1&b"); pairs.next();) use(pairs.current());
class RawPairs {
 public:
  explicit RawPairs(std::string_view text) : text_(text), marks_(text, Mark::form) {}

  /// Goes to the next pair; false where there is none.
  bool next();
  [[nodiscard]] const RawPair& current() const { return pair_; }

 private:
  std::string_view text_;
  MarkedOctets marks_;
  std::size_t at_ = 0;
  RawPair pair_;
};

// Here so that what it finds need not go through memory.
inline bool RawPairs::next() {
  std::size_t end = 0;
  std::size_t equals = std::string_view::npos;
  bool is_decoded = true;
  while (true) {
    end = marks_.next();
    const char mark = end < text_.size() ? text_[end] : '&';
    if (mark == '=') {
      equals = std::min(equals, end);
    } else if (mark != '&') {
      is_decoded = false;
    } else if (end > at_) {
      break;
    } else if (end >= text_.size()) {
      return false;
    } else {
      at_ = end + 1;
    }
  }
  equals = std::min(equals, end);
  // RFC5849-3.4.1.3.1-8: a name without "=" is kept, with an empty value.
  const std::size_t value_at = std::min(equals + 1, end);
  pair_ = {text_.substr(at_, equals - at_), text_.substr(value_at, end - value_at), at_, value_at,
           is_decoded};
  at_ = end + 1;
  return true;
}

}  // namespace oauth::codec
