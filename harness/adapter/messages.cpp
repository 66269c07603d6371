// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/messages.h"

#include <array>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/json.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;

// Members are written in the protocol's order, which reads better in a log than the alphabet's.
using nlohmann::ordered_json;

// Room for what the 64 levels of a value need: the message itself and its "out" come on top.
constexpr std::size_t kDepth = 80;

std::string line_of(const ordered_json& message) {
  return message.dump() + '\n';
}

std::unexpected<BadMessage> bad(std::string reason) {
  return std::unexpected(BadMessage{std::move(reason)});
}

std::expected<json, BadMessage> parse_object(std::string_view line) {
  // What a library prints before a warning, mostly; quoting it would show nothing.
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
    return bad("an empty line: stdout is the protocol's, all else goes to stderr");
  }
  auto value = oauth::codec::parse_json(line, {.octets = kLineOctets, .depth = kDepth});
  if (!value) {
    return bad(fmt::format("{} ({}, at octet {})", oauth::meaning(value.error().code),
                           oauth::name(value.error().code), value.error().offset));
  }
  if (!value->is_object()) {
    return bad("the message is no JSON object");
  }
  return *std::move(value);
}

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// A member of type string; an absent one is empty where it may be absent.
std::expected<std::string, BadMessage> text(const json& object, const char* name, bool required) {
  const json* value = member(object, name);
  if (value == nullptr) {
    return required
               ? std::expected<std::string, BadMessage>(bad(fmt::format("\"{}\" is missing", name)))
               : std::string();
  }
  if (!value->is_string()) {
    return bad(fmt::format("\"{}\" is no string", name));
  }
  return value->get<std::string>();
}

std::expected<std::vector<std::string>, BadMessage> texts(const json& object, const char* name) {
  std::vector<std::string> all;
  const json* values = member(object, name);
  if (values == nullptr) {
    return all;
  }
  if (!values->is_array()) {
    return bad(fmt::format("\"{}\" is no array", name));
  }
  for (const json& value : *values) {
    if (!value.is_string()) {
      return bad(fmt::format("\"{}\" holds something other than strings", name));
    }
    all.push_back(value.get<std::string>());
  }
  return all;
}

std::expected<Implementation, BadMessage> parse_implementation(const json& hello) {
  const json* impl = member(hello, "impl");
  if (impl == nullptr || !impl->is_object()) {
    return bad("\"impl\" is missing, or no object");
  }
  auto name = text(*impl, "name", true);
  auto version = text(*impl, "version", true);
  auto language = text(*impl, "language", true);
  auto home = text(*impl, "home", false);
  for (const auto* part : {&name, &version, &language, &home}) {
    if (!*part) {
      return bad("impl: " + part->error().reason);
    }
  }
  if (name->empty()) {
    return bad("impl: \"name\" is empty");
  }
  return Implementation{*std::move(name), *std::move(version), *std::move(language),
                        *std::move(home)};
}

std::expected<int, BadMessage> parse_protocol(const json& hello) {
  const json* protocol = member(hello, "protocol");
  if (protocol == nullptr || !protocol->is_number_integer()) {
    return bad("\"protocol\" is missing, or no integer");
  }
  if (*protocol != kProtocol) {
    return bad(
        fmt::format("protocol {} is not spoken here; protocol {} is", protocol->dump(), kProtocol));
  }
  return kProtocol;
}

std::expected<std::uint32_t, BadMessage> parse_max_in_flight(const json& hello) {
  constexpr std::uint32_t kMost = 1024;
  const json* count = member(hello, "max_in_flight");
  if (count == nullptr) {
    return 1;
  }
  if (!count->is_number_unsigned() || *count < 1 || *count > kMost) {
    return bad(fmt::format("\"max_in_flight\" is no integer from 1 to {}", kMost));
  }
  return count->get<std::uint32_t>();
}

std::expected<std::uint64_t, BadMessage> parse_id(const json& message) {
  const json* id = member(message, "id");
  if (id == nullptr || !id->is_number_unsigned()) {
    return bad("\"id\" is missing, or no integer from 0");
  }
  return id->get<std::uint64_t>();
}

