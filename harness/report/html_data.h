// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/report/report.h"

namespace oauthspec::report {

/// What the script of the HTML report works on. With twenty runs of thousands of tests most texts stand many times, so
/// each distinct one is written once, in `texts`, and a number stands for it elsewhere; 0 is the empty text. JSON values
/// are texts too, for a browser would round their numbers. A text of more than 16 KiB is cut, and says so at its end.
///
///   statuses      [{name, unexpected}] in the order of result::Status
///   texts         [text]
///   requirements  [{id, document, section, level, text}]: those that tests cite
///   tests         [{name, title, level, op, word, requirements: [number], sent, expected, why, source}] in the order of
///                 the vectors; tests that the library does not know come last. `word` is the name as a shell takes it
///   runs          [{label, name, version, language, command, replay, cells}], where `cells` has for each test a status by its
///                 number, or [status, message, got, policy, more], cut short where the rest is empty; -1 where the run
///                 lacks the test. `more` is {sent, expected} where they are not the test's own, {recomputed, before,
///                 reason, issue, stderr} where there are any, {expect, known}: what becomes of the test, and why, in
///                 the words of an expectations file, where an entry there would help; `also` of a document that the
///                 server does not claim; and `exchanges`: for each [method, url, header fields, body, status, header
///                 fields, body, answer, milliseconds], the answer in a few words, the status 0 where none came; `decisive`: the
///                 number of the one that decides, from 0
[[nodiscard]] nlohmann::json html_data(const Report& report);

}  // namespace oauthspec::report
