// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/ledger.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fuzz/check/holds.h"

namespace oauthspec::fuzz {
namespace {

// Each letter looked for by itself, which takes much less than each octet of every field.
bool has_one_of(std::string_view letters, std::string_view text) {
  return std::ranges::any_of(letters, [text](char letter) { return text.contains(letter); });
}

std::shared_ptr<const oauth::crypto::PublicKey> rsa_key_of(const provider::ClientRecord& record) {
  if (!record.rsa_public_key) return nullptr;
  auto key = oauth::crypto::openssl().public_key(*record.rsa_public_key);
  return key ? *std::move(key) : nullptr;
}

}  // namespace

Ledger::Ledger(const provider::Registry& registry, const provider::Settings& settings)
    : lifetimes_(settings.lifetimes) {
  for (const auto& [id, record] : registry.clients) {
    clients_[id] = {.secret = std::string(record.secret.reveal()),
                    .redirect_uris = record.redirect_uris,
                    .native = record.application_type == oauth::oauth2::ApplicationType::native,
                    .open = record.is_public(),
                    .rsa_key = rsa_key_of(record)};
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
  proofs_.clear();
  secrets_.resize(first_secrets_);
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
  const int status = seen.response.status;
  // RFC 9700 4.12: a browser would send its form once more, with the password that is in it.
  holds(seen.request.method != "POST" || (status != 307 && status != 308),
        "a form is not sent on (RFC 9700 4.12)");
  const bool redirects = status / 100 == 3;
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

}  // namespace oauthspec::fuzz
