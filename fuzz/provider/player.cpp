// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/player.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <memory>
#include <utility>

#include "fuzz/check/turn.h"
#include "fuzz/input/escapes.h"
#include "fuzz/oracle/remembered_crypto.h"
#include "harness/reference/oauth1/verification_steps.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"
#include "mock_provider/state/forget.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kMostSteps = 10;

constexpr auto kVerbs = std::to_array<Verb>({
    {.name = "authorize", .method = "GET", .path = "/authorize", .browser = true},
    {.name = "sign-in", .method = "POST", .path = "/sign-in", .browser = true, .hidden = true},
    {.name = "consent", .method = "POST", .path = "/consent", .browser = true, .hidden = true},
    {.name = "sign-out", .method = "POST", .path = "/sign-out", .browser = true, .hidden = true},
    {.name = "device-page", .method = "GET", .path = "/device", .browser = true},
    {.name = "device", .method = "POST", .path = "/device", .browser = true, .hidden = true},
    {.name = "token", .method = "POST", .path = "/token"},
    {.name = "par", .method = "POST", .path = "/par"},
    {.name = "device-authorization", .method = "POST", .path = "/device_authorization"},
    {.name = "revoke", .method = "POST", .path = "/revoke"},
    {.name = "introspect", .method = "POST", .path = "/introspect"},
    {.name = "register", .method = "POST", .path = "/register"},
    {.name = "resource", .method = "GET", .path = "/resource"},
    {.name = "initiate", .method = "POST", .path = "/oauth1/initiate", .oauth1 = true},
    {.name = "oauth1-authorize", .method = "GET", .path = "/oauth1/authorize", .browser = true},
    {.name = "credentials", .method = "POST", .path = "/oauth1/token", .oauth1 = true},
    {.name = "oauth1-resource", .method = "GET", .path = "/oauth1/resource", .oauth1 = true},
    {.name = "get", .method = "GET", .path = "/", .browser = true},
    {.name = "raw", .method = "GET", .path = "/"},
});

provider::Registry registry_of_sequences() {
  provider::Registry registry = provider::default_registry();
  // One that need not name its redirection URI.
  registry.clients.at("second").redirect_uris = {"https://second.example/cb?x=1"};
  return registry;
}

// Shared by all sequences: a registry is copied faster than it is made.
const provider::Registry& registry() {
  static const provider::Registry made = registry_of_sequences();
  return made;
}

std::uint64_t number_of(std::string_view text, std::uint64_t otherwise) {
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

// What would change the provider under the ledger's eyes, or is another provider.
bool off_limits(std::string_view url) {
  const std::string path = without_escapes(url);
  return std::ranges::any_of(
      std::to_array<std::string_view>({"/_", "/case/", "/register/"}),
      [&](std::string_view part) { return path.find(part) != std::string::npos; });
}

// What comes behind so many mostly builds on what was refused.
bool is_over(const Played& played) {
  return played.refusals > 1;
}

// What a sequence leaves behind goes with it, not with the next one: an engine looks for leaks after each that leaves something.
Played play_with(Player& player, std::string_view input) {
  for (std::size_t played = 0; played < kMostSteps && !is_over(player.played()); ++played) {
    const auto step = take_step(input);
    if (!step) break;
    player.play(*step);
  }
  const Played played = player.played();
  player.forget();
  return played;
}

}  // namespace

const Verb* find_verb(std::string_view name) {
  const auto* const found = std::ranges::find(kVerbs, name, &Verb::name);
  return found == kVerbs.end() ? nullptr : found;
}

void RepeatedSource::fill(std::span<std::uint8_t> octets) {
  for (std::uint8_t& octet : octets) {
    // Knuth's linear congruential generator, its upper octet.
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    octet = static_cast<std::uint8_t>(state_ >> 56U);
  }
}

Player::Player(const ProviderSubject& subject)
    : state_({remembered_crypto(), clock_, random_}, subject.settings, registry(), subject.rules,
             std::make_shared<provider::SigningKeys>()),
      ledger_(registry(), subject.settings) {}

void Player::forget() {
  provider::forget(state_);
  // Whoever registered goes; to copy the others anew would take as long as a sequence.
  if (state_.registry.clients.size() != registry().clients.size()) {
    std::erase_if(state_.registry.clients,
                  [](const auto& client) { return !registry().clients.contains(client.first); });
  }
  ledger_.begin_anew();
  clock_.at = SteppedClock::kStart;
  random_.begin_anew(kSeed);
  memory_ = {};
  browsers_.clear();
  sent_.clear();
  played_ = {};
  nonces_ = 0;
}

