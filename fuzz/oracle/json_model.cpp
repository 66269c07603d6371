// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "fuzz/oracle/percent_model.h"
#include "fuzz/oracle/utf8.h"

namespace oauthspec::fuzz {
namespace {

using Kind = ModelJson::Kind;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

void append_character(std::string& text, unsigned character) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | (character >> shift & 0x3FU));
  };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0U | character >> 6U);
    tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0U | character >> 12U);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | character >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

/// One function for each rule of RFC 8259's grammar; each takes what it matches, or gives false.
class Recogniser {
 public:
  Recogniser(std::string_view text, std::size_t depth)
      : size_(text.size()), rest_(text), depth_(depth) {
    if (model_has_byte_order_mark(text)) rest_.remove_prefix(kMark.size());
  }

  // JSON-text = ws value ws
  bool text(ModelJson& value) {
    if (!this->value(value)) return false;
    white_space();
    return rest_.empty();
  }

 private:
  bool take(char character) {
    if (!rest_.starts_with(character)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool word(ModelJson& value, std::string_view name, Kind kind) {
    if (!rest_.starts_with(name)) return false;
    rest_.remove_prefix(name.size());
    value.kind = kind;
    value.text = name;
    return true;
  }

  void white_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size()));
  }

  bool value(ModelJson& value) {
    white_space();
    if (rest_.empty()) return false;
    value.offset = size_ - rest_.size();
    switch (rest_[0]) {
      case '{':
        return object(value);
      case '[':
        return array(value);
      case '"':
        value.kind = Kind::string;
        return string(value.text);
      case 'n':
        return word(value, "null", Kind::null);
      case 't':
        return word(value, "true", Kind::boolean);
      case 'f':
        return word(value, "false", Kind::boolean);
      default:
        return number(value);
    }
  }

  bool object(ModelJson& value) {
    value.kind = Kind::object;
    if (!take('{') || depth_ == 0) return false;
    --depth_;
    white_space();
    if (!take('}')) {
      do {
        if (!member(value)) return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    ++depth_;
    return true;
  }

  bool member(ModelJson& object) {
    std::string name;
    white_space();
    if (!string(name)) return false;
    white_space();
    if (!take(':')) return false;
    const auto [place, is_new] = object.members.try_emplace(std::move(name));
    if (!is_new || !value(place->second)) return false;
    white_space();
    return true;
  }

  bool array(ModelJson& value) {
    value.kind = Kind::array;
    if (!take('[') || depth_ == 0) return false;
    --depth_;
    white_space();
    if (!take(']')) {
      do {
        if (!this->value(value.items.emplace_back())) return false;
        white_space();
      } while (take(','));
      if (!take(']')) return false;
    }
    ++depth_;
    return true;
  }

  std::size_t digits() {
    const std::size_t size = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(size);
    return size;
  }

  // number = [ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ]
  bool number(ModelJson& value) {
    const std::string_view start = rest_;
    take('-');
    if (!take('0') && digits() == 0) return false;
    if (take('.') && digits() == 0) return false;
    if (take('e') || take('E')) {
      if (!take('-')) take('+');
      if (digits() == 0) return false;
    }
    value.kind = Kind::number;
    value.text = start.substr(0, start.size() - rest_.size());
    value.number = std::strtod(value.text.c_str(), nullptr);
    return std::isfinite(value.number);
  }

  bool string(std::string& text) {
    if (!take('"')) return false;
    while (!rest_.empty() && !rest_.starts_with('"')) {
      const char character = rest_[0];
      rest_.remove_prefix(1);
      if (static_cast<unsigned char>(character) < 0x20) return false;
      if (character != '\\') {
        text += character;
      } else if (!escape(text)) {
        return false;
      }
    }
    return take('"');
  }

  bool escape(std::string& text) {
    constexpr std::string_view kMarks = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (rest_.empty()) return false;
    if (rest_[0] == 'u') return characters(text);
    const std::size_t place = kMarks.find(rest_[0]);
    if (place == std::string_view::npos) return false;
    text += kMeant[place];
    rest_.remove_prefix(1);
    return true;
  }

  /// The number behind "\u", or what is no character.
  std::optional<unsigned> unit() {
    if (rest_.size() < 5 || !take('u')) return std::nullopt;
    unsigned number = 0;
    for (const char digit : rest_.substr(0, 4)) {
      if (hexadecimal_value(digit) > 15) return std::nullopt;
      number = number * 16 + hexadecimal_value(digit);
    }
    rest_.remove_prefix(4);
    return number;
  }

  bool characters(std::string& text) {
    const auto high = unit();
    if (!high || (*high >= 0xDC00 && *high <= 0xDFFF)) return false;
    if (*high < 0xD800 || *high > 0xDFFF) {
      append_character(text, *high);
      return true;
    }
    const auto low = take('\\') ? unit() : std::nullopt;
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
    append_character(text, 0x10000 + (*high - 0xD800) * 0x400 + (*low - 0xDC00));
    return true;
  }

  std::size_t size_;
  std::string_view rest_;
  std::size_t depth_;
};

template <class Number>
bool is_whole(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stopped == end;
}

}  // namespace

bool model_has_byte_order_mark(std::string_view text) {
  return text.starts_with(kMark);
}

bool is_integer(const ModelJson& value) {
  return value.kind == Kind::number &&
         (is_whole<std::uint64_t>(value.text) || is_whole<std::int64_t>(value.text));
}

bool operator==(const ModelJson& a, const ModelJson& b) {
  if (a.kind != b.kind) return false;
  if (a.kind != Kind::number) {
    return a.text == b.text && a.items == b.items && a.members == b.members;
  }
  const bool are_zero = a.number == 0 && b.number == 0;
  return is_integer(a) && is_integer(b) && !are_zero ? a.text == b.text : a.number == b.number;
}

const ModelJson* ModelJson::find(std::string_view name) const {
  const auto found = members.find(name);
  return found == members.end() ? nullptr : &found->second;
}

std::optional<ModelJson> model_read_json(std::string_view text, std::size_t depth) {
  if (model_invalid_utf8_at(text)) return std::nullopt;
  ModelJson value;
  if (!Recogniser(text, depth).text(value)) return std::nullopt;
  return value;
}

}  // namespace oauthspec::fuzz
