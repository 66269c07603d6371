// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/control.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "harness/reference/codec/json.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/message/http.h"
#include "mock_provider/control/access.h"
#include "mock_provider/control/operation.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kRoot = "/_control";

std::vector<Operation> gather() {
  std::vector<Operation> all;
  for (const auto table : {state_operations(), registry_operations(), fault_operations(),
                           decision_operations(), transcript_operations()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> kAll = gather();
  return kAll;
}

http::Reply answer_json(const ordered_json& json) {
  return {{.status = 200,
           .headers = {{"Content-Type", "application/json"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}},
           .body = json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n'},
          {}};
}

ordered_json list_operations() {
  auto list = ordered_json::array();
  for (const Operation& operation : operations()) {
    list.push_back({{"method", operation.method},
                    {"path", std::string(kRoot) + std::string(operation.path) +
                                 std::string(operation.argument)},
                    {"does", operation.sentence}});
  }
  return {{"operations", list}};
}

// The argument of a path that is the operation's; nothing where the path is another one's.
std::optional<std::string> argument_of(const Operation& operation, std::string_view path) {
  if (operation.argument.empty()) {
    return path == operation.path ? std::optional(std::string()) : std::nullopt;
  }
  if (!path.starts_with(operation.path) || path.size() < operation.path.size() + 2 ||
      path[operation.path.size()] != '/') {
    return std::nullopt;
  }
  const auto decoded = oauth::codec::percent_decode(path.substr(operation.path.size() + 1));
  return decoded ? std::optional(*decoded) : std::nullopt;
}

bool is_json(const oauth::message::Request& request) {
  const auto type = oauth::message::find_header(request.headers, "Content-Type").value_or("");
  const auto end = std::min(type.find_first_of("; \t"), type.size());
  return oauth::message::equal_without_case(type.substr(0, end), "application/json");
}

// A POST says that it is JSON, which no form of a web page can: with the Origin, what keeps foreign pages from this.
std::expected<ordered_json, ControlError> body_of(const oauth::message::Request& request) {
  if (!is_json(request)) {
    return std::unexpected(ControlError{.status = 415,
                                        .error = "unsupported_media_type",
                                        .message = "The Content-Type is not application/json."});
  }
  if (request.body.empty()) {
    return ordered_json::object();
  }
  auto body = oauth::codec::parse_json(request.body);
  if (!body || !body->is_object()) {
    return bad_request("The body is no JSON object.");
  }
  return ordered_json(*std::move(body));
}

http::Reply run(Call& call, const Operation& operation, std::string argument, FinishOf finish_of) {
  ControlCall asked{.call = call,
                    .argument = std::move(argument),
                    .query = read_pairs(call.query),
                    .body = ordered_json::object(),
                    .finish_of = finish_of};
  if (operation.method == "POST") {
    auto body = body_of(call.request);
    if (!body) {
      return control_error(call, body.error().status, body.error().error, body.error().message);
    }
    asked.body = *std::move(body);
  }
  const auto done = operation.answer(asked);
  if (!done) {
    return control_error(call, done.error().status, done.error().error, done.error().message);
  }
  return answer_json(*done);
}

}  // namespace

http::Reply control(Call& call, FinishOf finish_of) {
  if (auto refused = refuse_strangers(call)) {
    return *std::move(refused);
  }
  std::string_view path = call.path.substr(std::min(kRoot.size(), call.path.size()));
  if (path.empty() || path == "/") {
    return answer_json(list_operations());
  }
  std::string methods;
  for (const Operation& operation : operations()) {
    auto argument = argument_of(operation, path);
    if (argument && operation.method == call.request.method) {
      return run(call, operation, *std::move(argument), finish_of);
    }
    if (argument) {
      methods += (methods.empty() ? "" : ", ") + std::string(operation.method);
    }
  }
  if (methods.empty()) {
    return control_error(call, 404, "not_found", "GET /_control lists what there is.");
  }
  http::Reply reply =
      control_error(call, 405, "method_not_allowed", "The path is good for " + methods + ".");
  set_header(reply, "Allow", methods);
  return reply;
}

std::string operations_table() {
  std::string text = "| request | what it does |\n|---|---|\n";
  for (const Operation& operation : operations()) {
    text += "| `" + std::string(operation.method) + ' ' + std::string(kRoot);
    text += std::string(operation.path) + std::string(operation.argument) + "` | ";
    text += std::string(operation.sentence) + " |\n";
  }
  return text;
}

}  // namespace oauthspec::provider::control
