// SPDX-License-Identifier: Apache-2.0
// What a browser is shown, where it is sent, and what comes of its owner's decision.
#include <algorithm>
#include <array>
#include <utility>

#include "fuzz/check/holds.h"
#include "fuzz/input/escapes.h"
#include "fuzz/provider/ledger.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::string_view kPushedPrefix = "urn:ietf:params:oauth:request_uri:";

// Letters and digits in upper case: RFC 8628 section 6.1.
std::string plain_code(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) plain += c;
  }
  return plain;
}

// No page of the provider's has the tag <i7 or an attribute of that name; hostile values have. Sevens are rare, and every page is looked through.
bool has_hostile_markup(std::string_view html) {
  for (std::size_t at = html.find('7'); at != std::string_view::npos; at = html.find('7', at + 1)) {
    const std::string_view before = html.substr(0, at);
    if (before.ends_with("<i") || before.ends_with("\"i")) return true;
  }
  return false;
}

// "http://127.0.0.1/cb" of "http://127.0.0.1:99/cb"; nothing of any other URI: RFC 8252 section 7.3.
std::optional<std::string> without_port(std::string_view uri) {
  for (const std::string_view host : {"http://127.0.0.1", "http://[::1]"}) {
    if (!uri.starts_with(host)) continue;
    std::string_view rest = uri.substr(host.size());
    if (rest.starts_with(':')) {
      rest.remove_prefix(1);
      rest.remove_prefix(std::min(rest.find_first_not_of("0123456789"), rest.size()));
    }
    if (!rest.empty() && rest.front() != '/' && rest.front() != '?') return std::nullopt;
    return std::string(host) + std::string(rest);
  }
  return std::nullopt;
}

bool is_within(std::string_view location) {
  return location.starts_with(std::string(kOrigin) + '/');
}

}  // namespace

void Ledger::follow_browser(const Seen& seen) {
  const std::string set = cookie_set(seen.response);
  if (set.empty()) return;
  const std::string attributes = field(seen.response.headers, "Set-Cookie");
  holds(attributes.find("HttpOnly") != std::string::npos, "a session's cookie is HttpOnly");
  const Session* const old = session_of(seen);
  Session fresh{.browser = old == nullptr ? set : old->browser, .signed_in = false};
  if (seen.path == "/sign-in") {
    const auto known = passwords_.find(first(seen.form, "username"));
    // RFC 6749 3.1
    holds(known != passwords_.end() && first(seen.form, "password") == known->second,
          "nobody signs in without their password (RFC 6749 3.1)");
    fresh.signed_in = true;
  }
  for (const std::string& cookie : cookies_sent(seen.request)) sessions_.erase(cookie);
  holds(!sessions_.contains(set), "a session is one browser's");
  sessions_[set] = std::move(fresh);
}

const Ledger::Session* Ledger::session_of(const Seen& seen) const {
  std::vector<std::string> cookies = cookies_sent(seen.request);
  if (const std::string set = cookie_set(seen.response); !set.empty()) cookies.push_back(set);
  for (const std::string& cookie : cookies) {
    if (const auto found = sessions_.find(cookie); found != sessions_.end()) return &found->second;
  }
  return nullptr;
}

void Ledger::note_interaction(const Seen& seen, Asked asked) {
  std::string id = only(seen.hidden, "interaction").value_or("");
  constexpr std::string_view kOnwards = "/consent?interaction=";
  if (seen.location.starts_with(std::string(kOrigin) + std::string(kOnwards))) {
    id = seen.location.substr(kOrigin.size() + kOnwards.size());
  }
  if (id.empty() || asked_.contains(id)) return;
  asked.expires = seen.now + lifetimes_.interaction;
  asked_[id] = std::move(asked);
}

