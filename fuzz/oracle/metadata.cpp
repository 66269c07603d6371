// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/metadata.h"

#include <algorithm>
#include <array>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

constexpr std::string_view kSigner = "https://signer.example.com";
constexpr std::string_view kGood = "good";
constexpr std::int64_t kNow = 1'700'000'000;

const char* identifier_of(Document document) {
  return document == Document::server ? "issuer" : "resource";
}

std::optional<Members> model_document(const json& object, Document document,
                                      std::string_view identifier) {
  auto members = model_members(object, metadata_rules(document));
  if (!members) return std::nullopt;
  if (document != Document::client) {
    // RFC 8414 section 3.3, RFC 9728 section 3.3
    return members->at(identifier_of(document)) == identifier ? members : std::nullopt;
  }
  // RFC 7591 sections 2 and 3.2.1
  const bool keys_twice = members->contains("jwks") && members->contains("jwks_uri");
  const bool secret_for_ever =
      members->contains("client_secret") && !members->contains("client_secret_expires_at");
  return keys_twice || secret_for_ever ? std::nullopt : members;
}

int status_of(Document document) {
  return document == Document::client ? 201 : 200;
}

/// RFC 4648 section 5, without padding.
std::string base64url(std::string_view octets) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char octet : octets) {
    bits = (bits << 8U) | static_cast<unsigned char>(octet);
    for (count += 8; count >= 6; count -= 6) text += letters[(bits >> (count - 6)) & 63U];
  }
  if (count > 0) text += letters[(bits << (6 - count)) & 63U];
  return text;
}

std::string jws(std::string_view payload, std::string_view signature) {
  return base64url(R"({"alg":"ES256"})") + '.' + base64url(payload) + '.' + base64url(signature);
}

Response with_body(const Response& response, const json& object) {
  return {response.status, response.headers,
          object.dump(-1, ' ', false, json::error_handler_t::replace)};
}

/// Whether a claim is of the JWT itself, and not of what it describes.
bool is_of_token(std::string_view name) {
  constexpr std::array<std::string_view, 8> names{"iss", "sub", "aud", "exp",
                                                  "nbf", "iat", "jti", "signed_metadata"};
  return std::ranges::find(names, name) != names.end();
}

/// RFC 7519 section 4.1: registered claims of their types, and a time at which they hold.
bool claims_hold(const json& claims) {
  const auto is = [&claims](const char* name, bool (*fits)(const json&)) {
    return !claims.contains(name) || fits(claims[name]);
  };
  const auto is_text = [](const json& value) { return value.is_string(); };
  const auto is_number = [](const json& value) { return value.is_number(); };
  const bool typed =
      is("iss", is_text) && is("sub", is_text) && is("jti", is_text) && is("exp", is_number) &&
      is("nbf", is_number) && is("iat", is_number) && is("aud", [](const json& value) {
        return value.is_string() ||
               (value.is_array() &&
                std::ranges::all_of(value, [](const json& one) { return one.is_string(); }));
      });
  return typed && (!claims.contains("exp") || claims["exp"].get<double>() > kNow) &&
         (!claims.contains("nbf") || claims["nbf"].get<double>() <= kNow);
}

/// RFC 8414 section 2.1, RFC 9728 section 2.2: the document with what is signed in the place of what is not.
std::optional<Members> model_signed(json document, const json& claims, Document kind,
                                    std::string_view identifier) {
  if (!claims_hold(claims) || claims.value("iss", json()) != kSigner) return std::nullopt;
  // RFC 9728 section 2.2; RFC 8414 has such a claim be without meaning.
  if (kind == Document::resource && claims.contains("signed_metadata")) return std::nullopt;
  for (const auto& [name, value] : claims.items()) {
    if (!is_of_token(name)) document[name] = value;
  }
  return model_document(document, kind, identifier);
}

void check_signed(const MetadataReader& reader, const Response& response, const json& document,
                  Document kind, std::string_view identifier, std::string_view text) {
  const MetadataSignature signature{std::string(kSigner), std::string(kGood), kNow};
  json object = document;
  object["signed_metadata"] = jws(text, "bad");
  holds(!reader.parse_signed(with_body(response, object), kind, identifier, signature),
        "metadata with a wrong signature is refused");
  object["signed_metadata"] = jws(text, kGood);
  const auto read = reader.parse_signed(with_body(response, object), kind, identifier, signature);
  const auto claims =
      model_object({200, {{"Content-Type", "application/json"}}, std::string(text)});
  const auto expected =
      claims ? model_signed(std::move(object), *claims, kind, identifier) : std::nullopt;
  holds(read.has_value() == expected.has_value(),
        "signed metadata is refused where its specification says so, and nowhere else");
  if (read && expected) {
    holds(*read == *expected, "what is signed takes the place of what is not");
  }
}

/// RFC 8414 section 4: code point by code point.
void check_other_identifier(const MetadataReader& reader, const Response& response,
                            Document document, const std::string& identifier) {
  std::string other_case = identifier;
  for (char& c : other_case) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  for (const std::string& other : {identifier + '/', other_case}) {
    holds(other == identifier || !reader.parse(response, document, other),
          "a document of another identifier is refused");
  }
}

struct Wanted {
  Document document = Document::server;
  std::string identifier;
};

Wanted read_wanted(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  Wanted wanted;
  if (text.substr(0, space) == "resource") wanted.document = Document::resource;
  if (text.substr(0, space) == "client") wanted.document = Document::client;
  wanted.identifier = text.substr(std::min(space + 1, text.size()));
  return wanted;
}

}  // namespace

std::optional<Members> model_metadata(const Response& response, Document document,
                                      std::string_view identifier) {
  if (response.status != status_of(document)) return std::nullopt;
  const auto object = model_object(response);
  return object ? model_document(*object, document, identifier) : std::nullopt;
}

void check_metadata(const MetadataReader& reader, std::string_view input) {
  const auto [context, claims, text] = split_parts<3>(input);
  const auto [document, identifier] = read_wanted(context);
  const Response response = read_response(text);
  const Turn turn(input, 2);
  if (turn.is(0)) {
    const auto read = reader.parse(response, document, identifier);
    const auto expected = model_metadata(response, document, identifier);
    holds(read.has_value() == expected.has_value(),
          "a document is refused where its specification says so, and nowhere else");
    if (!read || !expected) return;
    holds(*read == *expected, "members are read as they are written");
    if (document != Document::client) {
      check_other_identifier(reader, response, document, identifier);
    }
  }
  if (!turn.is(1) || reader.parse_signed == nullptr || claims.empty()) return;
  const auto object =
      response.status == status_of(document) ? model_object(response) : std::nullopt;
  if (object) check_signed(reader, response, *object, document, identifier, claims);
}

}  // namespace oauthspec::fuzz
