// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/dialogue.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "harness/adapter/messages.h"
#include "harness/adapter/stderr_window.h"
#include "harness/reference/codec/json.h"
#include "harness/runner/judge.h"

namespace oauthspec::selfcheck {
namespace {

using adapter::Verdict;
using nlohmann::json;

constexpr std::size_t kShownOctets = 200;
constexpr unsigned kMostRestarts = 2;
// Steps that no adapter which counts by itself takes too.
constexpr std::uint64_t kStep = 7;

std::string shown(std::string_view text) {
  return adapter::printable(text, kShownOctets);
}

std::string asked(const Question& question) {
  return fmt::format("{} {}", question.op, shown(question.in.dump()));
}

double seconds(std::chrono::milliseconds time) {
  return std::chrono::duration<double>(time).count();
}

// What a line breaks of the schema; "" where it breaks nothing.
std::string mistake(const vector::Schema& schema, std::string_view definition, const json& value) {
  const auto mismatch = schema.validate(definition, value);
  if (!mismatch) {
    return {};
  }
  return (mismatch->pointer.empty() ? "" : mismatch->pointer + ": ") + mismatch->reason;
}

bool looks_like_a_message(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first != std::string_view::npos && line[first] == '{';
}

}  // namespace

std::string plainly(std::uint64_t id, const Question& question) {
  return adapter::write_call({id, question.op, question.in});
}

std::string said(const Verdict& verdict) {
  return shown(runner::answer_json(verdict).dump(-1, ' ', false, json::error_handler_t::replace));
}

Dialogue::Dialogue(adapter::Wire& wire, const vector::Library& library,
                   const vector::Schema& protocol, std::string suite_version,
                   const Patience& patience, Ledger& ledger)
    : wire_(wire),
      library_(library),
      protocol_(protocol),
      suite_version_(std::move(suite_version)),
      patience_(patience),
      ledger_(ledger) {}

void Dialogue::say(const std::string& line, std::string_view definition) {
  if (patience_.trace) {
    patience_.trace("->", std::string_view(line).substr(0, line.size() - 1));
  }
  const auto message = oauth::codec::parse_json(line);
  const std::string wrong =
      message ? mistake(protocol_, definition, *message) : "the line is no JSON";
  if (wrong.empty()) {
    ledger_.kept(Check::sent);
  } else {
    ledger_.broken(Check::sent, fmt::format("{}: {}", wrong, shown(line)));
  }
  wire_.put(line);
}

// The next line; what else happens is noted, and leaves nobody to talk to.
std::optional<std::string> Dialogue::hear_line(std::string_view meanwhile,
                                               Clock::time_point deadline, Check late) {
  adapter::Heard heard = wire_.next(deadline);
  if (auto* line = std::get_if<std::string>(&heard)) {
    if (patience_.trace) {
      patience_.trace("<-", *line);
    }
    return std::move(*line);
  }
  if (const auto* died = std::get_if<adapter::Died>(&heard)) {
    ledger_.broken(late == Check::hello ? late : Check::alive,
                   fmt::format("it {} {}", adapter::describe(*died), meanwhile));
  } else if (const auto* garbage = std::get_if<adapter::Garbage>(&heard)) {
    ledger_.broken(Check::message,
                   fmt::format("{} {}: {}", garbage->reason, meanwhile, garbage->line));
  } else if (std::holds_alternative<adapter::TimedOut>(heard)) {
    const std::string rest = wire_.take_rest();
    const auto limit = late == Check::hello ? patience_.start : patience_.answer;
    ledger_.broken(late, fmt::format("nothing came within {} s {}{}", seconds(limit), meanwhile,
                                     rest.empty() ? "" : ", but half a line: " + shown(rest)));
  } else {
    interrupted_ = true;
  }
  open_ = false;
  return std::nullopt;
}

std::optional<adapter::Hello> Dialogue::open() {
  wire_.close();
  const auto began = patience_.now();
  if (const auto problem = wire_.open()) {
    ledger_.broken(Check::hello, *problem);
    return std::nullopt;
  }
  say(adapter::write_runner_hello(suite_version_), "hello_from_runner");
  const auto line = hear_line("before its hello", began + patience_.start, Check::hello);
  if (!line) {
    return std::nullopt;
  }
  start_time_ = std::chrono::duration_cast<std::chrono::microseconds>(patience_.now() - began);
  auto hello = adapter::parse_hello(*line);
  std::string wrong = hello ? "" : hello.error().reason;
  if (hello) {
    wrong = mistake(protocol_, "hello_from_adapter", *oauth::codec::parse_json(*line));
  }
  if (!wrong.empty()) {
    ledger_.broken(Check::hello, fmt::format("{}: {}", wrong, shown(*line)));
    return std::nullopt;
  }
  ledger_.kept(Check::hello);
  open_ = true;
  return *std::move(hello);
}

bool Dialogue::ready() {
  if (open_) {
    return true;
  }
  return !interrupted_ && restarts_++ < kMostRestarts && open().has_value();
}

std::optional<Verdict> Dialogue::ask(const Question& question, const Spelling& spelling) {
  if (!ready()) {
    return std::nullopt;
  }
  const std::uint64_t id = std::exchange(next_id_, next_id_ + kStep);
  ++questions_;
  const auto began = patience_.now();
  say(spelling(id, question), "call");
  Answers answers = collect({{id, &question}});
  const auto found = answers.find(id);
  if (found == answers.end()) {
    return std::nullopt;
  }
  times_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(patience_.now() - began));
  return std::move(found->second);
}

