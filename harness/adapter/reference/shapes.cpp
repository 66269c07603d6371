// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/shapes.h"

#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/utf8.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;

std::vector<oauth::message::HeaderField> read_headers(const json& headers) {
  std::vector<oauth::message::HeaderField> fields;
  for (const json& field : items_of(headers))
    fields.push_back({field.at(0).get<std::string>(), read_bytes(field.at(1))});
  return fields;
}

/// A key of the backend, to be shared.
template <class Key>
oauth::Result<std::shared_ptr<const Key>> shared(oauth::Result<std::unique_ptr<Key>> key) {
  if (!key) return std::unexpected(key.error());
  return std::shared_ptr<const Key>(std::move(*key));
}

}  // namespace

const json::array_t& items_of(const json& list) {
  return list.get_ref<const json::array_t&>();
}

std::int64_t read_integer(const json& number) {
  // nlohmann converts a fraction, a truth value and a number of any size without a word.
  if (!number.is_number_integer()) throw ShapeError("a number is no integer");
  if (number.is_number_unsigned() && !std::in_range<std::int64_t>(number.get<std::uint64_t>()))
    throw ShapeError("a number is too large");
  return number.get<std::int64_t>();
}

std::string read_bytes(const json& bytes) {
  if (bytes.is_string()) return bytes.get<std::string>();
  auto octets = oauth::codec::base64_decode(bytes.at("b64").get<std::string>());
  if (!octets) throw ShapeError("b64 is no Base64");
  return std::move(*octets);
}

json write_bytes(std::string_view octets) {
  if (oauth::codec::check_utf8(octets)) return octets;
  return {{"b64", oauth::codec::base64_encode(octets)}};
}

oauth::message::Parameters read_parameters(const json& parameters) {
  oauth::message::Parameters list;
  for (const json& parameter : items_of(parameters))
    list.add(read_bytes(parameter.at(0)), read_bytes(parameter.at(1)));
  return list;
}

json write_parameters(const oauth::message::Parameters& parameters) {
  json list = json::array();
  for (const oauth::message::ParameterView parameter : parameters) {
    list.push_back(json::array({write_bytes(parameter.name), write_bytes(parameter.value)}));
  }
  return list;
}

oauth::message::Request read_request(const json& request) {
  return {request.at("method").get<std::string>(), request.at("url").get<std::string>(),
          read_headers(request.at("headers")), read_bytes(request.at("body"))};
}

oauth::message::Response read_response(const json& response) {
  const std::int64_t status = read_integer(response.at("status"));
  if (!std::in_range<int>(status)) throw ShapeError("a number is too large");
  return {static_cast<int>(status), read_headers(response.at("headers")),
          read_bytes(response.at("body"))};
}

std::optional<std::string> read_optional(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return found->get<std::string>();
}

oauth::Result<std::shared_ptr<const oauth::crypto::PrivateKey>> read_private_key(
    const json& key, const oauth::crypto::Backend& backend) {
  if (key.contains("pem"))
    return shared(backend.private_key(key.at("pem").get_ref<const std::string&>()));
  const auto numbers = oauth::jose::key_numbers(key.at("jwk"));
  if (!numbers) return std::unexpected(numbers.error());
  return shared(backend.private_key(*numbers));
}

oauth::Result<std::shared_ptr<const oauth::crypto::PublicKey>> read_public_key(
    const json& key, const oauth::crypto::Backend& backend) {
  if (key.contains("pem"))
    return shared(backend.public_key(key.at("pem").get_ref<const std::string&>()));
  const auto numbers = oauth::jose::key_numbers(key.at("jwk"));
  if (!numbers) return std::unexpected(numbers.error());
  return shared(backend.public_key(*numbers));
}

Reject reject(const oauth::Error& error) {
  std::string message(oauth::meaning(error.code));
  message.append(" (").append(oauth::clause(error.code)).append("; octet ");
  message.append(std::to_string(error.offset)).append(")");
  return {std::string(oauth::name(error.code)), std::move(message)};
}

Verdict text_or_reject(const oauth::Result<std::string>& text) {
  if (!text) return reject(text.error());
  return Out{*text, {}};
}

}  // namespace oauthspec::adapter
