// SPDX-License-Identifier: Apache-2.0
// What is given for a code, a token or a name, and what a token opens.
#include <algorithm>
#include <utility>

#include "fuzz/check/holds.h"
#include "fuzz/provider/ledger.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool within(const std::vector<std::string>& scope, const std::vector<std::string>& whole) {
  return std::ranges::all_of(
      scope, [&](const std::string& one) { return std::ranges::find(whole, one) != whole.end(); });
}

// RFC 7636 section 4.6
std::string challenge_of(const std::string& verifier, std::string_view method) {
  if (method != "S256") return verifier;
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, verifier);
  return digest ? oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::url) : "";
}

void judge_verifier(const Pairs& asked, const Pairs& form) {
  const auto challenge = only(asked, "code_challenge");
  const auto verifier = only(form, "code_verifier");
  if (!challenge) {
    holds(!verifier, "a verifier goes with a challenge only (RFC 9700 4.8.2)");
    return;
  }
  const std::string method = only(asked, "code_challenge_method").value_or("plain");
  holds(method == "S256" || method == "plain",
        "an unknown challenge method is refused (RFC 7636 4.4.1)");
  holds(verifier && challenge_of(*verifier, method) == *challenge,
        "a code goes with its verifier (RFC 7636 4.6)");
}

}  // namespace

std::size_t Ledger::new_family(Family family) {
  families_.push_back(std::move(family));
  return families_.size() - 1;
}

bool Ledger::alive(const Token& token, Seconds now) const {
  return now < token.expires && !token.revoked && !token.used && !families_[token.family].revoked;
}

void Ledger::judge_token(const Seen& seen) {
  Presented who = presented(seen);
  if (!seen.done()) {
    note_reuse(seen, who);
    return;
  }
  who.key = take_proof(seen);
  holds(seen.request.method == "POST", "tokens are given to POST only (RFC 6749 3.2)");
  holds(!repeats(seen.form), "a request that says something twice is refused (RFC 6749 3.2)");
  holds(who.proven, "a client gets tokens as itself only (RFC 6749 3.2.1)");
  take_assertion(seen);
  const std::string grant = only(seen.form, "grant_type").value_or("");
  std::size_t family = kNone;
  if (grant == "authorization_code") family = redeem_code(seen, who);
  if (grant == "refresh_token") family = redeem_refresh(seen, who);
  if (grant == "urn:ietf:params:oauth:grant-type:device_code") family = redeem_device(seen, who);
  if (grant == "urn:ietf:params:oauth:grant-type:token-exchange")
    family = redeem_exchange(seen, who);
  if (grant == "password") family = redeem_password(seen, who);
  if (grant == "client_credentials") {
    const Client* const client = find_client(who.client);
    holds(client != nullptr && !client->open,
          "no public client is trusted by itself (RFC 6749 4.4)");
    holds(!seen.text("refresh_token"), "a client itself gets no refresh token (RFC 6749 4.4.3)");
    family = new_family({.client = who.client, .scope = asked_scope(seen.form)});
  }
  holds(family != kNone, "tokens are given for a grant that is there (RFC 6749 5.2)");
  if (family != kNone) note_tokens(seen, family, who);
}

std::size_t Ledger::redeem_code(const Seen& seen, const Presented& who) {
  const auto found = codes_.find(only(seen.form, "code").value_or(""));
  holds(found != codes_.end(), "a code is one that was given (RFC 6749 4.1.3)");
  if (found == codes_.end()) return kNone;
  Code& code = found->second;
  holds(families_[code.family].client == who.client, "a code is its client's (RFC 6749 4.1.3)");
  holds(!code.used, "a code is used once (RFC 6749 4.1.2)");
  holds(seen.now < code.expires, "an expired code is refused (RFC 6749 4.1.2)");
  const auto named = only(code.request, "redirect_uri");
  // RFC 6749 4.1.3: required, and identical, where the authorization request named one.
  if (named) {
    holds(only(seen.form, "redirect_uri") == named,
          "a code is for its redirection URI (RFC 6749 4.1.3)");
  }
  judge_verifier(code.request, seen.form);
  const auto key = only(code.request, "dpop_jkt");
  if (key) holds(who.key == *key, "a code is for its key (RFC 9449 10)");
  code.used = true;
  return code.family;
}

