// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/selfcheck.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <ranges>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/runner/equality.h"
#include "harness/selfcheck/explain.h"
#include "harness/selfcheck/known_answers.h"

namespace oauthspec::selfcheck {
namespace {

using adapter::Hello;
using adapter::Verdict;
using nlohmann::json;
using result::Status;

// A known answer as the adapter gave it the first time.
struct Answered {
  const KnownAnswer* known = nullptr;
  Verdict verdict;
};

Question question_of(const KnownAnswer& known) {
  return {known.suite.op, known.test.in};
}

// The same question with something that the protocol does not know, long or short.
Spelling with_extra_member(std::size_t octets) {
  return [octets](std::uint64_t id, const Question& question) {
    json message{{"id", id}, {"op", question.op}, {"in", question.in}};
    message["a_later_protocol"] = {{"note", std::string(octets, 'x')}};
    return message.dump() + '\n';
  };
}

// The same question as nobody writes it, and everybody may.
std::string unusually(std::uint64_t id, const Question& question) {
  std::string in = question.in.dump(-1, ' ', true);
  for (std::size_t at = in.find('/'); at != std::string::npos; at = in.find('/', at + 2)) {
    in.insert(at, "\\");
  }
  // "oauth1.sign" with its first letter escaped.
  std::string op = json(question.op).dump();
  op.replace(1, 1, fmt::format("\\u{:04x}", static_cast<unsigned char>(op[1])));
  return fmt::format("{{ \"in\" :\t{} ,  \"op\" : {} , \"id\" : {} }} \n", in, op, id);
}

class Selfcheck {
 public:
  Selfcheck(adapter::Wire& wire, const Standard& standard, const Patience& patience)
      : standard_(standard),
        known_(known_answers(standard.library)),
        dialogue_(wire, standard.library, standard.protocol, standard.suite_version, patience,
                  ledger_) {}

  Report run() {
    if (const auto hello = dialogue_.open()) {
      report_.hello = *hello;
      names(*hello);
      known_answers_once(*hello);
      known_answers_again();
      spellings();
      at_once(hello->max_in_flight);
      unknown_op();
      dialogue_.end_by_bye();
      in_a_new_process();
      dialogue_.end_by_end_of_input();
    }
    report_.findings = ledger_.findings();
    report_.questions = dialogue_.questions();
    report_.start = dialogue_.start_time();
    report_.median = dialogue_.median();
    report_.stderr_text = dialogue_.take_stderr();
    report_.interrupted = dialogue_.interrupted();
    return std::move(report_);
  }

 private:
  void names(const Hello& hello) {
    const auto& [name, version, language, home] = hello.impl;
    if (name.empty() || version.empty() || language.empty()) {
      ledger_.broken(Check::implementation,
                     fmt::format("name {}, version {}, language {}", json(name).dump(),
                                 json(version).dump(), json(language).dump()));
    }
    ledger_.kept(Check::implementation);
    name_by_name(Check::ops, hello.ops, standard_.library.ops);
    name_by_name(Check::features, hello.features, standard_.library.features);
  }

  template <class Known>
  void name_by_name(Check check, const std::vector<std::string>& named, const Known& known) {
    std::set<std::string_view> seen;
    for (const std::string& name : named) {
      if (!known.contains(name)) {
        ledger_.broken(check, fmt::format("there is no {}", json(name).dump()));
      } else if (!seen.insert(name).second) {
        ledger_.broken(check, fmt::format("{} is named twice", name));
      }
    }
    ledger_.kept(check);
  }

  void known_answers_once(const Hello& hello) {
    const auto names_it = [](const std::vector<std::string>& named, const std::string& name) {
      return std::ranges::find(named, name) != named.end();
    };
    std::size_t left_out = 0;
    for (const KnownAnswer& known : known_) {
      if (!names_it(hello.ops, known.suite.op)) {
        continue;
      }
      if (!std::ranges::all_of(known.test.requires_features, [&](const std::string& feature) {
            return names_it(hello.features, feature);
          })) {
        ++left_out;
        continue;
      }
      ask_first(hello, known);
    }
    if (left_out > 0) {
      ledger_.noted(Check::known_answers,
                    fmt::format("left out for lack of features in the hello: {}", left_out));
    }
    for (const Check check : {Check::known_answers, Check::utf8, Check::octets}) {
      if (!asked_.contains(check)) {
        ledger_.noted(check, "no known question to its ops is about that");
      }
    }
  }

