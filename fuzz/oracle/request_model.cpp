// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/request_model.h"

#include <algorithm>

#include "fuzz/oracle/alphabet.h"
#include "fuzz/oracle/base64_model.h"
#include "fuzz/oracle/form_model.h"

namespace oauthspec::fuzz {
namespace {

constexpr Alphabet kAnyDigits("0123456789abcdef0123456789ABCDEF");
constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kWhiteSpace = " \t\r\n";

}  // namespace

std::string model_lower(std::string_view text) {
  std::string result;
  for (const char c : text) result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ' ') : c;
  return result;
}

std::vector<std::string_view> model_split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    pieces.push_back(text.substr(0, end));
    if (end == text.size()) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::string model_form_text(std::string_view octets) {
  std::string text;
  append_model_form_encoded(text, octets);
  return text;
}

std::optional<std::string> model_form_octets(std::string_view text) {
  std::string octets;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      octets += text[at] == '+' ? ' ' : text[at];
      continue;
    }
    const std::string_view digits = text.substr(at + 1, 2);
    if (digits.size() < 2) return std::nullopt;
    const auto high = kAnyDigits.place(digits[0]);
    const auto low = kAnyDigits.place(digits[1]);
    if (!high || !low) return std::nullopt;
    octets += static_cast<char>(*high % 16 * 16 + *low % 16);
    at += 2;
  }
  return octets;
}

std::string model_write_form(const PairList& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    text += (text.empty() ? "" : "&") + model_form_text(name) + '=' + model_form_text(value);
  }
  return text;
}

std::optional<PairList> model_read_form(std::string_view text) {
  return model_form_decode(text);
}

std::vector<std::string> model_values(const PairList& pairs, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& pair : pairs) {
    if (pair.first == name) values.push_back(pair.second);
  }
  return values;
}

std::optional<std::string> model_value(const PairList& pairs, std::string_view name) {
  auto values = model_values(pairs, name);
  if (values.empty() || values.front().empty()) return std::nullopt;
  return std::move(values.front());
}

std::vector<std::string> model_fields(const oauth::message::Request& request,
                                      std::string_view name) {
  std::vector<std::string> values;
  for (const auto& field : request.headers) {
    if (model_lower(field.name) == name) values.push_back(field.value);
  }
  return values;
}

bool model_says_form(const oauth::message::Request& request) {
  const auto types = model_fields(request, "content-type");
  if (types.size() != 1) return false;
  std::string type = model_lower(types.front());
  type = type.substr(0, type.find(';'));
  type.erase(0, type.find_first_not_of(kWhiteSpace));
  type.erase(type.find_last_not_of(kWhiteSpace) + 1);
  return type == kForm;
}

std::string model_base64(std::string_view octets) {
  return model_base64_encode(octets, false);
}

std::optional<std::string> model_base64_octets(std::string_view text) {
  return model_base64_decode(text, false);
}

std::string model_base64url(std::string_view octets) {
  return model_base64_encode(octets, true);
}

}  // namespace oauthspec::fuzz