// What is wrong with one value that the library picked itself, where anything is.
std::optional<std::string> wrong_choice(const std::string& name, const json& value) {
  struct Choosable {
    std::string_view name;
    bool time;      // an integer, where all others are strings
    bool left_out;  // null, for what was left out
  };
  constexpr std::array kNames{
      Choosable{"nonce", false, false},  Choosable{"timestamp", false, false},
      Choosable{"version", false, true}, Choosable{"url", false, false},
      Choosable{"jti", false, true},     Choosable{"iat", true, true},
      Choosable{"exp", true, true},      Choosable{"nbf", true, true}};
  const auto* const known = std::ranges::find(kNames, name, &Choosable::name);
  if (known == kNames.end()) {
    return fmt::format(" names {}, which nobody may choose", json(name).dump());
  }
  if (known->left_out && value.is_null()) return std::nullopt;
  if (known->time ? value.is_number_integer() : value.is_string()) return std::nullopt;
  return fmt::format(": \"{}\" is no {}", name, known->time ? "integer" : "string");
}

std::expected<Verdict, BadMessage> parse_out(json& message) {
  Out out{std::move(message.at("out")), {}};
  const json* actual = member(message, "actual");
  if (actual == nullptr) {
    return out;
  }
  if (!actual->is_object()) {
    return bad("\"actual\" is no object");
  }
  for (const auto& [name, value] : actual->items()) {
    if (auto wrong = wrong_choice(name, value)) return bad(fmt::format("\"actual\"{}", *wrong));
    out.actual.emplace(name, value);
  }
  return out;
}

std::expected<Verdict, BadMessage> parse_reject(const json& reject) {
  auto code = text(reject, "code", false);
  auto message = text(reject, "message", false);
  if (!code || !message) {
    return bad("reject: " + (code ? message : code).error().reason);
  }
  return Reject{*std::move(code), *std::move(message)};
}

std::expected<Verdict, BadMessage> parse_skip(const json& skip) {
  auto need = text(skip, "need", true);
  if (!need) {
    return bad("skip: " + need.error().reason);
  }
  if (need->empty()) {
    return bad("skip: \"need\" is empty");
  }
  return Skip{*std::move(need)};
}

std::expected<Verdict, BadMessage> parse_failure(const json& failure) {
  auto type = text(failure, "type", true);
  auto message = text(failure, "message", true);
  if (!type || !message) {
    return bad("error: " + (type ? message : type).error().reason);
  }
  return Failure{*std::move(type), *std::move(message)};
}

// Takes the value out of the message, which may be large.
std::expected<Verdict, BadMessage> parse_verdict(json& message) {
  std::optional<std::string> kind;
  for (const char* name : {"out", "reject", "skip", "error"}) {
    if (member(message, name) == nullptr) {
      continue;
    }
    if (kind) {
      return bad(fmt::format("the answer has both \"{}\" and \"{}\"", *kind, name));
    }
    kind = name;
  }
  if (!kind) {
    return bad("the answer has none of \"out\", \"reject\", \"skip\" and \"error\"");
  }
  if (*kind == "out") {
    return parse_out(message);
  }
  const json& body = message.at(*kind);
  if (!body.is_object()) {
    return bad(fmt::format("\"{}\" is no object", *kind));
  }
  if (*kind == "reject") {
    return parse_reject(body);
  }
  return *kind == "skip" ? parse_skip(body) : parse_failure(body);
}

struct VerdictWriter {
  ordered_json& message;

  void operator()(const Out& out) const {
    message["out"] = out.value;
    if (!out.actual.empty()) {
      message["actual"] = out.actual;
    }
  }
  void operator()(const Reject& reject) const {
    message["reject"] = {{"code", reject.code}, {"message", reject.message}};
  }
  void operator()(const Skip& skip) const { message["skip"] = {{"need", skip.need}}; }
  void operator()(const Failure& failure) const {
    message["error"] = {{"type", failure.type}, {"message", failure.message}};
  }
};

}  // namespace

std::string write_runner_hello(std::string_view suite_version) {
  return line_of({{"hello", {{"protocol", kProtocol}, {"suite", suite_version}}}});
}

