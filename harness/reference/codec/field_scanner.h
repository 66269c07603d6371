// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/token.h"

namespace oauth::codec {

/// Whether no quoted string may hold it; quoting it takes nothing of its danger away.
///
/// Spec:   RFC 2616 section 2.2
[[nodiscard]] constexpr bool is_header_control(char c) {
  return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7F;
}

/// Walks a header field's value from left to right.
///
/// Spec:   RFC 2616 section 2.2
class FieldScanner {
 public:
  explicit FieldScanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] Error malformed() const { return Error{Errc::header_malformed, at_}; }
  /// What is left.
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void skip(std::size_t octets) { at_ += octets; }

  /// LWS = [CRLF] 1*( SP / HT ); whether there was any.
  bool skip_white_space() {
    const std::size_t before = at_;
    while (!at_end()) {
      if (text_[at_] == ' ' || text_[at_] == '\t') {
        ++at_;
      } else if (folds_here()) {
        at_ += 3;
      } else {
        break;
      }
    }
    return at_ != before;
  }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view take_token() {
    const std::size_t before = at_;
    while (!at_end() && is_token_character(text_[at_])) ++at_;
    return text_.substr(before, at_ - before);
  }

  /// The rest of a quoted string behind its first quotation mark.
  Result<std::string> take_quoted() {
    std::string value;
    while (!at_end()) {
      if (take('"')) return value;
      if (folds_here()) at_ += 2;  // what is left of the fold is a space or tab
      if (take('\\') && at_end()) break;
      if (is_header_control(text_[at_])) break;
      value += text_[at_++];
    }
    return std::unexpected(malformed());
  }

 private:
  [[nodiscard]] bool folds_here() const {
    const std::string_view rest = text_.substr(at_);
    return rest.starts_with("\r\n ") || rest.starts_with("\r\n\t");
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace oauth::codec
