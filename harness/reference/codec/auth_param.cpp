// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/auth_param.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/token.h"

namespace oauth::codec {
namespace {

/// RFC 2616 section 2.2: what no quoted string holds. Quoting it takes nothing of its danger away.
constexpr bool is_control(char c) {
  return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7F;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] Error malformed() const { return Error{Errc::header_malformed, at_}; }

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
      if (is_control(text_[at_])) break;
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

/// RFC5849-3.5.1-2: a name, "=" at once, and the value between quotation marks.
Result<AuthParam> take_param(Scanner& scanner) {
  AuthParam param;
  param.name_offset = scanner.position();
  param.name = scanner.take_token();
  if (param.name.empty() || !scanner.take('=') || !scanner.take('"'))
    return std::unexpected(scanner.malformed());
  param.value_offset = scanner.position();
  auto value = scanner.take_quoted();
  if (!value) return std::unexpected(value.error());
  param.value = std::move(*value);
  return param;
}

}  // namespace

Result<Credentials> parse_auth_params(std::string_view field) {
  Scanner scanner(field);
  scanner.skip_white_space();
  Credentials credentials;
  credentials.scheme = scanner.take_token();
  if (credentials.scheme.empty()) return std::unexpected(scanner.malformed());
  const bool separated = scanner.skip_white_space();
  if (scanner.at_end()) return credentials;
  if (!separated) return std::unexpected(scanner.malformed());
  while (true) {
    auto param = take_param(scanner);
    if (!param) return std::unexpected(param.error());
    credentials.params.push_back(std::move(*param));
    // RFC5849-3.5.1-3: a comma, with or without white space, between two parameters.
    scanner.skip_white_space();
    if (scanner.at_end()) return credentials;
    if (!scanner.take(',')) return std::unexpected(scanner.malformed());
    scanner.skip_white_space();
  }
}

Result<void> append_quoted(std::string& out, std::string_view text) {
  const auto bad = std::ranges::find_if(text, is_control);
  if (bad != text.end()) {
    return std::unexpected(
        Error{Errc::header_malformed, static_cast<std::size_t>(bad - text.begin())});
  }
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
  return {};
}

}  // namespace oauth::codec
