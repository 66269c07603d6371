// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/adapter/protocol.h"

namespace oauthspec::selfcheck {

/// What an adapter is held to, in the order of the report.
enum class Check : std::uint8_t {
  hello,
  implementation,
  ops,
  features,
  sent,
  only_messages,
  message,
  id,
  once,
  in_time,
  alive,
  out,
  known_answers,
  utf8,
  octets,
  unknown_op,
  unknown_members,
  notation,
  long_line,
  stateless,
  in_flight,
  bye,
  end_of_input,
};

inline constexpr std::size_t kChecks = static_cast<std::size_t>(Check::end_of_input) + 1;

/// What a check demands, and what to do where it is broken.
struct CheckText {
  std::string_view name;  ///< "unknown-op"
  std::string_view demand;
  std::string_view remedy;
};

[[nodiscard]] const CheckText& text(Check check);

enum class State : std::uint8_t {
  kept,
  broken,
  not_asked,
};

/// What came of one check.
struct Finding {
  Check check{};
  State state = State::not_asked;
  std::vector<std::string> details;  ///< What broke it, the first few; else what there is to note.
  std::size_t left_out = 0;          ///< How many further ones there were.
};

/// Gathers what is seen of each check; one breach outweighs everything else.
class Ledger {
 public:
  void kept(Check check);
  void broken(Check check, std::string detail);

  /// Says more of a check that was kept, or why it was not asked.
  void noted(Check check, std::string note);

  [[nodiscard]] State state(Check check) const;

  /// Every check, in the order of Check.
  [[nodiscard]] std::vector<Finding> findings() const;

 private:
  struct Entry {
    bool kept = false;
    std::vector<std::string> notes;
    std::vector<std::string> breaches;
    std::size_t left_out = 0;
  };

  std::array<Entry, kChecks> entries_;
};

/// What a self-check found out.
struct Report {
  std::optional<adapter::Hello> hello;  ///< Nothing: the adapter cannot be used.
  std::vector<Finding> findings;
  std::size_t questions = 0;
  std::chrono::microseconds start{0};   ///< Until its hello came.
  std::chrono::microseconds median{0};  ///< Of the answers to questions asked one by one.
  std::string stderr_text;              ///< The last of it.
  bool interrupted = false;
};

/// How many of the findings are in a state.
[[nodiscard]] std::size_t count(const Report& report, State state);

}  // namespace oauthspec::selfcheck
