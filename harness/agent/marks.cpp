// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/marks.h"

#include <cstddef>
#include <optional>

#include <nlohmann/json.hpp>

#include "harness/agent/url.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::agent {
namespace {

namespace codec = oauth::codec;

std::string query_parameter(std::string_view url, std::string_view name) {
  url = without_fragment(url);
  const std::size_t query = url.find('?');
  if (query == std::string_view::npos) return {};
  for (codec::RawPairs pairs(url.substr(query + 1)); pairs.next();) {
    std::string known;
    std::string value;
    if (codec::append_form_decoded(known, pairs.current().name) && known == name &&
        codec::append_form_decoded(value, pairs.current().value)) {
      return value;
    }
  }
  return {};
}

/// The value of a mark, whose braces are left out; nothing where it is none.
std::optional<std::string> value_of(std::string_view mark, const Marks& marks) {
  constexpr std::string_view kQuery = "query:";
  if (mark == "url") return std::string(without_fragment(marks.page_url));
  if (mark == "user_code") return std::string(marks.user_code);
  if (mark == "username") return std::string(marks.username);
  if (mark == "password") return std::string(marks.password);
  if (mark.starts_with(kQuery)) return query_parameter(marks.page_url, mark.substr(kQuery.size()));
  return std::nullopt;
}

/// Calls `encode(mark, value, at)` for each mark that stands at an offset of the text.
template <class Encode>
std::string replaced(std::string_view text, const Marks& marks, Encode encode) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view mark = text.substr(at + 1, end - at - 1);
      if (const auto value = value_of(mark, marks)) {
        out += encode(mark, *value, at);
        at = end + 1;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

/// As it stands between the quotation marks of a JSON string.
std::string json_text(const std::string& value) {
  const std::string quoted =
      nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

std::string with_marks_in_url(std::string_view text, const Marks& marks) {
  return replaced(text, marks, [](std::string_view mark, const std::string& value, std::size_t at) {
    return at == 0 || mark == "url" ? value : codec::percent_encode(value);
  });
}

std::string with_marks_in_body(std::string_view text, std::string_view content_type,
                               const Marks& marks) {
  const bool is_json = content_type.find("json") != std::string_view::npos;
  return replaced(text, marks, [is_json](std::string_view, const std::string& value, std::size_t) {
    return is_json ? json_text(value) : codec::form_encode(value);
  });
}

}  // namespace oauthspec::agent
