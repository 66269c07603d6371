// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/adapter/wire.h"
#include "harness/selfcheck/report.h"
#include "harness/vector/load.h"
#include "harness/vector/schema.h"

namespace oauthspec::selfcheck {

using Clock = std::chrono::steady_clock;

/// How long an adapter is waited for, and who watches.
struct Patience {
  std::chrono::milliseconds start{30'000};   ///< For its hello: virtual machines start slowly.
  std::chrono::milliseconds answer{10'000};  ///< For each answer, and for its end.
  std::function<Clock::time_point()> now = Clock::now;
  std::function<void(std::string_view direction, std::string_view line)> trace;  ///< May be empty.
};

/// Something to ask.
struct Question {
  std::string op;
  nlohmann::json in;
};

/// How a question is written; its line may be any JSON that means the same.
using Spelling = std::function<std::string(std::uint64_t id, const Question& question)>;

/// The protocol's own way.
[[nodiscard]] std::string plainly(std::uint64_t id, const Question& question);

/// A conversation with an adapter that notes in a ledger whatever is against the protocol, and goes on as long as there
/// is any sense in it: an adapter that died is started again, a few times.
class Dialogue {
 public:
  Dialogue(adapter::Wire& wire, const vector::Library& library, const vector::Schema& protocol,
           std::string suite_version, const Patience& patience, Ledger& ledger);

  /// Starts the adapter anew and exchanges hellos.
  ///
  /// Output: its hello; nothing where there is none that can be understood, which breaks Check::hello.
  [[nodiscard]] std::optional<adapter::Hello> open();

  /// Whether there is anybody to talk to; an adapter that died is started again for it.
  [[nodiscard]] bool ready();

  /// Asks one question and waits.
  ///
  /// Output: nothing where no answer came, or none that can be understood.
  [[nodiscard]] std::optional<adapter::Verdict> ask(const Question& question,
                                                    const Spelling& spelling = plainly);

  /// Asks all questions at once; each answer stands where its question does.
  [[nodiscard]] std::vector<std::optional<adapter::Verdict>> ask_at_once(
      std::span<const Question> questions);

  /// From now on ids are these: a number that the adapter did not count to.
  void number_from(std::uint64_t id) { next_id_ = id; }

  /// Says bye, or ends the adapter's input, and looks how it ends.
  void end_by_bye();
  void end_by_end_of_input();

  [[nodiscard]] std::size_t questions() const { return questions_; }
  [[nodiscard]] std::chrono::microseconds start_time() const { return start_time_; }

  /// The median of the time that answers to single questions took.
  [[nodiscard]] std::chrono::microseconds median() const;

  /// What the adapter wrote to stderr, up to now.
  [[nodiscard]] std::string take_stderr() { return wire_.take_stderr(); }

  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  using Open = std::map<std::uint64_t, const Question*>;
  using Answers = std::map<std::uint64_t, adapter::Verdict>;

  void say(const std::string& line, std::string_view definition);
  std::optional<std::string> hear_line(std::string_view meanwhile, Clock::time_point deadline,
                                       Check late);
  [[nodiscard]] Answers collect(Open open);
  void take(const std::string& line, Open& open, Answers& answers);
  void take_answer(const nlohmann::json& message, const std::string& line, Open& open,
                   Answers& answers);
  [[nodiscard]] bool settle_id(std::uint64_t id, const std::string& line, Open& open,
                               std::uint64_t& question);
  void look_at_value(const adapter::Verdict& verdict, const Question& question);
  void look_at_late_line(const std::string& line, Check check, std::string_view after);
  void look_at_end(Check check, std::string_view after);

  adapter::Wire& wire_;
  const vector::Library& library_;
  const vector::Schema& protocol_;
  std::string suite_version_;
  const Patience& patience_;
  Ledger& ledger_;
  bool open_ = false;
  bool interrupted_ = false;
  unsigned restarts_ = 0;
  std::uint64_t next_id_ = 0;
  std::set<std::uint64_t> answered_;
  std::size_t questions_ = 0;
  std::chrono::microseconds start_time_{0};
  std::vector<std::chrono::microseconds> times_;
};

/// An answer in one line, for people: its message without the id.
[[nodiscard]] std::string said(const adapter::Verdict& verdict);

}  // namespace oauthspec::selfcheck