void Ledger::judge_page(const Seen& seen) {
  constexpr auto kOwn =
      std::to_array<std::string_view>({"/sign-in", "/sign-out", "/device", "/oauth1/authorize"});
  holds(seen.location.empty() || std::ranges::find(kOwn, seen.path) == kOwn.end() ||
            is_within(seen.location),
        "no page of the provider's sends a browser away (RFC 9700 4.11.2)");
  if (!seen.page) return;
  // RFC 6749 10.14
  holds(!has_hostile_markup(seen.response.body),
        "a page escapes what the request put into it (RFC 6749 10.14)");
  // RFC 6749 10.13, RFC 9700 4.16
  const std::string policy = field(seen.response.headers, "Content-Security-Policy");
  holds(policy.find("frame-ancestors 'none'") != std::string::npos &&
            same_name(field(seen.response.headers, "X-Frame-Options"), "DENY"),
        "no page may be framed (RFC 6749 10.13)");
  const auto found = asked_.find(only(seen.hidden, "interaction").value_or(""));
  const std::string token = only(seen.hidden, "csrf_token").value_or("");
  if (found == asked_.end() || token.empty()) return;
  found->second.csrf_tokens.insert(token);
  const Session* const session = session_of(seen);
  if (session != nullptr && found->second.browser.empty()) found->second.browser = session->browser;
}

void Ledger::judge_authorize(const Seen& seen) {
  Asked asked{.client = only(seen.sent(), "client_id").value_or(""), .request = seen.sent()};
  const std::string uri = only(seen.sent(), "request_uri").value_or("");
  const bool goes_on = only(seen.hidden, "interaction").has_value() || !seen.location.empty();
  if (goes_on && uri.starts_with(kPushedPrefix)) {
    const auto found = pushed_.find(uri);
    // RFC 9126 4, 2.2
    holds(found != pushed_.end(), "a request_uri is one that the provider gave (RFC 9126 2.2)");
    if (found == pushed_.end()) return;
    Pushed& pushed = found->second;
    holds(!pushed.used, "a request_uri is used once (RFC 9126 4)");
    holds(seen.now < pushed.expires, "an expired request_uri is refused (RFC 9126 4)");
    holds(pushed.client == asked.client, "a request_uri is its client's (RFC 9126 2.2)");
    pushed.used = true;
    asked.request = pushed.request;
  }
  note_interaction(seen, asked);
  if (!seen.location.empty() && !is_within(seen.location)) judge_redirection(seen, asked);
  if (seen.page && !seen.hidden.empty() && !only(seen.hidden, "interaction")) {
    judge_redirection(seen, asked);
  }
}

void Ledger::judge_device_page(const Seen& seen) {
  const std::string entered = plain_code(first(seen.form, "user_code"));
  for (const auto& [code, device] : devices_) {
    const bool waits = !device.allowed && seen.now <= device.expires;
    if (plain_code(device.user_code) == entered && waits) {
      note_interaction(seen, {.client = device.client, .request = {}, .device = code});
    }
  }
}

void Ledger::judge_consent(const Seen& seen) {
  const auto found = asked_.find(first(seen.sent(), "interaction"));
  const bool shown_again = only(seen.hidden, "interaction").has_value();
  const bool decided = (seen.page && seen.done()) || !seen.location.empty();
  if (shown_again || !decided) return;
  // RFC 6749 10.12
  holds(found != asked_.end(), "a decision belongs to a request (RFC 6749 10.12)");
  holds(seen.request.method == "POST", "a link decides nothing (RFC 6749 10.12)");
  if (found == asked_.end()) return;
  judge_decision(seen, found->second);
  asked_.erase(found);
}

void Ledger::judge_decision(const Seen& seen, const Asked& asked) {
  const Session* const session = session_of(seen);
  holds(asked.csrf_tokens.contains(first(seen.form, "csrf_token")),
        "a decision comes from the provider's page (RFC 6749 10.12)");
  holds(session != nullptr && session->signed_in, "who decides has signed in (RFC 6749 3.1)");
  holds(session == nullptr || session->browser == asked.browser,
        "who decides was asked, in this browser (RFC 6749 10.12)");
  holds(seen.now <= asked.expires, "a page that has expired decides nothing");
  if (!asked.device.empty()) {
    Device& device = devices_[asked.device];
    device.allowed = first(seen.form, "decision") == "allow";
    std::erase_if(device.scope, [&](const std::string& token) {
      const Scope checked = all(seen.form, "scope");
      return std::ranges::find(checked, token) == checked.end();
    });
  } else if (!asked.temporary.empty()) {
    judge_callback(seen, asked);
  } else {
    judge_redirection(seen, asked);
  }
}