std::size_t Ledger::redeem_refresh(const Seen& seen, const Presented& who) {
  const auto found = tokens_.find(only(seen.form, "refresh_token").value_or(""));
  const bool known = found != tokens_.end() && found->second.refresh;
  holds(known, "a refresh token is one that was given (RFC 6749 6)");
  if (!known) return kNone;
  Token& token = found->second;
  holds(families_[token.family].client == who.client,
        "a refresh token is its client's (RFC 6749 6)");
  holds(!token.used, "a refresh token is used once where it is replaced (RFC 9700 4.14.2)");
  holds(alive(token, seen.now), "a dead refresh token is refused (RFC 6749 6)");
  holds(token.key.empty() || who.key == token.key, "a refresh token is for its key (RFC 9449 5)");
  // RFC 9700 4.14.2: another one takes its place.
  token.used = seen.text("refresh_token").has_value();
  return token.family;
}

std::size_t Ledger::redeem_device(const Seen& seen, const Presented& who) {
  const auto found = devices_.find(only(seen.form, "device_code").value_or(""));
  holds(found != devices_.end(), "a device code is one that was given (RFC 8628 3.4)");
  if (found == devices_.end()) return kNone;
  Device& device = found->second;
  holds(device.client == who.client, "a device code is its client's (RFC 8628 3.4)");
  holds(device.allowed == true, "a device gets nothing until its user allows it (RFC 8628 3.5)");
  holds(!device.used, "a device code is used once (RFC 8628 3.5)");
  holds(seen.now < device.expires, "an expired device code is refused (RFC 8628 3.5)");
  device.used = true;
  return new_family({.client = device.client, .scope = device.scope, .asked = device.asked});
}

std::size_t Ledger::redeem_password(const Seen& seen, const Presented& who) {
  const auto known = passwords_.find(only(seen.form, "username").value_or(""));
  holds(known != passwords_.end() && only(seen.form, "password") == known->second,
        "the password is the owner's (RFC 6749 4.3.2)");
  return new_family({.client = who.client, .scope = asked_scope(seen.form)});
}

std::size_t Ledger::redeem_exchange(const Seen& seen, const Presented& who) {
  const auto found = tokens_.find(only(seen.form, "subject_token").value_or(""));
  holds(found != tokens_.end() && alive(found->second, seen.now),
        "what is exchanged is a live token (RFC 8693 2.1)");
  if (found == tokens_.end()) return kNone;
  const Scope whole = found->second.scope;
  return new_family({.client = who.client, .scope = whole});
}

void Ledger::note_tokens(const Seen& seen, std::size_t family, const Presented& who) {
  const Scope whole = families_[family].scope;
  const auto told = seen.text("scope");
  const auto asked = only(seen.form, "scope");
  // RFC 6749 5.1: without scope it is what was asked for, or all.
  const Scope scope = told ? words(*told) : asked ? words(*asked) : whole;
  holds(within(scope, whole), "a token is for no more than was consented to (RFC 6749 3.3)");
  holds(told || asked || within(families_[family].asked, whole),
        "who gets less than was asked for is told (RFC 6749 3.3)");
  const auto type = seen.text("token_type");
  holds(type.has_value(), "a token's type is named (RFC 6749 5.1)");
  const bool bound = same_name(type.value_or(""), "DPoP");
  holds(!bound || !who.key.empty(), "a token is bound to a key that was shown (RFC 9449 5)");
  const std::string access = seen.text("access_token").value_or("");
  holds(access.size() >= 16 && !tokens_.contains(access),
        "a token cannot be guessed (RFC 6749 10.10)");
  const auto lifetime = seen.body.find("expires_in");
  const bool limited = lifetime != seen.body.end() && lifetime->is_number_integer();
  const Seconds seconds = limited ? lifetime->get<Seconds>() : lifetimes_.access_token;
  holds(seconds > 0 && seconds <= lifetimes_.access_token, "a token lives as long as is told");
  tokens_[access] = {.family = family,
                     .scope = scope,
                     .expires = seen.now + seconds,
                     .key = bound ? who.key : std::string()};
  keep_secret(access);
  const auto refresh = seen.text("refresh_token");
  if (!refresh) return;
  // RFC 9449 5: a client that has a secret is bound by that.
  const Client* const client = find_client(who.client);
  const bool open = client != nullptr && client->open;
  tokens_[*refresh] = {.family = family,
                       .scope = whole,
                       .expires = seen.now + lifetimes_.refresh_token,
                       .refresh = true,
                       .key = open ? who.key : std::string()};
  keep_secret(*refresh);
}

