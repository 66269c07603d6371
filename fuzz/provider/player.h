// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input/steps.h"
#include "fuzz/provider/ledger.h"
#include "fuzz/provider/memory.h"
#include "fuzz/provider/provider.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/base/random.h"
#include "harness/reference/oauth1/client.h"
#include "mock_provider/state/state.h"

namespace oauthspec::fuzz {

/// A clock that steps move.
class SteppedClock final : public oauth::Clock {
 public:
  static constexpr std::chrono::sys_seconds kStart{std::chrono::seconds(1'700'000'000)};

  [[nodiscard]] std::chrono::sys_seconds now() const override { return at; }
  std::chrono::sys_seconds at = kStart;
};

/// The same octets for the same seed.
class RepeatedSource final : public oauth::RandomSource {
 public:
  explicit RepeatedSource(std::uint64_t seed) : state_(seed) {}
  void begin_anew(std::uint64_t seed) { state_ = seed; }
  void fill(std::span<std::uint8_t> octets) override;

 private:
  std::uint64_t state_;
};

/// One verb: where its request goes, and how.
struct Verb {
  std::string_view name;
  const char* method;
  const char* path;
  bool browser = false;  ///< With cookies, and on to where the provider sends it within itself.
  bool hidden = false;   ///< With the hidden fields of the page that the browser saw last.
  bool oauth1 = false;   ///< Signed.
};

/// Plays sequences. To set a provider up takes as long as many a sequence does, so one is set up, and forgets.
class Player {
 public:
  explicit Player(const ProviderSubject& subject);
  void play(const Step& step);
  [[nodiscard]] const Played& played() const { return played_; }
  /// Provider, ledger and all else are as at the start.
  void forget();

 private:
  using Request = oauth::message::Request;

  /// What a browser keeps.
  struct Browser {
    std::map<std::string, std::string> cookies{};
    std::string page{};  ///< The last one that it was shown.
  };

  // player.cpp
  void wait(const Step& step);
  void again(const Step& step);
  void send(Request request, Browser* browser);
  void visit(Request request, Browser& browser);
  [[nodiscard]] std::string option(const Step& step, std::string_view name) const;

  // player_requests.cpp
  [[nodiscard]] std::optional<Request> request_of(const Verb& verb, const Step& step);
  [[nodiscard]] Pairs parameters_of(const Step& step) const;
  void add_client(const Step& step, Request& request, Pairs& parameters);
  void add_assertion(const std::string& client, const Step& step, Pairs& parameters);
  void add_token(const Step& step, Request& request);
  void add_proof(const Step& step, Request& request);
  void add_hidden(const Verb& verb, const Step& step, Pairs& parameters);
  [[nodiscard]] std::optional<Request> sign(const Verb& verb, const Step& step,
                                            const Request& plain);
  [[nodiscard]] std::string secret_of_client(const Step& step, const std::string& client) const;
  [[nodiscard]] Browser& browser_of(const Step& step);

  static constexpr std::uint64_t kSeed = 1;

  SteppedClock clock_;
  RepeatedSource random_{kSeed};
  provider::State state_;
  Ledger ledger_;
  Memory memory_;
  std::map<std::string, Browser> browsers_;
  std::vector<Request> sent_;
  Played played_;
  std::uint64_t nonces_ = 0;
};

/// Null where there is no such verb.
[[nodiscard]] const Verb* find_verb(std::string_view name);

/// "a=b&c=d"
[[nodiscard]] std::string write_pairs(const Pairs& pairs);

}  // namespace oauthspec::fuzz