bool Ledger::registered(const std::string& client, std::string_view uri) const {
  const Client* const found = find_client(client);
  if (found == nullptr) return false;
  const auto& uris = found->redirect_uris;
  if (std::ranges::find(uris, uri) != uris.end()) return true;
  const auto wanted = without_port(uri);
  return found->native && wanted && std::ranges::any_of(uris, [&](const std::string& known) {
           return without_port(known) == wanted;
         });
}

std::optional<std::string> Ledger::target_of(const Asked& asked) const {
  // RFC 6749 3.1.2.3: without redirect_uri only the one that is registered will do.
  const std::vector<std::string> named = all(asked.request, "redirect_uri");
  if (named.size() == 1 && !named.front().empty()) return named.front();
  const Client* const found = find_client(asked.client);
  const bool one = found != nullptr && found->redirect_uris.size() == 1;
  if (named.size() > 1 || !one) return std::nullopt;
  return found->redirect_uris.front();
}

void Ledger::judge_redirection(const Seen& seen, const Asked& asked) {
  const auto target = target_of(asked);
  holds(target.has_value(),
        "a browser is sent only where the request names one URI (RFC 6749 3.1.2.3)");
  if (!target) return;
  holds(registered(asked.client, *target),
        "a browser is sent to a registered redirection URI only (RFC 6749 3.1.2.4)");
  if (seen.page) {  // form_post
    const std::string action = unescape_html(between(seen.response.body, "action=\"", "\""));
    holds(action == *target,
          "a form goes to the redirection URI (OAuth 2.0 Form Post Response Mode 2)");
    judge_answer(seen, asked, seen.hidden, false);
    return;
  }
  std::string_view rest = seen.location;
  const bool there = rest.starts_with(*target);
  holds(there, "a browser is sent to the redirection URI of its request (RFC 6749 4.1.2)");
  if (!there) return;
  rest.remove_prefix(target->size());
  const char mark = target->find('?') == std::string::npos ? '?' : '&';
  const bool fragment = rest.starts_with('#');
  holds(fragment || rest.starts_with(mark), "the answer stands behind the redirection URI");
  judge_answer(seen, asked, read_pairs(rest.substr(std::min<std::size_t>(1, rest.size()))),
               fragment);
  judge_location_secrets(seen, asked);
}

void Ledger::judge_answer(const Seen& seen, const Asked& asked, const Pairs& answer,
                          bool in_fragment) {
  holds(!repeats(answer), "no parameter of an answer is there twice (RFC 6749 3.1)");
  const auto expected = only(asked.request, "state");
  const std::vector<std::string> states = all(answer, "state");
  // RFC 6749 4.1.2, 4.1.2.1
  holds(expected ? states == std::vector{*expected} : states.empty(),
        "state comes back once and unchanged (RFC 6749 4.1.2)");
  const bool code = !all(answer, "code").empty();
  const bool token = !all(answer, "access_token").empty();
  holds(code + token + !all(answer, "error").empty() == 1,
        "an answer is one thing (RFC 6749 4.1.2)");
  holds(!token || in_fragment || seen.page, "no token stands in a query (RFC 6749 4.2.2)");
  holds(only(answer, "iss") == kOrigin, "an answer says whose it is (RFC 9207 2)");
  // RFC 6749 4.1.2, 4.1.2.1, 4.2.2.1, where nothing else is asked for.
  const bool plain = all(asked.request, "response_mode").empty() && !seen.page;
  const auto type = only(asked.request, "response_type");
  if (plain && type == "code") holds(!in_fragment, "a code's answer is a query (RFC 6749 4.1.2)");
  if (plain && type == "token")
    holds(in_fragment, "a token's answer is a fragment (RFC 6749 4.2.2)");
  holds(all(answer, "refresh_token").empty(),
        "no refresh token goes to a browser (RFC 6749 4.2.2)");
  if (code || token) note_allowed(seen, asked, answer);
}

