// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/expect.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/json.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;
using oauth::message::Parameters;
using oauth::message::Response;

Parameters form_of(std::string_view text) {
  Parameters parameters;
  // What cannot be read has no parameters that a check could find.
  static_cast<void>(parameters.add_form(text).has_value());
  return parameters;
}

std::string_view before_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

}  // namespace

std::optional<nlohmann::json> json_of(const Response& response) {
  const auto type = find_header(response.headers, "Content-Type");
  const auto media = type ? type->substr(0, type->find(';')) : std::string_view();
  if (!oauth::message::equal_without_case(media, "application/json")) {
    return std::nullopt;
  }
  auto read = oauth::codec::parse_json(response.body);
  return read ? std::optional(*std::move(read)) : std::nullopt;
}

std::string error_of(const Response& response) {
  const auto body = json_of(response);
  if (!body || !body->is_object()) {
    return {};
  }
  return text_of(*body, "error");
}

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string describe(const Response& response) {
  const std::string error = error_of(response);
  return error.empty() ? fmt::format("status {}", response.status)
                       : fmt::format("status {} with {}", response.status, error);
}

bool is_success(const Response& response) {
  return response.status / 100 == 2;
}

Finding refused(const Response& response, std::initializer_list<std::string_view> errors,
                std::string_view accepted) {
  if (is_success(response)) {
    return fail(std::string(accepted));
  }
  if (response.status / 100 != 4) {
    return inconclusive("the server answered with " + describe(response));
  }
  Finding finding = pass();
  if (errors.size() != 0 && std::ranges::find(errors, error_of(response)) == errors.end()) {
    finding.message = fmt::format("the server refused with {} where the error is {}",
                                  describe(response), fmt::join(errors, " or "));
  }
  return finding;
}

Finding refused_as(const Response& response, std::initializer_list<std::string_view> errors,
                   std::string_view accepted) {
  Finding finding = refused(response, errors, accepted);
  if (finding.verdict == Verdict::pass && !finding.message.empty()) {
    return fail(std::move(finding.message));
  }
  return finding;
}

std::optional<std::string> location_of(const Response& response) {
  if (response.status != 302 && response.status != 303 && response.status != 307) {
    return std::nullopt;
  }
  const auto location = find_header(response.headers, "Location");
  return location ? std::optional<std::string>(*location) : std::nullopt;
}

Parameters query_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto question = url.find('?');
  return form_of(question == std::string_view::npos ? "" : url.substr(question + 1));
}

Parameters fragment_of(std::string_view url) {
  const auto hash = url.find('#');
  return form_of(hash == std::string_view::npos ? "" : url.substr(hash + 1));
}

bool leads_to(std::string_view url, std::string_view redirect_uri) {
  return before_query(url) == before_query(redirect_uri);
}

}  // namespace oauthspec::checks