void Ledger::note_reuse(const Seen& seen, const Presented& who) {
  if (!who.proven || seen.text("error") != "invalid_grant" || repeats(seen.form)) return;
  const std::string grant = only(seen.form, "grant_type").value_or("");
  const auto code = codes_.find(only(seen.form, "code").value_or(""));
  const auto token = tokens_.find(only(seen.form, "refresh_token").value_or(""));
  // "when possible": what has expired may be forgotten.
  const bool code_again = grant == "authorization_code" && code != codes_.end() &&
                          code->second.used && seen.now < code->second.expires;
  const bool token_again = grant == "refresh_token" && token != tokens_.end() &&
                           token->second.used && seen.now < token->second.expires;
  if (!code_again && !token_again) return;
  Family& family = families_[code_again ? code->second.family : token->second.family];
  // RFC 6749 4.1.2, RFC 9700 4.14.2: all that came of it falls.
  if (family.client == who.client) family.revoked = true;
}

void Ledger::judge_revocation(const Seen& seen) {
  if (!seen.done()) return;
  const Presented who = presented(seen);
  holds(who.proven, "a client revokes as itself only (RFC 7009 2.1)");
  take_assertion(seen);
  const auto found = tokens_.find(only(seen.form, "token").value_or(""));
  if (found == tokens_.end()) return;
  Token& token = found->second;
  if (families_[token.family].client != who.client) {
    holds(!alive(token, seen.now), "another client's token is not revoked (RFC 7009 2.1)");
    return;
  }
  token.revoked = true;
  if (token.refresh) families_[token.family].revoked = true;  // RFC 7009 2.1
}

void Ledger::judge_introspection(const Seen& seen) {
  if (!seen.done()) return;
  if (const auto shown = credentials_of(field(seen.request.headers, "Authorization"), "Bearer")) {
    const auto own = tokens_.find(*shown);
    holds(own != tokens_.end() && alive(own->second, seen.now) && !own->second.refresh &&
              own->second.key.empty(),
          "who asks about a token shows a live one (RFC 7662 2.1)");
  } else {
    const Presented who = presented(seen);
    holds(who.proven && !who.open, "who asks about a token proves who it is (RFC 7662 2.1)");
    take_assertion(seen);
  }
  const auto active = seen.body.is_object() ? seen.body.find("active") : seen.body.end();
  if (active == seen.body.end() || *active != true) return;
  const auto found = tokens_.find(only(seen.form, "token").value_or(""));
  holds(found != tokens_.end() && alive(found->second, seen.now),
        "what is active is a live token (RFC 7662 2.2)");
  if (found != tokens_.end()) judge_active(seen, found->second);
}

void Ledger::judge_active(const Seen& seen, const Token& token) const {
  holds(within(words(seen.text("scope").value_or("")), token.scope),
        "a token is for no more than was consented to (RFC 7662 2.2)");
  holds(seen.text("client_id").value_or(families_[token.family].client) ==
            families_[token.family].client,
        "a token is told to be its client's (RFC 7662 2.2)");
  if (token.key.empty() || token.refresh) return;
  holds(same_name(seen.text("token_type").value_or("DPoP"), "DPoP"),
        "a bound token is told to be one (RFC 9449 6.2)");
  const auto confirmation = seen.body.find("cnf");
  holds(confirmation != seen.body.end() && confirmation->is_object() &&
            confirmation->value("jkt", nlohmann::json()) == token.key,
        "a bound token is told with its key (RFC 9449 6.2)");
}

