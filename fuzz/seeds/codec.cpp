// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fuzz/input/parts.h"
#include "fuzz/seeds/seeds.h"
#include "harness/adapter/reference/shapes.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

std::vector<std::string> request_body(const json& in) {
  return {adapter::read_request(in.at("request")).body};
}

std::vector<std::string> response_body(const json& in) {
  return {adapter::read_response(in.at("response")).body};
}

std::vector<std::string> query(const json& in) {
  const auto url = in.at("url").get<std::string>();
  const std::size_t mark = url.find('?');
  if (mark == std::string::npos) return {};
  return {url.substr(mark + 1)};
}

std::vector<std::string> url(const json& in) {
  return {in.at("url").get<std::string>()};
}

std::vector<std::string> requested_uri(const json& in) {
  if (in.at("requested").is_null()) return {};
  return {adapter::read_bytes(in.at("requested"))};
}

/// A registered URI and the one that is asked for, as two URIs that may be the same.
std::vector<std::string> pairs_of_uris(const json& in) {
  if (in.at("requested").is_null()) return {};
  std::vector<std::string> pairs;
  for (const json& registered : in.at("registered")) {
    pairs.push_back(registered.get<std::string>() + kPartEnd +
                    adapter::read_bytes(in.at("requested")));
  }
  return pairs;
}

/// What stands behind "Basic ".
std::vector<std::string> base64_of_basic(const json& in) {
  const std::string header = adapter::read_bytes(in.at("header"));
  return {header.substr(header.find(' ') + 1)};
}

constexpr auto kCodecSeeds = std::to_array<SeedRule>({
    {"base64", "oauth2.parse_basic_authorization", base64_of_basic},
    {"form", "oauth1.base_string", request_body},
    {"form", "oauth1.parse_credentials_response", response_body},
    {"form", "oauth1.parse_callback", query},
    {"json", "oauth2.parse_token_response", response_body},
    {"json", "oauth2.parse_error", response_body},
    {"uri", "oauth1.base_string_uri", url},
    {"uri", "oauth2.match_redirect_uri", requested_uri},
    {"uri_reference", "oauth2.match_redirect_uri", pairs_of_uris},
});

}  // namespace

std::span<const SeedRule> codec_seeds() {
  return kCodecSeeds;
}

}  // namespace oauthspec::fuzz
