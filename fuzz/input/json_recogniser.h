// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

/// Reading of JSON for fuzzing, by nothing of the reference's nor of the library that it reads JSON with.
namespace oauthspec::fuzz {

/// RFC 8259 section 8.1: a reader may ignore it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// One function for each rule of RFC 8259's grammar; each takes what it matches, or gives false. Octets beyond ASCII are taken as they are.
///
/// Maker: what a value becomes.
///   using Value;
///   static void begin(Value&, std::size_t offset);         // Of each value, first.
///   static void word(Value&, std::string_view);            // null, true or false.
///   static bool number(Value&, std::string_view);          // Whether it is one that can be held.
///   static void string(Value&, std::string&&);
///   static void object(Value&); static void array(Value&);
///   static Value* member(Value& object, std::string&&);    // Null where a name may not stand twice.
///   static Value& item(Value& array);
template <class Maker>
class JsonRecogniser {
 public:
  using Value = typename Maker::Value;

  JsonRecogniser(std::string_view text, std::size_t depth)
      : size_(text.size()), rest_(text), depth_(depth) {
    if (text.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  // JSON-text = ws value ws
  bool text(Value& value) {
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

  bool word(Value& value, std::string_view name) {
    if (!rest_.starts_with(name)) return false;
    rest_.remove_prefix(name.size());
    Maker::word(value, name);
    return true;
  }

  void white_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size()));
  }

  bool value(Value& value) {
    white_space();
    if (rest_.empty()) return false;
    Maker::begin(value, size_ - rest_.size());
    switch (rest_[0]) {
      case '{':
        return object(value);
      case '[':
        return array(value);
      case '"':
        return text_value(value);
      case 'n':
        return word(value, "null");
      case 't':
        return word(value, "true");
      case 'f':
        return word(value, "false");
      default:
        return number(value);
    }
  }

  bool text_value(Value& value) {
    std::string text;
    if (!string(text)) return false;
    Maker::string(value, std::move(text));
    return true;
  }

  bool object(Value& value) {
    Maker::object(value);
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

  bool member(Value& object) {
    std::string name;
    white_space();
    if (!string(name)) return false;
    white_space();
    if (!take(':')) return false;
    Value* const place = Maker::member(object, std::move(name));
    if (place == nullptr || !value(*place)) return false;
    white_space();
    return true;
  }

  bool array(Value& value) {
    Maker::array(value);
    if (!take('[') || depth_ == 0) return false;
    --depth_;
    white_space();
    if (!take(']')) {
      do {
        if (!this->value(Maker::item(value))) return false;
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
  bool number(Value& value) {
    const std::string_view start = rest_;
    take('-');
    if (!take('0') && digits() == 0) return false;
    if (take('.') && digits() == 0) return false;
    if (take('e') || take('E')) {
      if (!take('-')) take('+');
      if (digits() == 0) return false;
    }
    return Maker::number(value, start.substr(0, start.size() - rest_.size()));
  }

  // Up to each escape at once, since most texts have none.
  bool string(std::string& text) {
    if (!take('"')) return false;
    while (true) {
      const auto end = std::ranges::find_if(rest_, ends_a_run);
      if (end == rest_.end()) return false;
      const auto size = static_cast<std::size_t>(end - rest_.begin());
      text += rest_.substr(0, size);
      rest_.remove_prefix(size);
      if (take('"')) return true;
      if (!take('\\') || !escape(text)) return false;
    }
  }

  static bool ends_a_run(char character) {
    return character == '"' || character == '\\' || static_cast<unsigned char>(character) < 0x20;
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
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char digit : rest_.substr(0, 4)) {
      const char lower =
          digit >= 'A' && digit <= 'F' ? static_cast<char>(digit + ('a' - 'A')) : digit;
      const std::size_t value = kDigits.find(lower);
      if (value == std::string_view::npos) return std::nullopt;
      number = number * 16 + static_cast<unsigned>(value);
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

  static void append_character(std::string& text, unsigned character) {
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

  std::size_t size_;
  std::string_view rest_;
  std::size_t depth_;
};

/// Reads a JSON text whose arrays and objects stand at most `depth` deep; false where it is none.
template <class Maker>
[[nodiscard]] bool recognise_json(std::string_view text, std::size_t depth,
                                  typename Maker::Value& value) {
  return JsonRecogniser<Maker>(text, depth).text(value);
}

/// A maker of trees of nlohmann's, but for member(), for trees differ in what becomes of a name that stands twice.
template <class Tree>
struct BasicTreeMaker {
  using Value = Tree;

  static void begin(Tree& /*value*/, std::size_t /*offset*/) {}
  static void word(Tree& value, std::string_view name) {
    if (name != "null") value = name == "true";
  }
  /// As nlohmann has them: a whole number is one that 64 bits hold, without a sign where it is written without.
  static bool number(Tree& value, std::string_view text) {
    const auto is_whole = [&]<class Number>(Number number) {
      const char* const begin = text.data();
      const char* const end = begin + text.size();
      const auto [stopped, error] = std::from_chars(begin, end, number);
      if (error != std::errc() || stopped != end) return false;
      value = number;
      return true;
    };
    if (text.starts_with('-') ? is_whole(std::int64_t{}) : is_whole(std::uint64_t{})) return true;
    const double number = std::strtod(std::string(text).c_str(), nullptr);
    value = number;
    return std::isfinite(number);
  }
  static void string(Tree& value, std::string&& text) { value = std::move(text); }
  static void object(Tree& value) { value = Tree::object(); }
  static void array(Tree& value) { value = Tree::array(); }
  static Tree& item(Tree& array) {
    return array.template get_ref<typename Tree::array_t&>().emplace_back();
  }
};

}  // namespace oauthspec::fuzz
