// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>

#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/oauth1/authorization_header.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Request;

std::vector<std::string> base_string_uri(const json& in) {
  Request request{"GET", in.at("url").get<std::string>(), {}, ""};
  if (const auto host = adapter::read_optional(in, "host"))
    request.headers.push_back({"Host", *host});
  return {write_request(request)};
}

std::vector<std::string> base_string(const json& in) {
  Request request = adapter::read_request(in.at("request"));
  const auto parameters = adapter::read_parameters(in.at("protocol_parameters"));
  const auto field = oauth::oauth1::write_authorization_header(std::nullopt, parameters);
  if (field && !parameters.empty()) request.headers.push_back({"Authorization", *field});
  return {write_request(request)};
}

std::vector<std::string> normalize_parameters(const json& in) {
  return {
      write_request({"GET",
                     "http://example.com/?" +
                         oauth::message::write_form(adapter::read_parameters(in.at("parameters"))),
                     {},
                     ""})};
}

std::vector<std::string> header_of(const json& in) {
  return {adapter::read_bytes(in.at("header"))};
}

std::vector<std::string> header_to_write(const json& in) {
  std::string input = kPartEnd + adapter::read_optional(in, "realm").value_or("");
  const auto parameters = adapter::read_parameters(in.at("parameters"));
  for (const oauth::message::ParameterView parameter : parameters) {
    input += kPartEnd + std::string(parameter.name);
    input += kPartEnd + std::string(parameter.value);
  }
  return {input};
}

/// Puts a token that the target's oracle knows to have expired in the place of those that have in the vector.
std::string with_known_token(std::string request, const json& tokens) {
  for (const json& token : adapter::items_of(tokens)) {
    const auto key = token.at("key").get<std::string>();
    const std::size_t at = token.contains("expires") ? request.find(key) : std::string::npos;
    if (at != std::string::npos) request.replace(at, key.size(), "expired7dh3k39sjv7Qr");
  }
  return request;
}

std::vector<std::string> requests_of(const json& in) {
  std::vector<std::string> inputs;
  for (const json& request : adapter::items_of(in.at("sequence"))) {
    inputs.push_back(
        with_known_token(write_request(adapter::read_request(request)), in.at("tokens")));
  }
  return inputs;
}

std::vector<std::string> response_of(const json& in) {
  return {write_response(adapter::read_response(in.at("response")))};
}

std::vector<std::string> callback(const json& in) {
  return {in.at("url").get<std::string>() + kPartEnd + in.at("token").get<std::string>() +
          kPartEnd + "473f82d3"};
}

std::vector<std::string> endpoint(const json& in) {
  return {in.at("endpoint").get<std::string>() + kPartEnd + in.at("token").get<std::string>() +
          kPartEnd + "473f82d3"};
}

std::vector<std::string> signing(const json& in) {
  const json& client = in.at("client");
  const json& token = in.at("token");
  std::string input = client.at("key").get<std::string>() + kPartEnd +
                      adapter::read_optional(client, "secret").value_or("");
  for (const char* const member : {"key", "secret"})
    input += kPartEnd + (token.is_null() ? "" : token.at(member).get<std::string>());
  for (const char* const member : {"timestamp", "nonce"})
    input += kPartEnd + adapter::read_optional(in, member).value_or("");
  input += kPartEnd + in.at("method").get<std::string>();
  std::vector<std::string> inputs;
  const std::string request = write_request(adapter::read_request(in.at("request")));
  const std::string end = (in.value("body_hash", false) ? " hash" : std::string()) + kPartEnd;
  for (const char* const place : {" header", " body", " query"})
    inputs.push_back(std::string(input).append(place).append(end).append(request));
  return inputs;
}

constexpr auto kOauth1Seeds = std::to_array<SeedRule>({
    {"base_string", "oauth1.base_string_uri", base_string_uri},
    {"base_string", "oauth1.base_string", base_string},
    {"base_string", "oauth1.normalize_parameters", normalize_parameters},
    {"authorization_header", "oauth1.parse_authorization_header", header_of},
    {"authorization_header", "oauth1.build_authorization_header", header_to_write},
    {"oauth1_verify", "oauth1.verify", requests_of},
    {"credentials_response", "oauth1.parse_credentials_response", response_of},
    {"callback", "oauth1.parse_callback", callback},
    {"callback", "oauth1.authorization_url", endpoint},
    {"oauth1_sign", "oauth1.sign", signing},
});

}  // namespace

std::span<const SeedRule> oauth1_seeds() {
  return kOauth1Seeds;
}

}  // namespace oauthspec::fuzz
