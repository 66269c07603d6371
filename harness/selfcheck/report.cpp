// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/report.h"

#include <algorithm>
#include <utility>

namespace oauthspec::selfcheck {
namespace {

// Of one check; more would only say the same again.
constexpr std::size_t kShown = 3;

constexpr std::array<CheckText, kChecks> kTexts{{
    {"hello", "it says hello first, in protocol 1",
     "Answer the first line at once with {\"hello\":{\"protocol\":1,\"impl\":{...},\"ops\":[...]}} "
     "on a line of its own, flush it, and print nothing before it."},
    {"implementation", "its hello names the library, its version and its language",
     "Fill in name, version and language of \"impl\": reports are filed under them."},
    {"ops", "each op of its hello is known, and named once",
     "Write ops in full, as \"oauthspec list --ops\" has them: \"oauth1.sign\", not \"sign\". A "
     "misspelt one is never asked."},
    {"features", "each feature of its hello is known, and named once",
     "Take the names from vectors/features.json. What requires a feature that is not named is "
     "never asked."},
    {"sent", "every message sent to it is as the protocol's schema has it",
     "This is a mistake of oauthspec or of the schemas it was given, and not the adapter's: please "
     "report it."},
    {"only-messages", "nothing but messages stands on its standard output",
     "Send everything else to standard error: warnings, debug prints, what the library prints "
     "itself."},
    {"message", "every message of it is as the protocol's schema has it",
     "Compare the line with vectors/schema/protocol.schema.json: one JSON object in UTF-8, with "
     "\"id\" and exactly one of \"out\", \"reject\", \"skip\" and \"error\"."},
    {"id", "an answer carries the id of its question",
     "Copy \"id\" from the question, as the number it is; do not count."},
    {"once", "a question gets one answer",
     "Write one line for each question: look for an answer that is written before an exception "
     "and once more after it."},
    {"in-time", "a question gets its answer in time",
     "Flush after each line and end it with a line feed: a pipe is not a terminal, and most "
     "languages buffer. Else the library waits for something: a network, a lock, more input."},
    {"alive", "it lives until it is told to end",
     "Catch what the library raises, and answer \"error\": an exception that ends the program "
     "costs a new start for every question."},
    {"out", "every out is as its op's schema has it",
     "Bring the value into the shape of vectors/schema/<op>.schema.json: arrays of pairs for "
     "parameters, null for what a message has not, no member beyond the schema's."},
    {"known-answers", "what every implementation gets right is right",
     "Look first at how the adapter hands over the members of \"in\": these questions are the "
     "plainest ones, most of them examples of the RFCs."},
    {"utf8", "text beyond ASCII comes through, both ways",
     "Read and write the pipes as UTF-8, whatever the locale says, and give the library characters "
     "where it takes characters, UTF-8 where it takes octets."},
    {"octets", "octets that are no UTF-8 come through as {\"b64\": ...}, or are skipped",
     "Decode {\"b64\": ...} and hand over the octets, or answer \"skip\" where the library takes "
     "characters; octets that are no UTF-8 go back as {\"b64\": ...}."},
    {"unknown-op", "an op that it does not know is answered with error",
     "Answer {\"id\":...,\"error\":{\"type\":...,\"message\":...}}. Never \"reject\": that is for "
     "what the library refuses on purpose."},
    {"unknown-members", "members of a message that it does not know are ignored",
     "Read the members you need and leave the rest: later protocols add some."},
    {"notation", "a message may be written in any way that JSON allows",
     "Read lines with a JSON parser: members come in any order, with spaces between them and "
     "characters as \\u escapes."},
    {"long-line", "a line of 1 MiB is read whole",
     "Read a line of any length up to 16 MiB; a buffer of fixed size cuts it in two."},
    {"stateless", "the same question gets the same answer, later and in a new process",
     "Keep nothing from one question to the next: make the library's objects anew for each, and "
     "reset its clock, nonces and stored tokens."},
    {"in-flight", "as many questions at once as its hello allows get their answers",
     "Answer each of them, in any order; or leave \"max_in_flight\" out of the hello."},
    {"bye", "bye ends it with exit status 0",
     "At {\"bye\":{}} write nothing more and exit with 0, even though standard input is still "
     "open."},
    {"end-of-input", "the end of its input ends it with exit status 0",
     "Exit with 0 when a read finds the end of standard input."},
}};

constexpr std::size_t index(Check check) {
  return static_cast<std::size_t>(check);
}

}  // namespace

const CheckText& text(Check check) {
  return kTexts.at(index(check));
}

void Ledger::kept(Check check) {
  entries_.at(index(check)).kept = true;
}

void Ledger::noted(Check check, std::string note) {
  auto& notes = entries_.at(index(check)).notes;
  if (std::ranges::find(notes, note) == notes.end()) {
    notes.push_back(std::move(note));
  }
}

void Ledger::broken(Check check, std::string detail) {
  Entry& entry = entries_.at(index(check));
  if (entry.breaches.size() < kShown) {
    entry.breaches.push_back(std::move(detail));
  } else {
    ++entry.left_out;
  }
}

State Ledger::state(Check check) const {
  const Entry& entry = entries_.at(index(check));
  if (!entry.breaches.empty()) {
    return State::broken;
  }
  return entry.kept ? State::kept : State::not_asked;
}

std::vector<Finding> Ledger::findings() const {
  std::vector<Finding> all;
  for (std::size_t i = 0; i < kChecks; ++i) {
    const Entry& entry = entries_.at(i);
    Finding found{static_cast<Check>(i), state(static_cast<Check>(i)), entry.notes, 0};
    if (found.state == State::broken) {
      found.details = entry.breaches;
      found.left_out = entry.left_out;
    } else if (found.state == State::not_asked && found.details.empty()) {
      found.details = {"it did not come to that"};
    }
    all.push_back(std::move(found));
  }
  return all;
}

std::size_t count(const Report& report, State state) {
  return static_cast<std::size_t>(std::ranges::count(report.findings, state, &Finding::state));
}

}  // namespace oauthspec::selfcheck
