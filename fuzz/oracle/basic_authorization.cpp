// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/basic_authorization.h"

#include <algorithm>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {
namespace {

void check_field(const BasicCodec& codec, std::string_view field) {
  holds(codec.parse(field) == model_basic(field),
        "credentials are read as RFC 6749 section 2.3.1 and RFC 7617 section 2 say");
}

void check_written(const BasicCodec& codec, std::string_view client_id,
                   std::string_view client_secret) {
  const std::string field = codec.write(client_id, client_secret);
  holds(field == model_write_basic(client_id, client_secret),
        "identifier and password are form-encoded, joined, and written in Base64");
  if (codec.parse == nullptr) return;
  const auto back = codec.parse(field);
  holds(back && back->first == client_id && back->second == client_secret,
        "reading undoes writing");
}

/// RFC 4648 section 3.5: the last character has bits that stand for nothing, and they are zero.
std::string with_another_last_character(std::string field) {
  const std::size_t last = field.find_last_not_of('=');
  if (last != std::string::npos) field[last] = field[last] == 'A' ? 'B' : 'A';
  return field;
}

}  // namespace

std::string model_write_basic(std::string_view client_id, std::string_view client_secret) {
  return "Basic " + model_base64(model_form_text(client_id) + ':' + model_form_text(client_secret));
}

std::optional<std::pair<std::string, std::string>> model_basic(std::string_view field) {
  // RFC 7235 section 2.1: auth-scheme 1*SP token68
  const std::string_view scheme = field.substr(0, field.find(' '));
  if (model_lower(scheme) != "basic") return std::nullopt;
  field.remove_prefix(scheme.size());
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  const auto octets = model_base64_octets(field);
  if (!octets || !octets->contains(':')) return std::nullopt;
  // RFC 7617 section 2: no control characters, and no colon in the identifier.
  const auto is_control = [](char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; };
  if (std::ranges::any_of(*octets, is_control)) return std::nullopt;
  const std::size_t colon = octets->find(':');
  auto client_id = model_form_octets(std::string_view(*octets).substr(0, colon));
  auto client_secret = model_form_octets(std::string_view(*octets).substr(colon + 1));
  if (!client_id || !client_secret) return std::nullopt;
  return std::pair(*std::move(client_id), *std::move(client_secret));
}

void check_basic_authorization(const BasicCodec& codec, std::string_view octets) {
  const auto [client_id, client_secret] = split_parts<2>(octets);
  const Turn turn(octets, 6);
  if (turn.is(0) && codec.write != nullptr) check_written(codec, client_id, client_secret);
  if (codec.parse == nullptr) return;
  if (turn.is(1)) check_field(codec, octets);
  const std::string hidden = model_base64(octets);
  if (turn.is(2)) check_field(codec, "Basic " + hidden);
  if (turn.is(3)) check_field(codec, "bASIC  " + hidden);
  if (turn.is(4)) check_field(codec, with_another_last_character("Basic " + hidden));
  if (turn.is(5)) check_field(codec, "Basic " + hidden.substr(0, hidden.find('=')));
}

}  // namespace oauthspec::fuzz
