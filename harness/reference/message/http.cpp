// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/message/http.h"

#include <algorithm>

namespace oauth::message {
namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string_view without_white_space(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

}  // namespace

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string_view> find_header(const std::vector<HeaderField>& headers,
                                            std::string_view name) {
  for (const HeaderField& field : headers) {
    if (equal_without_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::size_t count_headers(const std::vector<HeaderField>& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers, [&](const HeaderField& field) { return equal_without_case(field.name, name); }));
}

bool has_form_content_type(const std::vector<HeaderField>& headers) {
  if (count_headers(headers, "Content-Type") != 1) return false;
  const std::string_view value = find_header(headers, "Content-Type").value_or("");
  const std::string_view media_type = value.substr(0, value.find(';'));
  return equal_without_case(without_white_space(media_type), "application/x-www-form-urlencoded");
}

}  // namespace oauth::message
