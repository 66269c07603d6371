// SPDX-License-Identifier: Apache-2.0
// Bodies that no reader of JSON may choke on, or take for what they are not.
#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/codec/json.h"
#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;

constexpr Endpoints kAny = Endpoints::every();
constexpr std::int64_t kMostOctets = 64 * 1024 * 1024;
constexpr std::int64_t kMostDepth = 1'000'000;

// Adds a member, as text, behind the others.
void append_member(Reply& reply, const std::string& text) {
  std::string& body = reply.response.body;
  const auto end = body.rfind('}');
  const bool empty = json_object(reply)->empty();
  body.insert(end, (empty ? "" : ",") + text);
}

// Each member twice: first another value under the name, then the one that is meant.
void duplicate_members(Reply& reply) {
  std::string text = "{";
  const auto object = *json_object(reply);
  for (const auto& [name, value] : object.items()) {
    text += text.size() > 1 ? "," : "";
    oauth::codec::append_json_string(text, name);
    text += ":\"another value\",";
    oauth::codec::append_json_string(text, name);
    text += ':' + value.dump();
  }
  reply.response.body = text + '}';
}

constexpr Behaviour kBodyBehaviours[] = {
    after("malformed_json", "leaves out the brace at the end of the JSON object", "RFC6749-5.1-2",
          kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            std::string& body = reply.response.body;
            body.erase(body.rfind('}'));
          }),
    after("trailing_text", "writes something behind the JSON object", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body += "\n<!-- served -->"; }),
    after("empty_body", "sends no body at all", "", kAny, fits::has_body,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body.clear(); }),
    after("json_array", "puts the JSON object into an array", "RFC6749-5.1-2", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            reply.response.body = '[' + reply.response.body + ']';
          }),
    after("json_null", "answers null where an object is expected", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body = "null"; }),
    after("huge_body", "adds a member of so many octets", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t amount) {
            append_member(
                reply, "\"padding\":\"" + std::string(static_cast<std::size_t>(amount), 'x') + '"');
          },
          {.unit = "octets", .usual = 16 * 1024 * 1024, .least = 1, .most = kMostOctets}),
    after("deep_json", "adds a member of arrays inside each other", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t amount) {
            const auto depth = static_cast<std::size_t>(amount);
            append_member(reply, "\"deep\":" + std::string(depth, '[') + std::string(depth, ']'));
          },
          {.unit = "arrays", .usual = 100'000, .least = 1, .most = kMostDepth}),
    after("duplicate_members", "writes each member twice, with two values", "", kAny,
          fits::has_json, [](Call&, Reply& reply, std::int64_t) { duplicate_members(reply); }),
    after("byte_order_mark", "begins the JSON with a byte order mark", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { reply.response.body.insert(0, "\xEF\xBB\xBF"); }),
    after("invalid_utf8", "adds a member with an octet that is no UTF-8", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { append_member(reply, "\"text\":\"\xFF\""); }),
    after("utf16_body", "writes the JSON in UTF-16, as it says", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            std::string wide("\xFE\xFF", 2);
            for (const char octet : reply.response.body) {
              wide += '\0';
              wide += octet;
            }
            reply.response.body = wide;
            set_header(reply, "Content-Type", "application/json; charset=utf-16");
          }),
    after("null_members", "adds a member that is null, as some serializers do for what is absent",
          "RFC6749-5.1-13", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) { append_member(reply, "\"error\":null"); }),
    after("unknown_members", "adds members of every type that nobody has heard of",
          "RFC6749-5.1-13", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            append_member(reply,
                          R"("x_text":"x","x_number":1.5e3,"x_list":[1,{"a":null}],"x_true":true)");
          }),
    after("white_space", "sets white space around everything in the JSON", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            reply.response.body = "\r\n\t " + json_object(reply)->dump(8) + " \n\n";
          }),
    after("escaped_json", "escapes every letter of the JSON's names", "", kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            constexpr char kDigits[] = "0123456789abcdef";
            std::string text = "{";
            const auto object = *json_object(reply);
            for (const auto& [name, value] : object.items()) {
              text += text.size() > 1 ? ",\"" : "\"";
              for (const char c : name) {
                const auto octet = static_cast<unsigned char>(c);
                text += "\\u00";
                text += kDigits[octet >> 4U];
                text += kDigits[octet & 15U];
              }
              text += "\":" + value.dump();
            }
            reply.response.body = text + '}';
          }),
};

}  // namespace

std::span<const Behaviour> body_behaviours() {
  return kBodyBehaviours;
}

}  // namespace oauthspec::provider::control
