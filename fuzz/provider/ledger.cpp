// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/ledger.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fuzz/check/holds.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::fuzz {
namespace {

// Each letter looked for by itself, which takes much less than each octet of every field.
bool has_one_of(std::string_view letters, std::string_view text) {
  return std::ranges::any_of(letters, [text](char letter) { return text.contains(letter); });
}

}  // namespace

Ledger::Ledger(const provider::Registry& registry, const provider::Settings& settings)
    : lifetimes_(settings.lifetimes) {
  for (const auto& [id, record] : registry.clients) {
    clients_[id] = {.secret = std::string(record.secret.reveal()),
                    .redirect_uris = record.redirect_uris,
                    .native = record.application_type == oauth::oauth2::ApplicationType::native,
                    .open = record.is_public()};
    keep_secret(clients_[id].secret);
  }
  for (const auto& [name, user] : registry.users) {
    passwords_[name] = std::string(user.password.reveal());
    keep_secret(passwords_[name]);
  }
  first_secrets_ = secrets_.size();
}

void Ledger::begin_anew() {
  registered_.clear();
  families_.clear();
  tokens_.clear();
  codes_.clear();
  devices_.clear();
  pushed_.clear();
  asked_.clear();
  temporary_.clear();
  credentials_.clear();
  sessions_.clear();
  nonces_.clear();
  assertions_.clear();
  secrets_.resize(first_secrets_);
}

const Ledger::Client* Ledger::find_client(std::string_view id) const {
  for (const auto* clients : {&clients_, &registered_}) {
    if (const auto found = clients->find(id); found != clients->end()) return &found->second;
  }
  return nullptr;
}

void Ledger::keep_secret(const std::string& secret) {
  // A short one stands in many a text by chance.
  constexpr std::size_t kLongEnough = 7;
  if (secret.size() >= kLongEnough) secrets_.push_back(secret);
}

void Ledger::judge(const Seen& seen) {
  judge_form(seen);
  judge_caching(seen);
  follow_browser(seen);
  const std::string_view path = seen.path;
  if (path == "/authorize") judge_authorize(seen);
  if (path == "/device") judge_device_page(seen);
  if (path == "/oauth1/authorize" && seen.hidden.size() >= 2) {
    const std::string key = only(seen.query, "oauth_token").value_or("");
    note_interaction(seen, {.client = temporary_[key].client, .request = {}, .temporary = key});
  }
  judge_page(seen);
  if (path == "/consent") judge_consent(seen);
  if (path == "/token") judge_token(seen);
  if (path == "/par") judge_pushed(seen);
  if (path == "/device_authorization") judge_device_authorization(seen);
  if (path == "/revoke") judge_revocation(seen);
  if (path == "/introspect") judge_introspection(seen);
  if (path.starts_with("/resource")) judge_resource(seen);
  if (path.starts_with("/oauth1/") && path != "/oauth1/authorize") judge_oauth1(seen);
  if (path == "/register") note_client(seen);
}

void Ledger::judge_form(const Seen& seen) const {
  // RFC 9110 15.6: a server error says that the server fell over the request, not that the request is wrong.
  holds(seen.response.status >= 200 && seen.response.status < 500, "no request is a server error");
  for (const oauth::message::HeaderField& one : seen.response.headers) {
    // RFC 9110 5.5, RFC 6749 10.14
    holds(!has_one_of(std::string_view("\r\n\0", 3), one.value) && !has_one_of(": \r\n", one.name),
          "a header field stays on its line (RFC 9110 5.5)");
  }
  const bool redirects = seen.response.status / 100 == 3;
  holds(redirects == !seen.location.empty(), "Location stands in redirections (RFC 9110 10.2.2)");
  const auto locations = std::ranges::count_if(
      seen.response.headers,
      [](const oauth::message::HeaderField& one) { return same_name(one.name, "Location"); });
  holds(locations <= 1, "there is one Location (RFC 9110 10.2.2)");
}

void Ledger::judge_caching(const Seen& seen) const {
  constexpr auto kSecret =
      std::to_array<std::string_view>({"/token", "/par", "/oauth1/initiate", "/oauth1/token",
                                       "/authorize", "/consent", "/introspect"});
  const bool gives_secrets = std::ranges::find(kSecret, seen.path) != kSecret.end();
  const bool answers = seen.done() || !seen.location.empty();
  if (!gives_secrets || !answers) return;
  // RFC 6749 5.1, RFC 9700 4.2.4, RFC 5849 4.4
  holds(field(seen.response.headers, "Cache-Control").find("no-store") != std::string::npos,
        "a reply with credentials says Cache-Control: no-store (RFC 6749 5.1)");
}

namespace {

// What the assertion of a client says; null where it is no JWT.
nlohmann::json claims_of(const Seen& seen) {
  std::string assertion = only(seen.form, "client_assertion").value_or("");
  const std::size_t first = assertion.find('.');
  if (first == std::string::npos) return nullptr;
  const std::string payload =
      assertion.substr(first + 1, assertion.find('.', first + 1) - first - 1);
  const auto octets = oauth::codec::base64_decode(payload, oauth::codec::Base64::url);
  return octets ? nlohmann::json::parse(*octets, nullptr, false) : nlohmann::json();
}

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// "id:secret" of the Basic scheme, taken apart: RFC 6749 section 2.3.1.
std::optional<std::pair<std::string, std::string>> basic_of(const Seen& seen) {
  const std::string value = field(seen.request.headers, "Authorization");
  if (!same_name(value.substr(0, 6), "Basic ")) return std::nullopt;
  const auto octets = oauth::codec::base64_decode(value.substr(6));
  const std::size_t colon = octets ? octets->find(':') : std::string::npos;
  if (!octets || colon == std::string::npos) return std::pair(std::string(), std::string());
  return std::pair(decode(octets->substr(0, colon), true), decode(octets->substr(colon + 1), true));
}

}  // namespace

Ledger::Presented Ledger::presented(const Seen& seen) const {
  const auto basic = basic_of(seen);
  const nlohmann::json claims = claims_of(seen);
  const std::string named = only(seen.form, "client_id").value_or("");
  std::string id = basic ? basic->first : named;
  if (!basic && claims.is_object()) id = text_of(claims, "sub");
  const Client* const found = find_client(id);
  if (found == nullptr) return {id, false};
  const Client& client = *found;
  if (basic) return {id, !client.secret.empty() && basic->second == client.secret};
  // RFC 7523 3: an assertion is for one use, and not expired.
  if (claims.is_object()) {
    const bool late = claims.contains("exp") && claims["exp"].is_number() &&
                      claims["exp"].get<double>() + 300 < static_cast<double>(seen.now);
    return {id, !assertions_.contains(id + ' ' + text_of(claims, "jti")) && !late};
  }
  if (client.open) return {id, true};
  return {id, !client.secret.empty() && only(seen.form, "client_secret") == client.secret};
}

void Ledger::take_assertion(const Seen& seen) {
  const nlohmann::json claims = claims_of(seen);
  if (!basic_of(seen) && claims.is_object()) {
    assertions_.insert(text_of(claims, "sub") + ' ' + text_of(claims, "jti"));
  }
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
