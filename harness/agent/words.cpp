// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "harness/agent/ascii.h"
#include "harness/agent/word_lists.h"

namespace oauthspec::agent {
namespace {

// Values of the attribute autocomplete.
constexpr std::string_view kCompletedName[] = {"username", "email"};
constexpr std::string_view kCompletedCode[] = {"one time code"};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9') || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Capital letters of Latin-1 and Cyrillic in lower case, which UTF-8 has in two octets each.
void lower_beyond_ascii(std::string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second = static_cast<unsigned char>(text[i + 1]);
    if (first == 0xC3 && second >= 0x80 && second <= 0x9E && second != 0x97) {
      text[i + 1] = static_cast<char>(second + 0x20);
    } else if (first == 0xD0 && second >= 0x90 && second <= 0x9F) {
      text[i + 1] = static_cast<char>(second + 0x20);
    } else if (first == 0xD0 && second >= 0xA0 && second <= 0xAF) {
      text[i] = static_cast<char>(0xD1);
      text[i + 1] = static_cast<char>(second - 0x20);
    }
  }
}

/// Words in lower case, each with a space before and behind it; "denyAccess" and "kc-login" are two words each.
std::string lower_words(std::string_view text) {
  std::string out = " ";
  char before = ' ';
  for (const char c : text.substr(0, 1024)) {
    const bool hump = is_upper(c) && before >= 'a' && before <= 'z';
    if ((!is_word(c) || hump) && out.back() != ' ') out += ' ';
    if (is_word(c)) out += c;
    before = c;
  }
  if (out.back() != ' ') out += ' ';
  out = lower(out);
  lower_beyond_ascii(out);
  return out;
}

/// U+3040 and above are scripts without spaces between words; their UTF-8 begins with 0xE3 to 0xED.
bool has_no_spaces(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  return first >= 0xE3 && first <= 0xED;
}

bool says(std::string_view words, Words list) {
  return std::ranges::any_of(list, [&](std::string_view word) {
    if (has_no_spaces(word)) return words.find(word) != std::string_view::npos;
    for (std::size_t at = words.find(word); at != std::string_view::npos;
         at = words.find(word, at + 1)) {
      if (words[at - 1] == ' ' && words[at + word.size()] == ' ') return true;
    }
    return false;
  });
}

bool decides(Meaning meaning) {
  return meaning != Meaning::none && meaning != Meaning::proceed;
}

}  // namespace

Meaning meaning_of(std::string_view text) {
  const std::string words = lower_words(text);
  if (says(words, kOther)) return Meaning::other;
  if (says(words, kDeny)) return Meaning::deny;
  if (says(words, kAllow)) return Meaning::allow;
  if (says(words, kProceed) || says(words, kSignIn)) return Meaning::proceed;
  return Meaning::none;
}

Meaning meaning_of(const Control& button) {
  const Meaning by_text = meaning_of(button.label);
  if (decides(by_text) || says(lower_words(button.label), kSignIn)) return by_text;
  // A name such as "authorize" may stand on both buttons, whose values then differ.
  for (const std::string& hidden : {button.value, button.name, button.id}) {
    const Meaning meaning = meaning_of(hidden);
    if (meaning == Meaning::allow || meaning == Meaning::deny) return meaning;
  }
  return by_text;
}

Meaning meaning_of(const Link& link) {
  if (!link.text.empty()) return meaning_of(link.text);
  const std::string_view path =
      std::string_view(link.href).substr(0, link.href.find_first_of("?#"));
  return meaning_of(path.substr(path.rfind('/') + 1));
}

Purpose purpose_of(const Control& field) {
  if (field.type == "password") return Purpose::password;
  if (field.is_checkable()) {
    const bool remembers = says(lower_words(field.name), kRemember) ||
                           says(lower_words(field.id), kRemember) ||
                           says(lower_words(field.label), kRemember);
    return remembers ? Purpose::remember : Purpose::unknown;
  }
  if (!field.is_typed() || field.type == "search" || field.disabled) return Purpose::unknown;
  const std::string completed = lower_words(field.autocomplete);
  if (says(completed, kCompletedName)) return Purpose::username;
  if (says(completed, kCompletedCode)) return Purpose::user_code;
  for (const std::string& text : {field.name, field.id, field.label}) {
    const std::string words = lower_words(text);
    if (says(words, kUserCode)) return Purpose::user_code;
    if (says(words, kUsername)) return Purpose::username;
  }
  return field.type == "email" ? Purpose::username : Purpose::unknown;
}

bool speaks_of_code(std::string_view text) {
  return says(lower_words(text), kCode);
}

}  // namespace oauthspec::agent
