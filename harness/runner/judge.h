// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/result/result.h"
#include "harness/vector/op_schema.h"
#include "harness/vector/suite.h"

namespace oauthspec::runner {

/// How to judge.
struct JudgeOptions {
  std::map<std::string, std::string, std::less<>> policies;  ///< Choices held to one branch.
};

/// Answers an op as the reference does; what it gives stands for the vectors' own computations.
using ReferenceFunction =
    std::function<adapter::Verdict(std::string_view op, const nlohmann::json& in)>;

/// Everything of a test's result that does not depend on an answer; its status is `not_run`.
[[nodiscard]] result::Result unjudged(const vector::Suite& suite, const vector::Test& test);

/// An answer as a result keeps it: the message of the protocol without its id.
[[nodiscard]] nlohmann::json answer_json(adapter::Verdict verdict);

/// Judges one answer. Needs no clock, process or file.
///
/// Input:  `schema` is that of the suite's op. `reference` is asked only where the library chose a value itself: first for
///         the vector's own `in`, whose expected value it must reproduce, then for `in` with the library's choice.
/// Output: pass, fail, warn, skip, error or inconclusive.
/// Threads: any number at a time.
[[nodiscard]] result::Result judge(const vector::Test& test, const vector::Suite& suite,
                                   const vector::OpSchema& schema, const adapter::Hello& hello,
                                   adapter::Answer answer, const JudgeOptions& options,
                                   const ReferenceFunction& reference);

/// Whether `result` proves something only when its test's control passed: it passed by refusing.
[[nodiscard]] bool hangs_on_control(const vector::Test& test, const result::Result& result);

/// Makes `result` vacuous where it passed by refusing, and its control, which must be accepted, failed; inconclusive
/// where the control could not be asked, or missed no more than a SHOULD.
void settle_control(const vector::Test& test, result::Result& result,
                    const result::Result& control);

/// settle_control() for every result whose control is among `results`, too; a control that was not run
/// proves nothing either way. To be called before known failures are taken into account.
void settle_controls(std::span<result::Result> results, std::span<const vector::Suite> suites);

/// The first of `policies` that no test leaves open: "NAME=BRANCH", for people.
[[nodiscard]] std::optional<std::string> unknown_policy(std::span<const vector::Suite> suites,
                                                        const JudgeOptions& options);

}  // namespace oauthspec::runner