void Player::play(const Step& step) {
  if (step.verb == "wait") {
    wait(step);
  } else if (step.verb == "again") {
    again(step);
  } else if (const Verb* const verb = find_verb(step.verb)) {
    auto request = request_of(*verb, step);
    if (!request || off_limits(request->url)) return;
    if (verb->browser) {
      visit(*std::move(request), browser_of(step));
    } else {
      send(*std::move(request), nullptr);
    }
  }
}

void Player::wait(const Step& step) {
  constexpr std::uint64_t kLongest = 200'000;
  const std::uint64_t seconds = number_of(step.find("seconds").value_or("1"), 1);
  clock_.at += std::chrono::seconds(std::min(seconds, kLongest));
}

// The very octets of an earlier request, as somebody who saw it sends them.
void Player::again(const Step& step) {
  const std::uint64_t back = number_of(step.find("back").value_or("1"), 1);
  if (back == 0 || back > sent_.size()) return;
  send(sent_[sent_.size() - static_cast<std::size_t>(back)], nullptr);
}

void Player::send(Request request, Browser* browser) {
  http::Reply reply = provider::handle(request, state_);
  const Seen seen = see(request, reply.response, clock_.now().time_since_epoch().count());
  ++played_.requests;
  if (reply.response.status >= 400) ++played_.refusals;
  played_.last_status = reply.response.status;
  played_.replies = played_.replies * 31 + std::hash<std::string_view>()(reply.response.body);
  ledger_.judge(seen);
  memory_.learn(seen);
  sent_.push_back(std::move(request));
  if (browser == nullptr) return;
  if (seen.page) browser->page = std::move(reply.response.body);
  const std::string cookie = cookie_set(reply.response);
  const std::size_t equals = cookie.find('=');
  if (equals != std::string::npos)
    browser->cookies[cookie.substr(0, equals)] = cookie.substr(equals + 1);
  const bool within = seen.location.starts_with(std::string(kOrigin) + '/');
  if (within && !off_limits(seen.location)) visit({"GET", seen.location, {}, ""}, *browser);
}

// NOLINTNEXTLINE(misc-no-recursion): each redirection is to a page, which is none.
void Player::visit(Request request, Browser& browser) {
  std::string cookies;
  for (const auto& [name, value] : browser.cookies) {
    cookies.append(cookies.empty() ? "" : "; ").append(name).append("=").append(value);
  }
  if (!cookies.empty()) request.headers.push_back({"Cookie", cookies});
  if (sent_.size() < 3 * kMostSteps) send(std::move(request), &browser);
}

std::string Player::option(const Step& step, std::string_view name) const {
  return memory_.resolve(std::string(step.find(name).value_or("")));
}

namespace {

// To look for the mistake behind a wrong signature takes as long as ten sequences, and decides nothing: most are refused without.
oauth::Result<bool> signature_matches(const oauth::crypto::Backend& backend,
                                      oauth::oauth1::SignatureMethod method,
                                      const oauth::oauth1::KnownClient& client,
                                      const std::optional<oauth::oauth1::KnownToken>& token,
                                      std::string_view base_string, std::string_view signature) {
  constexpr std::size_t kLots = 32;
  auto right = oauth::oauth1::steps::signature_matches(backend, method, client, token, base_string,
                                                       signature);
  if (right && !*right && !Turn(signature, kLots).is(0)) {
    return std::unexpected(oauth::Error{oauth::Errc::signature_invalid, 0});
  }
  return right;
}

}  // namespace

ProviderSubject mock_provider() {
  ProviderSubject subject;
  subject.rules.oauth1.signature_matches = &signature_matches;
  subject.settings.capacities.exchanges = 1;
  subject.settings.capacities.exchange_octets = 64;
  return subject;
}

Played play(const ProviderSubject& subject, std::span<const std::string_view> inputs) {
  Player player(subject);
  Played last;
  for (const std::string_view input : inputs) last = play_with(player, input);
  return last;
}

void check_provider(const ProviderSubject& subject, std::string_view input) {
  static Player player(subject);
  static_cast<void>(play_with(player, input));
}

}  // namespace oauthspec::fuzz