void Ledger::judge_resource(const Seen& seen) {
  if (!seen.done()) return;
  bool with_proof = false;
  std::vector<std::string> shown = all(seen.query, "access_token");
  for (const std::string& one : all(seen.form, "access_token")) shown.push_back(one);
  for (const oauth::message::HeaderField& one : seen.request.headers) {
    if (!same_name(one.name, "Authorization")) continue;
    std::string_view value = one.value;
    const std::size_t space = std::min(value.find(' '), value.size());
    const std::string_view scheme = value.substr(0, space);
    if (!same_name(scheme, "Bearer") && !same_name(scheme, "DPoP")) continue;
    value.remove_prefix(std::min(value.find_first_not_of(' ', space), value.size()));
    shown.emplace_back(value);
    with_proof = same_name(scheme, "DPoP");
  }
  // RFC 6750 2
  holds(shown.size() == 1, "a resource is opened by one token, shown in one way (RFC 6750 2)");
  const auto found = shown.empty() ? tokens_.end() : tokens_.find(shown.front());
  holds(found != tokens_.end() && !found->second.refresh,
        "a resource is opened by a token (RFC 6750 3.1)");
  if (found == tokens_.end()) return;
  holds(alive(found->second, seen.now), "a dead token opens nothing (RFC 6750 3.1)");
  constexpr std::string_view kRoot = "/resource/";
  const std::string needed = seen.path == "/resource" ? "read" : seen.path.substr(kRoot.size());
  holds(within({needed}, found->second.scope), "a token opens what it is for (RFC 6750 3.1)");
  const std::string& key = found->second.key;
  holds(with_proof != key.empty(), "a bound token is shown as one (RFC 9449 7.1, 7.2)");
  if (with_proof) {
    holds(take_proof(seen, found->first) == key, "a bound token opens with its key (RFC 9449 7.1)");
  }
}

void Ledger::judge_pushed(const Seen& seen) {
  if (!seen.done()) return;
  const Presented who = presented(seen);
  holds(who.proven, "a client pushes as itself only (RFC 9126 2)");
  take_assertion(seen);
  holds(all(seen.form, "request_uri").empty(), "no request_uri is pushed (RFC 9126 2.1)");
  Asked asked{.client = who.client, .request = seen.form};
  if (const std::string key = take_proof(seen); !key.empty()) {
    const auto named = only(asked.request, "dpop_jkt");
    holds(!named || *named == key, "a code is for one key (RFC 9449 10.1)");
    if (!named) asked.request.emplace_back("dpop_jkt", key);
  }
  const auto target = target_of(asked);
  holds(target && registered(who.client, *target),
        "a pushed redirection URI is a registered one (RFC 9126 2.1)");
  const std::string uri = seen.text("request_uri").value_or("");
  holds(uri.size() >= 34 + 22 && !pushed_.contains(uri),
        "a request_uri cannot be guessed (RFC 9126 7.1)");
  pushed_[uri] = {.client = who.client,
                  .request = std::move(asked.request),
                  .expires = seen.now + lifetimes_.pushed_request};
}

void Ledger::judge_device_authorization(const Seen& seen) {
  if (!seen.done()) return;
  const Presented who = presented(seen);
  holds(who.proven, "a client asks for codes as itself only (RFC 8628 3.1)");
  take_assertion(seen);
  const std::string code = seen.text("device_code").value_or("");
  holds(code.size() >= 22 && !devices_.contains(code),
        "a device code cannot be guessed (RFC 8628 5.2)");
  devices_[code] = {.client = who.client,
                    .user_code = seen.text("user_code").value_or(""),
                    .scope = asked_scope(seen.form),
                    .asked = words(only(seen.form, "scope").value_or("")),
                    .expires = seen.now + lifetimes_.device_code};
  keep_secret(code);
}

}  // namespace oauthspec::fuzz