  void ask_first(const Hello& hello, const KnownAnswer& known) {
    asked_.insert(check_of(known.carries));
    if (auto verdict = dialogue_.ask(question_of(known))) {
      judge(hello, known, *verdict);
      answered_.push_back({&known, *std::move(verdict)});
    }
  }

  static Check check_of(Carries carries) {
    switch (carries) {
      case Carries::utf8:
        return Check::utf8;
      case Carries::octets:
        return Check::octets;
      case Carries::nothing:
        break;
    }
    return Check::known_answers;
  }

  void judge(const Hello& hello, const KnownAnswer& known, const Verdict& verdict) {
    const Check check = check_of(known.carries);
    const vector::OpSchema& schema = standard_.library.ops.at(known.suite.op);
    const result::Result found = runner::judge(known.test, known.suite, schema, hello, {0, verdict},
                                               {}, standard_.reference);
    switch (found.status) {
      case Status::fail:
      case Status::error:
        ledger_.broken(check, complaint(known, verdict, found));
        break;
      case Status::skip:
        // Octets that a library cannot take may be skipped; characters and plain questions say nothing then.
        if (known.carries == Carries::octets) {
          ledger_.kept(check);
        }
        ledger_.noted(check, fmt::format("{}: {}", known.suite.op, found.message));
        break;
      default:
        ledger_.kept(check);
    }
  }

  std::string complaint(const KnownAnswer& known, const Verdict& verdict,
                        const result::Result& found) {
    std::string text =
        fmt::format("{} {}: {}", known.suite.op, known.test.in.dump(), found.message);
    if (const auto* out = std::get_if<adapter::Out>(&verdict)) {
      const vector::OpSchema& schema = standard_.library.ops.at(known.suite.op);
      if (const auto slip =
              explain(known.suite.op, known.test.in, out->value, schema, standard_.reference)) {
        text += fmt::format(": {}", *slip);
      }
    }
    return text;
  }

  // Whether two answers to one question are the same, but for what a library may choose anew and how it words a refusal.
  [[nodiscard]] bool same(const std::string& op, const Verdict& one, const Verdict& other) const {
    const auto* a = std::get_if<adapter::Out>(&one);
    const auto* b = std::get_if<adapter::Out>(&other);
    if (a == nullptr || b == nullptr) {
      return one.index() == other.index();
    }
    if (!a->actual.empty() && !b->actual.empty()) {
      return true;
    }
    const vector::Shape& shape = standard_.library.ops.at(op).out;
    return runner::compare(shape, a->value, b->value, true).match != runner::Match::different;
  }

  // Asks again, and holds the answer against the first one. That no answer comes is no breach of `check`, unless it is
  // about the way of asking: Check::alive and Check::in_time say it already.
  void ask_again(const Answered& first, Check check, std::string_view when) {
    if (const auto verdict = dialogue_.ask(question_of(*first.known))) {
      compare(first, *verdict, check, when);
    }
  }

  void ask_otherwise(const Answered& first, Check check, std::string_view when,
                     const Spelling& spelling) {
    if (!dialogue_.ready()) {
      return;
    }
    if (const auto verdict = dialogue_.ask(question_of(*first.known), spelling)) {
      compare(first, *verdict, check, when);
    } else {
      ledger_.broken(check, fmt::format("{}: no answer {}", first.known->suite.op, when));
    }
  }

  void compare(const Answered& first, const Verdict& verdict, Check check, std::string_view when) {
    if (same(first.known->suite.op, first.verdict, verdict)) {
      ledger_.kept(check);
    } else {
      ledger_.broken(check, fmt::format("{}: {} at first, {} {}", first.known->suite.op,
                                        said(first.verdict), said(verdict), when));
    }
  }

  void known_answers_again() {
    // Not only other questions before each, but other ids too: a number beyond 32 bits is one.
    constexpr std::uint64_t kWide = 5'000'000'000;
    dialogue_.number_from(kWide);
    for (const Answered& first : std::views::reverse(answered_)) {
      ask_again(first, Check::stateless, "later");
    }
  }

