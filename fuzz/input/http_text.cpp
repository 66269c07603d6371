// SPDX-License-Identifier: Apache-2.0
#include "fuzz/input/http_text.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace oauthspec::fuzz {
namespace {

using oauth::message::HeaderField;

std::string_view take_line(std::string_view& input) {
  const std::size_t end = input.find('\n');
  const std::string_view line = input.substr(0, end);
  input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  return line;
}

/// The fields up to the empty line, which is taken too.
std::vector<HeaderField> take_fields(std::string_view& input) {
  std::vector<HeaderField> fields;
  for (std::string_view line = take_line(input); !line.empty(); line = take_line(input)) {
    const std::size_t colon = line.find(": ");
    const std::string_view value =
        colon == std::string_view::npos ? std::string_view() : line.substr(colon + 2);
    fields.push_back({std::string(line.substr(0, colon)), std::string(value)});
  }
  return fields;
}

void append_message(std::string& text, const std::vector<HeaderField>& fields,
                    std::string_view body) {
  text += '\n';
  for (const HeaderField& field : fields) text += field.name + ": " + field.value + '\n';
  text += '\n';
  text += body;
}

}  // namespace

oauth::message::Request read_request(std::string_view input) {
  const std::string_view line = take_line(input);
  const std::size_t space = line.find(' ');
  oauth::message::Request request;
  request.method = line.substr(0, space);
  if (space != std::string_view::npos) request.url = line.substr(space + 1);
  request.headers = take_fields(input);
  request.body = input;
  return request;
}

oauth::message::Response read_response(std::string_view input) {
  const std::string_view line = take_line(input);
  oauth::message::Response response;
  int status = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), status);
  if (error == std::errc() && status >= 100 && status <= 999) response.status = status;
  response.headers = take_fields(input);
  response.body = input;
  return response;
}

std::string write_request(const oauth::message::Request& request) {
  std::string text = request.method + ' ' + request.url;
  append_message(text, request.headers, request.body);
  return text;
}

std::string write_response(const oauth::message::Response& response) {
  std::string text = std::to_string(response.status);
  append_message(text, response.headers, response.body);
  return text;
}

}  // namespace oauthspec::fuzz
