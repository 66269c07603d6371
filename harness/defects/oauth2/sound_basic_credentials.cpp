// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/adapter/reference/shapes.h"
#include "harness/defects/oauth2/basic_credentials.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/message/http.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Errc;
using oauth::Result;

bool is_basic(string_view scheme) {
  return oauth::message::equal_without_case(scheme, "Basic");
}

Result<std::string> behind_scheme(const BasicCredentials& library, string_view field) {
  const std::size_t space = std::min(field.find(' '), field.size());
  if (!library.is_scheme(field.substr(0, space))) return refusal(Errc::header_scheme);
  const std::size_t begin = std::min(field.find_first_not_of(' ', space), field.size());
  return std::string(field.substr(begin));
}

Result<std::string> decode(string_view base64) {
  return oauth::codec::base64_decode(base64);
}

Result<void> check(string_view octets) {
  const bool control = std::ranges::any_of(octets, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7F;
  });
  if (control) return refusal(Errc::credentials_invalid);
  return {};
}

Result<ClientSecret> split(string_view octets) {
  const std::size_t colon = octets.find(':');
  if (colon == string_view::npos) return refusal(Errc::credentials_invalid);
  return ClientSecret{std::string(octets.substr(0, colon)), std::string(octets.substr(colon + 1))};
}

Result<std::string> undo(string_view text) {
  std::string octets;
  if (auto done = oauth::codec::append_form_decoded(octets, text); !done)
    return refusal(done.error().code);
  return octets;
}

Result<ClientSecret> read(const BasicCredentials& library, string_view octets) {
  auto parts = library.split(octets);
  if (!parts) return parts;
  for (std::string* part : {&parts->client_id, &parts->client_secret}) {
    auto decoded = library.undo(*part);
    if (!decoded) return std::unexpected(decoded.error());
    *part = *std::move(decoded);
  }
  return parts;
}

Result<ClientSecret> client_of(const BasicCredentials& library, string_view field) {
  const auto base64 = library.behind_scheme(library, field);
  if (!base64) return std::unexpected(base64.error());
  const auto octets = library.decode(*base64);
  if (!octets) return std::unexpected(octets.error());
  if (auto done = library.check(*octets); !done) return std::unexpected(done.error());
  return library.read(library, *octets);
}

}  // namespace

template <>
const BasicCredentials& sound<BasicCredentials>() {
  static constexpr BasicCredentials kSound{is_basic, behind_scheme, decode, check,
                                           split,    undo,          read};
  return kSound;
}

Verdict answer_basic(const BasicCredentials& library, const json& in) {
  const auto client = client_of(library, adapter::read_bytes(in.at("header")));
  if (!client) return adapter::reject(client.error());
  return Out{{{"client_id", adapter::write_bytes(client->client_id)},
              {"client_secret", adapter::write_bytes(client->client_secret)}},
             {}};
}

}  // namespace oauthspec::defects::oauth2
