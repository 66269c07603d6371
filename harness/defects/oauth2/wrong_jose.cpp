// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/wrong_jose.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <vector>

#include "harness/defects/oauth2/octets.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth2::wrong {
namespace {

const Jose& right() {
  return sound<Jose>();
}

std::string text_member(const json& object, const char* member) {
  const json value = object.value(member, json());
  return value.is_string() ? value.get<std::string>() : "";
}

}  // namespace

Result<Compact> more_parts_ignored(string_view compact) {
  std::size_t end = 0;
  for (int part = 0; part < 3 && end != string_view::npos; ++part)
    end = compact.find('.', part == 0 ? 0 : end + 1);
  return right().split(compact.substr(0, end));
}

Result<Compact> two_parts_will_do(string_view compact) {
  if (std::ranges::count(compact, '.') == 1) return right().split(std::string(compact) + ".");
  return right().split(compact);
}

// split('.'), which makes a string of each part before anybody counts them: CVE-2025-30204.
Result<Compact> split_without_limit(string_view compact) {
  constexpr std::ptrdiff_t kAsMuchAsThereIs = 1000;
  if (std::ranges::count(compact, '.') > kAsMuchAsThereIs)
    throw std::length_error("memory exhausted");
  return right().split(compact);
}

Result<Compact> json_serialization_too(string_view compact) {
  const json object = json::parse(compact, nullptr, false);
  if (!object.is_object()) return right().split(compact);
  const json signature = object.contains("signatures") ? object.at("signatures").at(0) : object;
  return Compact{text_member(signature, "protected"), text_member(object, "payload"),
                 text_member(signature, "signature")};
}

Result<std::string> padding_accepted(string_view base64url) {
  const std::size_t end = base64url.find_last_not_of('=');
  return right().decode(base64url.substr(0, end == string_view::npos ? 0 : end + 1));
}

Result<std::string> either_alphabet(string_view base64url) {
  std::string digits(base64url);
  std::ranges::replace(digits, '+', '-');
  std::ranges::replace(digits, '/', '_');
  return right().decode(digits);
}

Result<std::string> standard_alphabet_only(string_view base64url) {
  if (base64url.find_first_of("-_") != string_view::npos) return refusal(Errc::base64_invalid);
  return either_alphabet(base64url);
}

