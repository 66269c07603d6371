// SPDX-License-Identifier: Apache-2.0
// Who a request says that it comes from, and whether it shows it: RFC 6749 section 2.3, RFC 7523, RFC 7591.
#include <algorithm>
#include <utility>

#include "fuzz/check/holds.h"
#include "fuzz/input/escapes.h"
#include "fuzz/oracle/jose_model.h"
#include "fuzz/provider/ledger.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// What a client says by a JWT.
struct Assertion {
  ModelJws jws;
  json claims;

  [[nodiscard]] std::string text(const char* name) const {
    return model_text(claims, name).value_or("");
  }
  /// Seconds since 1970; nothing where it does not say.
  [[nodiscard]] std::optional<double> expires() const {
    const auto found = claims.find("exp");
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
  }
};

std::optional<Assertion> assertion_of(const Seen& seen) {
  auto jws = model_parse_jws(only(seen.form, "client_assertion").value_or(""));
  auto claims = jws ? model_object(jws->payload) : std::nullopt;
  if (!claims) return std::nullopt;
  return Assertion{*std::move(jws), *std::move(claims)};
}

// RFC 7523 3, item 3: the provider, or one of its endpoints.
bool is_for_the_provider(const json& audience) {
  if (audience.is_array()) return std::ranges::any_of(audience, is_for_the_provider);
  if (!audience.is_string()) return false;
  const auto& name = audience.get_ref<const std::string&>();
  return name == kOrigin || name.starts_with(std::string(kOrigin) + '/');
}

// RFC 7523 3, item 9. Other algorithms than that which sequences sign with need keys that none has.
bool is_signed(const ModelJws& jws, const std::string& secret) {
  const std::string alg = model_text(jws.header, "alg").value_or("");
  if (alg != "HS256") return !alg.empty() && alg != "none";
  return !secret.empty() &&
         model_verifies(jws, alg, {{"kty", "oct"}, {"k", model_base64url_encode(secret)}});
}

// "id:secret" of the Basic scheme, taken apart: RFC 6749 section 2.3.1.
std::optional<std::pair<std::string, std::string>> basic_of(const Seen& seen) {
  const auto credentials = credentials_of(field(seen.request.headers, "Authorization"), "Basic");
  if (!credentials) return std::nullopt;
  const auto octets = oauth::codec::base64_decode(*credentials);
  const std::size_t colon = octets ? octets->find(':') : std::string::npos;
  if (!octets || colon == std::string::npos) return std::pair(std::string(), std::string());
  return std::pair(without_escapes(octets->substr(0, colon), Plus::space),
                   without_escapes(octets->substr(colon + 1), Plus::space));
}

}  // namespace

const Ledger::Client* Ledger::find_client(std::string_view id) const {
  for (const auto* clients : {&clients_, &registered_}) {
    if (const auto found = clients->find(id); found != clients->end()) return &found->second;
  }
  return nullptr;
}

Ledger::Presented Ledger::presented(const Seen& seen) const {
  const auto basic = basic_of(seen);
  const auto assertion = basic ? std::nullopt : assertion_of(seen);
  std::string id = only(seen.form, "client_id").value_or("");
  if (basic) id = basic->first;
  if (assertion) id = assertion->text("sub");
  const Client* const found = find_client(id);
  if (found == nullptr) return {.client = id, .proven = false};
  const Client& client = *found;
  const bool has_secret = !client.secret.empty();
  if (basic) return {.client = id, .proven = has_secret && basic->second == client.secret};
  if (assertion) {
    constexpr double kLeeway = 300;
    const auto now = static_cast<double>(seen.now);
    const auto expires = assertion->expires();
    const auto used = assertions_.find(id + ' ' + assertion->text("jti"));
    // RFC 7523 3, items 1, 3, 4, 7 and 9
    return {.client = id,
            .proven = !assertion->text("iss").empty() &&
                      is_for_the_provider(assertion->claims.value("aud", json())) && expires &&
                      *expires + kLeeway >= now &&
                      (used == assertions_.end() || now > used->second) &&
                      is_signed(assertion->jws, client.secret)};
  }
  return {
      .client = id,
      .proven = client.open || (has_secret && only(seen.form, "client_secret") == client.secret),
      .open = client.open};
}

void Ledger::take_assertion(const Seen& seen) {
  if (basic_of(seen)) return;
  const auto assertion = assertion_of(seen);
  // RFC 7523 3, item 7: it may have no jti; a jti is kept as long as its assertion could be taken.
  if (!assertion || assertion->text("jti").empty()) return;
  assertions_[assertion->text("sub") + ' ' + assertion->text("jti")] =
      assertion->expires().value_or(0);
}

void Ledger::note_client(const Seen& seen) {
  const std::string id = seen.text("client_id").value_or("");
  if (seen.response.status != 201 || id.empty()) return;
  holds(find_client(id) == nullptr, "a client identifier is no other client's (RFC 7591 3.2.1)");
  Client& client = registered_[id];
  client.secret = seen.text("client_secret").value_or("");
  client.open = client.secret.empty();
  client.native = seen.text("application_type") == "native";
  const auto uris = seen.body.find("redirect_uris");
  if (uris != seen.body.end() && uris->is_array()) {
    for (const nlohmann::json& uri : *uris) {
      if (uri.is_string()) client.redirect_uris.push_back(uri.get<std::string>());
    }
  }
  keep_secret(client.secret);
}

}  // namespace oauthspec::fuzz