void Ledger::note_allowed(const Seen& seen, const Asked& asked, const Pairs& answer) {
  holds(first(seen.form, "decision") == "allow",
        "nothing is given without consent (RFC 6749 4.1.1)");
  const bool code = only(answer, "code").has_value();
  holds(only(asked.request, "response_type") == (code ? "code" : "token"),
        "the answer is what was asked for (RFC 6749 3.1.1)");
  holds(!repeats_recognised(asked.request),
        "a request that says something twice is refused (RFC 6749 3.1)");
  Scope scope;
  const Scope checked = all(seen.form, "scope");
  for (const std::string& one : asked_scope(asked.request)) {
    if (std::ranges::find(checked, one) != checked.end()) scope.push_back(one);
  }
  const std::size_t family =
      new_family({.client = asked.client,
                  .scope = scope,
                  .asked = words(only(asked.request, "scope").value_or(""))});
  const std::string secret = only(answer, code ? "code" : "access_token").value_or("");
  holds(!codes_.contains(secret) && !tokens_.contains(secret),
        "a code is no other's (RFC 6749 10.10)");
  if (code) {
    codes_[secret] = {
        .family = family, .request = asked.request, .expires = seen.now + lifetimes_.code};
  } else {
    holds(only(answer, "scope") || families_[family].asked.size() <= scope.size(),
          "who gets less than was asked for is told (RFC 6749 3.3)");
    for (const std::string& one : words(only(answer, "scope").value_or(""))) {
      holds(std::ranges::find(scope, one) != scope.end(),
            "a token is for what was consented to (RFC 6749 3.3)");
    }
    tokens_[secret] = {
        .family = family, .scope = scope, .expires = seen.now + lifetimes_.access_token};
  }
  keep_secret(secret);
}

Ledger::Scope Ledger::asked_scope(const Pairs& request) {
  const auto named = only(request, "scope");
  return named ? words(*named) : Scope{"read"};
}

void Ledger::judge_location_secrets(const Seen& seen, const Asked& asked) const {
  // The answer's own code or token has just been kept: it stands there once, and is the last.
  const std::string plain = without_escapes(seen.location, Plus::space);
  for (const std::string& secret : secrets_) {
    const bool own = secret == secrets_.back();
    const bool asked_for = std::ranges::any_of(asked.request, [&](const auto& pair) {
      return pair.second.find(secret) != std::string::npos;
    });
    holds(own || asked_for || plain.find(secret) == std::string::npos,
          "no other secret stands in a Location (RFC 9700 4.2, 4.3)");
  }
}

void Ledger::judge_callback(const Seen& seen, const Asked& asked) {
  Temporary& temporary = temporary_[asked.temporary];
  const bool allowed = first(seen.form, "decision") == "allow";
  if (temporary.callback == "oob") {
    holds(seen.location.empty(), "oob is no place to send a browser to (RFC 5849 2.2)");
    const std::string_view shown =
        between(page_body(seen.response.body), "id=\"verification_code\">", "<");
    holds(allowed || shown.empty(), "who denies gives no verification code (RFC 5849 2.2)");
    temporary.verifier = shown;
    return;
  }
  holds(seen.location.starts_with(temporary.callback),
        "the owner is sent back to the callback (RFC 5849 2.2)");
  const Pairs answer = read_pairs(between(seen.location, "?", "#"));
  const std::vector<std::string> keys = all(answer, "oauth_token");
  holds(!keys.empty() && keys.back() == asked.temporary,
        "the callback names the temporary credentials (RFC 5849 2.2)");
  const std::vector<std::string> verifiers = all(answer, "oauth_verifier");
  if (!allowed) {
    holds(verifiers.size() ==
              all(read_pairs(between(temporary.callback, "?", "#")), "oauth_verifier").size(),
          "who denies gives no verification code (RFC 5849 2.2)");
    return;
  }
  holds(!verifiers.empty() && verifiers.back().size() >= 16,
        "a verification code cannot be guessed");
  temporary.verifier = verifiers.empty() ? std::string() : verifiers.back();
  keep_secret(temporary.verifier);
}

}  // namespace oauthspec::fuzz
