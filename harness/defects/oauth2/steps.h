// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/adapter/reference/reference.h"

/// How a wrong function is put into an OAuth 2.0 library. Its ops read one message, do a few steps and write one value, so
/// a library is no table of functions here: the sound steps are the reference's, taken together, and one wrong function
/// stands before them, behind them or in their place. What is not the wrong function's doing is right.
namespace oauthspec::defects::oauth2 {

using adapter::Out;
using adapter::Reject;
using adapter::Verdict;
using nlohmann::json;
using std::string_view;

/// The op answered rightly.
template <const char* Op>
Verdict right(const json& in) {
  return adapter::reference_answer(Op, in);
}

/// A library whose first step is wrong: it takes `in` for what Misread makes of it.
///
/// Example: misread<kParseScope, commas_as_spaces>, with void commas_as_spaces(json& in)
template <const char* Op, void (*Misread)(json& in)>
Verdict misread(const json& in) {
  json taken = in;
  Misread(taken);
  return right<Op>(taken);
}

/// The same, only where the right answer is a refusal: a check that a library leaves out.
template <const char* Op, void (*Mend)(json& in)>
Verdict mended(const json& in) {
  Verdict answer = right<Op>(in);
  return std::holds_alternative<Reject>(answer) ? misread<Op, Mend>(in) : answer;
}

/// A library whose last step is wrong: what it would rightly give is changed by Spoil, which may look at `in`, too.
template <const char* Op, auto Spoil>
Verdict miswritten(const json& in) {
  Verdict answer = right<Op>(in);
  if (Out* given = std::get_if<Out>(&answer)) {
    if constexpr (std::invocable<decltype(Spoil), json&, const json&>) {
      Spoil(given->value, in);
    } else {
      Spoil(given->value);
    }
  }
  return answer;
}

/// A library that was not written for what Meets is true of, and fails there in a way that nobody meant.
template <const char* Op, bool (*Meets)(const json& in)>
Verdict crashing(const json& in) {
  return Meets(in) ? Verdict(adapter::Failure{"TypeError", ""}) : right<Op>(in);
}

/// A library that refuses all that Refuses is true of.
template <const char* Op, bool (*Refuses)(const json& in)>
Verdict refusing(const json& in) {
  return Refuses(in) ? Verdict(Reject{"refused", ""}) : right<Op>(in);
}

}  // namespace oauthspec::defects::oauth2