Result<std::string> white_space_skipped(string_view base64url) {
  std::string digits(base64url);
  std::erase_if(digits, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
  return right().decode(digits);
}

// Where a name comes again it is passed over.
Result<json> first_member_counts(string_view text) {
  std::vector<std::set<std::string>> names;  // of each object that is open
  const auto keep = [&](int depth, json::parse_event_t event, json& parsed) {
    const auto level = static_cast<std::size_t>(depth);
    if (event == json::parse_event_t::object_start) {
      names.resize(level);
      names.emplace_back();
    }
    return event != json::parse_event_t::key ||
           names.at(level - 1).insert(parsed.get<std::string>()).second;
  };
  json value = json::parse(text, keep, false);
  if (!value.is_object()) return refusal(Errc::jws_malformed);
  return value;
}

Result<json> malformed_json_crashes(string_view text) {
  return json::parse(text);
}

// A parser that closes what was left open.
Result<json> end_not_required(string_view text) {
  const auto whole = right().parse(text);
  return whole ? whole : right().parse(std::string(text) + "}");
}

// A pattern such as "alg":"([^"]+)", which white space does not fit.
Result<json> white_space_refused(string_view text) {
  if (text.find_first_of("\r\n") != string_view::npos) return refusal(Errc::jws_malformed);
  return right().parse(text);
}

Result<json> escapes_kept(string_view text) {
  std::string kept(text);
  replace_all(kept, "\\", "\\\\");
  return right().parse(kept);
}

// A parser that stops where the value ends.
Result<json> text_behind_ignored(string_view text) {
  for (std::size_t end = text.find('}'); end != string_view::npos; end = text.find('}', end + 1)) {
    if (auto value = right().parse(text.substr(0, end + 1))) return value;
  }
  return right().parse(text);
}

// As Go's decoder reads the members of a struct.
Result<json> names_without_case(string_view text) {
  auto value = right().parse(text);
  if (value && value->contains("Alg")) (*value)["alg"] = value->at("Alg");
  return value;
}

Result<json> octets_replaced(string_view text) {
  std::string ascii(text);
  std::ranges::replace_if(ascii, [](char c) { return (c & 0x80) != 0; }, '?');
  return right().parse(ascii);
}

// payload["iss"], and nobody asks what the payload is.
Result<json> object_assumed(string_view text) {
  const json value = json::parse(text, nullptr, false);
  if (value.is_array()) throw std::invalid_argument("string indices must be integers");
  return right().parse(text);
}

Result<void> any_header(const json& /*header*/) {
  return {};
}

Result<void> known_members_only(const json& header) {
  for (const auto& [name, value] : header.items()) {
    constexpr std::array kKnown{"alg", "typ", "kid", "jwk", "jku", "x5u", "crit"};
    if (std::ranges::find(kKnown, name) == kKnown.end()) return refusal(Errc::jose_header_invalid);
  }
  return right().check_header(header);
}

Result<void> kid_of_any_type(const json& header) {
  json rest = header;
  rest.erase("kid");
  return right().check_header(rest);
}

Result<void> typ_required(const json& header) {
  if (!header.contains("typ")) return refusal(Errc::jwt_type_unexpected);
  return right().check_header(header);
}

Result<void> typ_with_case(const json& header) {
  if (header.contains("typ") && header.at("typ") == "jwt")
    return refusal(Errc::jwt_type_unexpected);
  return right().check_header(header);
}

Result<void> critical_ignored(const json& /*header*/) {
  return {};
}

Result<void> critical_members_there(const json& header) {
  const json names = header.value("crit", json::array());
  for (const json& name : names) {
    if (!name.is_string() || !header.contains(name.get<std::string>()))
      return refusal(Errc::critical_unsupported);
  }
  return {};
}

Result<void> critical_as_array_only(const json& header) {
  if (header.contains("crit") && header.at("crit").is_string()) return {};
  return right().check_critical(header);
}

Result<void> first_critical_assumed(const json& header) {
  if (header.contains("crit") && header.at("crit").empty()) throw std::out_of_range("index 0");
  return right().check_critical(header);
}

const Algorithm* without_case(const json& header) {
  std::string name = text_member(header, "alg");
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name == "EDDSA" ? right().algorithm(header) : oauth::jose::algorithm_named(name);
}

const Algorithm* first_of_array(const json& header) {
  const json alg = header.value("alg", json());
  return oauth::jose::algorithm_named(
      text_member({{"alg", alg.is_array() && !alg.empty() ? alg.at(0) : alg}}, "alg"));
}

const Algorithm* rs256_is_rs512(const json& header) {
  return header.at("alg") == "RS256" ? oauth::jose::algorithm_named("RS512")
                                     : right().algorithm(header);
}

const Algorithm* ps256_is_rs256(const json& header) {
  return header.at("alg") == "PS256" ? oauth::jose::algorithm_named("RS256")
                                     : right().algorithm(header);
}

bool none_accepted(const UnverifiedJwt& jwt) {
  return text_member(jwt.header, "alg") == "none";
}

bool none_without_case(const UnverifiedJwt& jwt) {
  std::string alg = text_member(jwt.header, "alg");
  to_lower(alg);
  return alg == "none" && text_member(jwt.header, "alg") != "none";
}

bool without_signature(const UnverifiedJwt& jwt) {
  return jwt.signature.empty();
}

std::string header_written_again(const Compact& parts, const json& header) {
  Compact again = parts;
  again.header = oauth::codec::base64_encode(header.dump(), oauth::codec::Base64::url);
  return right().signed_text(again, header);
}

bool any_strength(const Algorithm& /*algorithm*/, const Verifier& /*key*/) {
  return true;
}

}  // namespace oauthspec::defects::oauth2::wrong
