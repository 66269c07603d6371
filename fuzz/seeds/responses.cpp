// SPDX-License-Identifier: Apache-2.0
// What an OAuth 2.0 client reads.
#include <algorithm>
#include <array>
#include <utility>

#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

std::string response_of(const json& in) {
  return write_response(adapter::read_response(in.at("response")));
}

std::vector<std::string> response(const json& in) {
  return {response_of(in)};
}

/// One response with all challenges.
std::vector<std::string> challenges(const json& in) {
  oauth::message::Response refused{401, {}, {}};
  for (const json& field : adapter::items_of(in.at("fields"))) {
    refused.headers.push_back({"WWW-Authenticate", adapter::read_bytes(field)});
  }
  return {write_response(refused)};
}

/// What the client remembers, and the request to its redirection endpoint.
std::vector<std::string> authorization_response(const json& in) {
  oauth::message::Parameters sent;
  for (const char* name : {"response_type", "response_mode", "redirect_uri", "state", "issuer"}) {
    if (const auto value = adapter::read_optional(in, name)) sent.add(name, *value);
  }
  if (const json& supported = in.at("iss_supported"); !supported.is_null()) {
    sent.add("iss_supported", supported.get<bool>() ? "true" : "false");
  }
  return {oauth::message::write_form(sent) + kPartEnd +
          write_request(adapter::read_request(in.at("request")))};
}

/// The claims that a document has signed by one of those that count, as the target's only signer says them.
std::string signed_claims(const json& in) {
  const json document = json::parse(adapter::read_response(in.at("response")).body, nullptr, false);
  if (in.at("signers").empty() || !document.is_object()) return {};
  const auto found = document.find("signed_metadata");
  if (found == document.end() || !found->is_string()) return {};
  const auto jws = found->get<std::string>();
  const std::size_t begin = std::min(jws.find('.'), jws.size() - 1) + 1;
  const std::size_t end = std::min(jws.find('.', begin), jws.size());
  const auto payload =
      oauth::codec::base64_decode(jws.substr(begin, end - begin), oauth::codec::Base64::url);
  json claims = payload ? json::parse(*payload, nullptr, false) : json();
  if (!claims.is_object()) return {};
  if (claims.contains("iss") && claims["iss"] == in["signers"][0]["issuer"]) {
    claims["iss"] = "https://signer.example.com";
  }
  return claims.dump();
}

std::vector<std::string> metadata(const json& in) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds{
      {{"authorization_server", "server"},
       {"protected_resource", "resource"},
       {"client", "client"}}};
  std::string text;
  for (const auto& [kind, word] : kinds) {
    if (in.at("kind") == kind) text = word;
  }
  text += ' ' + adapter::read_optional(in, "identifier").value_or("");
  return {text + kPartEnd + signed_claims(in) + kPartEnd + response_of(in)};
}

std::vector<std::string> well_known(const json& in) {
  return {in.at("suffix").get<std::string>() + kPartEnd + adapter::read_bytes(in.at("identifier"))};
}

std::vector<std::string> device_authorization(const json& in) {
  return {std::string("1700000000") + kPartEnd + response_of(in)};
}

std::vector<std::string> device_poll(const json& in) {
  json body{{"device_code", "d"}, {"user_code", "u"}, {"verification_uri", "x:/"}};
  body["expires_in"] = in.at("expires_in");
  if (const json& interval = in.at("interval"); !interval.is_null()) body["interval"] = interval;
  std::int64_t now = adapter::read_integer(in.at("start"));
  std::string text = std::to_string(now) + kPartEnd +
                     write_response({200, {{"Content-Type", "application/json"}}, body.dump()});
  for (const json& item : adapter::items_of(in.at("sequence"))) {
    const std::int64_t at = adapter::read_integer(item.at("at"));
    text += kPartEnd + std::to_string(at - std::exchange(now, at));
    if (item.contains("response")) text += '\n' + response_of(item);
  }
  return {text};
}

std::vector<std::string> pushed_authorization(const json& in) {
  return {std::string("1700000000") + kPartEnd + response_of(in)};
}

std::vector<std::string> revocation(const json& in) {
  return {std::to_string(adapter::read_integer(in.at("now"))) + kPartEnd + response_of(in)};
}

constexpr auto kResponseSeeds = std::to_array<SeedRule>({
    {"authorization_response", "oauth2.parse_authorization_response", authorization_response},
    {"device_flow", "oauth2.parse_device_authorization", device_authorization},
    {"device_flow", "oauth2.device_poll", device_poll},
    {"error_response", "oauth2.parse_error", response},
    {"error_response", "oauth2.parse_www_authenticate", challenges},
    {"introspection", "oauth2.parse_introspection", response},
    {"metadata", "oauth2.parse_metadata", metadata},
    {"par_and_revocation", "oauth2.parse_par_response", pushed_authorization},
    {"par_and_revocation", "oauth2.parse_revocation_response", revocation},
    {"token_response", "oauth2.parse_token_response", response},
    {"well_known", "oauth2.metadata_url", well_known},
});

}  // namespace

std::span<const SeedRule> response_seeds() {
  return kResponseSeeds;
}

}  // namespace oauthspec::fuzz