std::vector<std::optional<Verdict>> Dialogue::ask_at_once(std::span<const Question> questions) {
  std::vector<std::optional<Verdict>> all(questions.size());
  if (!ready()) {
    return all;
  }
  Open open;
  std::vector<std::uint64_t> ids;
  for (const Question& question : questions) {
    ids.push_back(std::exchange(next_id_, next_id_ + kStep));
    open.emplace(ids.back(), &question);
    ++questions_;
    say(plainly(ids.back(), question), "call");
  }
  Answers answers = collect(std::move(open));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (const auto found = answers.find(ids[i]); found != answers.end()) {
      all[i] = std::move(found->second);
    }
  }
  return all;
}

Dialogue::Answers Dialogue::collect(Open open) {
  Answers answers;
  auto deadline = patience_.now() + patience_.answer;
  while (!open.empty()) {
    const std::string meanwhile = "over " + asked(*open.begin()->second);
    const auto line = hear_line(meanwhile, deadline, Check::in_time);
    if (!line) {
      break;
    }
    if (patience_.now() >= deadline) {
      ledger_.broken(Check::in_time, "it babbles, and answers nothing, " + meanwhile);
      open_ = false;
      break;
    }
    const std::size_t before = open.size();
    take(*line, open, answers);
    // Time begins anew with each answer, and not with each line: one that babbles would never be late.
    if (open.size() < before) {
      deadline = patience_.now() + patience_.answer;
    }
  }
  return answers;
}

void Dialogue::take(const std::string& line, Open& open, Answers& answers) {
  if (!looks_like_a_message(line)) {
    ledger_.broken(Check::only_messages, line.empty() ? "an empty line" : shown(line));
    return;
  }
  ledger_.kept(Check::only_messages);
  const auto message =
      oauth::codec::parse_json(line, {.octets = adapter::kLineOctets, .depth = 80});
  if (!message) {
    ledger_.broken(Check::message,
                   fmt::format("{} (at octet {}): {}", oauth::meaning(message.error().code),
                               message.error().offset, shown(line)));
    return;
  }
  take_answer(*message, line, open, answers);
}