std::string write_hello(const Hello& hello) {
  ordered_json impl{{"name", hello.impl.name},
                    {"version", hello.impl.version},
                    {"language", hello.impl.language}};
  if (!hello.impl.home.empty()) {
    impl["home"] = hello.impl.home;
  }
  return line_of({{"hello",
                   {{"protocol", kProtocol},
                    {"impl", std::move(impl)},
                    {"ops", hello.ops},
                    {"features", hello.features},
                    {"reason_codes", hello.reason_codes},
                    {"max_in_flight", hello.max_in_flight}}}});
}

std::string write_call(const Call& call) {
  std::string line = fmt::format("{{\"id\":{},\"op\":", call.id);
  oauth::codec::append_json_string(line, call.op);
  line += ",\"in\":";
  oauth::codec::append_json(line, call.in);
  return line += "}\n";
}

std::string write_answer(const Answer& answer) {
  try {
    ordered_json message{{"id", answer.id}};
    std::visit(VerdictWriter{message}, answer.verdict);
    return line_of(message);
  } catch (const json::type_error& error) {
    return line_of(
        {{"id", answer.id},
         {"error", {{"type", "json"}, {"message", "the answer holds a text that is no UTF-8"}}}});
  }
}

std::string write_bye() {
  return line_of({{"bye", ordered_json::object()}});
}

std::expected<Hello, BadMessage> parse_hello(std::string_view line) {
  const auto message = parse_object(line);
  if (!message) {
    return std::unexpected(message.error());
  }
  const json* body = member(*message, "hello");
  if (body == nullptr || !body->is_object()) {
    return bad("the message is no hello");
  }
  // First, so that an adapter of another protocol is told so and not that a member is missing.
  if (auto protocol = parse_protocol(*body); !protocol) {
    return std::unexpected(protocol.error());
  }
  auto impl = parse_implementation(*body);
  if (!impl) {
    return std::unexpected(impl.error());
  }
  auto ops = texts(*body, "ops");
  auto features = texts(*body, "features");
  if (!ops || !features) {
    return std::unexpected((ops ? features : ops).error());
  }
  if (ops->empty()) {
    return bad("\"ops\" is missing, or empty");
  }
  const json* codes = member(*body, "reason_codes");
  if (codes != nullptr && !codes->is_boolean()) {
    return bad("\"reason_codes\" is no boolean");
  }
  const auto count = parse_max_in_flight(*body);
  if (!count) {
    return std::unexpected(count.error());
  }
  return Hello{*std::move(impl), *std::move(ops), *std::move(features),
               codes != nullptr && codes->get<bool>(), *count};
}

std::expected<Answer, BadMessage> parse_answer(std::string_view line) {
  auto message = parse_object(line);
  if (!message) {
    return std::unexpected(message.error());
  }
  const auto id = parse_id(*message);
  if (!id) {
    return std::unexpected(id.error());
  }
  auto verdict = parse_verdict(*message);
  if (!verdict) {
    return std::unexpected(verdict.error());
  }
  return Answer{*id, *std::move(verdict)};
}

std::expected<FromRunner, BadMessage> parse_from_runner(std::string_view line) {
  auto message = parse_object(line);
  if (!message) {
    return std::unexpected(message.error());
  }
  if (member(*message, "bye") != nullptr) {
    return Bye{};
  }
  if (const json* hello = member(*message, "hello"); hello != nullptr) {
    if (!hello->is_object()) {
      return bad("\"hello\" is no object");
    }
    const auto protocol = parse_protocol(*hello);
    return protocol ? std::expected<FromRunner, BadMessage>(RunnerHello{*protocol})
                    : std::unexpected(protocol.error());
  }
  const auto id = parse_id(*message);
  auto op = text(*message, "op", true);
  const auto in = message->find("in");
  if (!id || !op) {
    return std::unexpected(id ? op.error() : id.error());
  }
  if (in == message->end() || !in->is_object()) {
    return bad("\"in\" is missing, or no object");
  }
  return Call{*id, *std::move(op), std::move(*in)};
}

}  // namespace oauthspec::adapter