  // The question that a check of the protocol's own is tried with, best one that has a value for an answer.
  [[nodiscard]] const Answered* probe(Carries carries) const {
    const Answered* found = nullptr;
    for (const Answered& one : answered_) {
      const bool fits = one.known->carries == carries;
      if (std::holds_alternative<adapter::Out>(one.verdict) && (found == nullptr || fits)) {
        found = &one;
        if (fits) {
          break;
        }
      }
    }
    return found;
  }

  // Why no answer to a question that is put otherwise would mean anything.
  [[nodiscard]] std::optional<std::string> nothing_to_hold_against() const {
    if (answered_.empty()) {
      return "no known question got an answer";
    }
    for (const Check check : {Check::in_time, Check::alive}) {
      if (ledger_.state(check) == State::broken) {
        return "plain questions go without an answer already";
      }
    }
    if (ledger_.state(Check::stateless) == State::broken) {
      return "the plain question has two answers already";
    }
    return std::nullopt;
  }

  void spellings() {
    constexpr std::size_t kShort = 8;
    constexpr std::size_t kLong = 1024UL * 1024;
    const Answered* plain = probe(Carries::nothing);
    if (const auto reason = nothing_to_hold_against(); reason || plain == nullptr) {
      for (const Check check : {Check::unknown_members, Check::notation, Check::long_line}) {
        ledger_.noted(check, reason.value_or("no known question got a value for an answer"));
      }
      return;
    }
    ask_otherwise(*probe(Carries::utf8), Check::notation, "written in another way", unusually);
    ask_otherwise(*plain, Check::unknown_members, "with an unknown member",
                  with_extra_member(kShort));
    if (ledger_.state(Check::unknown_members) == State::kept) {
      ask_otherwise(*plain, Check::long_line, "on a long line", with_extra_member(kLong));
    } else {
      ledger_.noted(Check::long_line, "an unknown member makes the line long");
    }
  }

  void at_once(std::uint32_t allowed) {
    constexpr std::uint32_t kMost = 64;
    if (allowed < 2) {
      ledger_.noted(Check::in_flight, "its hello allows one question at a time");
      return;
    }
    if (const auto reason = nothing_to_hold_against()) {
      ledger_.noted(Check::in_flight, *reason);
      return;
    }
    std::vector<const Answered*> firsts;
    std::vector<Question> questions;
    for (std::uint32_t i = 0; i < std::min(allowed, kMost); ++i) {
      firsts.push_back(&answered_[i % answered_.size()]);
      questions.push_back(question_of(*firsts.back()->known));
    }
    const auto verdicts = dialogue_.ask_at_once(questions);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      const auto& verdict = verdicts[i];
      if (verdict) {
        compare(*firsts[i], *verdict, Check::in_flight, "among others");
      } else {
        ledger_.broken(Check::in_flight, fmt::format("one of {} questions got no answer: {}",
                                                     firsts.size(), questions[i].op));
      }
    }
  }

  void unknown_op() {
    const auto verdict = dialogue_.ask({"oauth1.no_such_op", json::object()});
    if (!verdict) {
      return;
    }
    if (std::holds_alternative<adapter::Failure>(*verdict)) {
      ledger_.kept(Check::unknown_op);
    } else {
      ledger_.broken(Check::unknown_op, "oauth1.no_such_op was answered with " + said(*verdict));
    }
  }

  // The last question first: what an answer owes to those before it is missing now.
  void in_a_new_process() {
    if (dialogue_.interrupted() || !dialogue_.open()) {
      return;
    }
    if (!answered_.empty()) {
      ask_again(answered_.back(), Check::stateless, "in a new process");
    }
  }

  const Standard& standard_;
  std::vector<KnownAnswer> known_;
  Ledger ledger_;
  Dialogue dialogue_;
  std::set<Check> asked_;  // Of those that known answers are for.
  std::vector<Answered> answered_;
  Report report_;
};

}  // namespace

Report check_adapter(adapter::Wire& wire, const Standard& standard, const Patience& patience) {
  return Selfcheck(wire, standard, patience).run();
}

}  // namespace oauthspec::selfcheck