void Dialogue::take_answer(const json& message, const std::string& line, Open& open,
                           Answers& answers) {
  auto answer = adapter::parse_answer(line);
  const std::string wrong = answer ? mistake(protocol_, "answer", message) : answer.error().reason;
  if (!wrong.empty()) {
    ledger_.broken(Check::message, fmt::format("{}: {}", wrong, shown(line)));
    // Whatever else is wrong with it, it was meant to be the answer to something.
    open.erase(open.begin());
    return;
  }
  ledger_.kept(Check::message);
  std::uint64_t question = answer->id;
  if (!settle_id(answer->id, line, open, question)) {
    return;
  }
  ledger_.kept(Check::in_time);
  ledger_.kept(Check::alive);
  look_at_value(answer->verdict, *open.at(question));
  open.erase(question);
  answers.emplace(question, std::move(answer->verdict));
}

// Whose answer it is; false where it is one too many.
bool Dialogue::settle_id(std::uint64_t id, const std::string& line, Open& open,
                         std::uint64_t& question) {
  if (open.contains(id)) {
    ledger_.kept(Check::id);
    ledger_.kept(Check::once);
    answered_.insert(id);
    return true;
  }
  if (answered_.contains(id)) {
    ledger_.broken(Check::once, fmt::format("question {} was answered again: {}", id, shown(line)));
    return false;
  }
  question = open.begin()->first;
  ledger_.broken(Check::id, fmt::format("question {} was answered as {}", question, id));
  return true;
}

void Dialogue::look_at_value(const Verdict& verdict, const Question& question) {
  const auto* out = std::get_if<adapter::Out>(&verdict);
  const auto op = library_.ops.find(question.op);
  if (out == nullptr || op == library_.ops.end()) {
    return;
  }
  const std::string wrong = mistake(op->second.schema, "out", out->value);
  if (wrong.empty()) {
    ledger_.kept(Check::out);
  } else {
    ledger_.broken(Check::out, fmt::format("{}: {}: {}", question.op, wrong, said(verdict)));
  }
}

// The last answer, come again, is only seen now.
void Dialogue::look_at_late_line(const std::string& line, Check check, std::string_view after) {
  const auto answer = adapter::parse_answer(line);
  if (answer && answered_.contains(answer->id)) {
    ledger_.broken(Check::once,
                   fmt::format("question {} was answered again: {}", answer->id, shown(line)));
  } else {
    ledger_.broken(check, fmt::format("it wrote after {}: {}", after, shown(line)));
  }
}

void Dialogue::look_at_end(Check check, std::string_view after) {
  const auto deadline = patience_.now() + patience_.answer;
  while (true) {
    const adapter::Heard heard = wire_.next(deadline);
    const auto* line = std::get_if<std::string>(&heard);
    if (line != nullptr && patience_.now() < deadline) {
      look_at_late_line(*line, check, after);
    } else if (const auto* died = std::get_if<adapter::Died>(&heard)) {
      if (died->exit_code == 0) {
        ledger_.kept(check);
      } else {
        ledger_.broken(check, fmt::format("it {} after {}", adapter::describe(*died), after));
      }
      break;
    } else if (std::holds_alternative<adapter::Interrupted>(heard)) {
      interrupted_ = true;
      break;
    } else {
      ledger_.broken(check,
                     fmt::format("it goes on {} s after {}", seconds(patience_.answer), after));
      break;
    }
  }
  wire_.close();
  open_ = false;
}

void Dialogue::end_by_bye() {
  if (ready()) {
    say(adapter::write_bye(), "bye");
    look_at_end(Check::bye, "bye");
  }
}

void Dialogue::end_by_end_of_input() {
  if (ready()) {
    wire_.end_input();
    look_at_end(Check::end_of_input, "the end of its input");
  }
}

std::chrono::microseconds Dialogue::median() const {
  if (times_.empty()) {
    return std::chrono::microseconds(0);
  }
  std::vector<std::chrono::microseconds> sorted = times_;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::ranges::nth_element(sorted, middle);
  return *middle;
}

}  // namespace oauthspec::selfcheck
