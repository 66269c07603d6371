// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/adapter_protocol.h"

#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

const AdapterProtocol& right() {
  static const AdapterProtocol protocol = reference<AdapterProtocol>();
  return protocol;
}

std::string line_of(const json& message) {
  return message.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// An answer with two verdicts is its first: a failure beside a refusal is no failure then.
std::optional<std::string> first_verdict(std::string_view line) {
  json message = json::parse(line, nullptr, false);
  if (!right().answer(line) && message.is_object() && message.contains("reject") &&
      message.contains("error")) {
    message.erase("error");
    return right().answer(line_of(message));
  }
  return right().answer(line);
}

/// Text that holds a number is one.
std::optional<std::string> loose_id(std::string_view line) {
  json message = json::parse(line, nullptr, false);
  if (message.is_object() && message.contains("id") && message["id"] == "1") {
    message["id"] = 1;
    return right().answer(line_of(message));
  }
  return right().answer(line);
}

/// Any count is taken.
std::optional<std::string> many_in_flight(std::string_view line) {
  json message = json::parse(line, nullptr, false);
  if (message.is_object() && message.contains("hello") && message["hello"].is_object()) {
    json& hello = message["hello"];
    if (hello.contains("max_in_flight") && hello["max_in_flight"].is_number()) {
      hello["max_in_flight"] = 1;
      return right().hello(line_of(message));
    }
  }
  return right().hello(line);
}

constexpr auto kBugs = std::to_array<PlantedBug<AdapterProtocol>>({
    {"failure-beside-refusal", "An answer that holds a refusal and a failure is a refusal.",
     "vectors/schema/protocol.schema.json",
     [](AdapterProtocol& protocol) { protocol.answer = first_verdict; }},
    {"id-may-be-text", "An id may be a text that holds its number.", "oauth2-rs #85",
     [](AdapterProtocol& protocol) { protocol.answer = loose_id; }},
    {"any-count", "A count out of its range is taken.", "mod_auth_openidc CVE-2024-24814",
     [](AdapterProtocol& protocol) { protocol.hello = many_in_flight; }},
});

}  // namespace

template <>
std::span<const PlantedBug<AdapterProtocol>> planted_bugs<AdapterProtocol>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
