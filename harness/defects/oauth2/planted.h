// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/defects/defect.h"
#include "harness/defects/oauth2/steps.h"
#include "harness/reference/base/error.h"

/// How a wrong function is put into a library that is taken apart into functions: for the ops of a server and of JOSE,
/// which take many steps, so that a wrong one in the midst of them is followed by all the right ones.
namespace oauthspec::defects::oauth2 {

/// The library without a defect. Each library has its own.
template <class Library>
[[nodiscard]] const Library& sound();

/// The library that a member belongs to; for decltype only.
template <class Library, class Function>
Library owner_of(Function Library::* member);

/// A refusal without a place.
[[nodiscard]] std::unexpected<oauth::Error> refusal(oauth::Errc code);

/// An op answered by the sound library but for one function.
///
/// Example: planted<answer_bearer_token, &Bearer::is_token, anything>
template <auto Answer, auto Function, auto Wrong>
Verdict planted(const json& in) {
  auto library = sound<decltype(owner_of(Function))>();
  plant<Function, Wrong>(library);
  return Answer(library, in);
}

/// The same for a defect that shows in more than one function.
///
/// Example: planted_by<answer_bearer_token, Bearer, read_proxy_fields>, where that changes the Bearer that it is given.
template <auto Answer, class Library, void (*Plant)(Library&)>
Verdict planted_by(const json& in) {
  Library library = sound<Library>();
  Plant(library);
  return Answer(library, in);
}

/// Answers an op by the library without a defect, where it is taken apart, and else by the reference.
[[nodiscard]] Verdict sound_answer(string_view op, const json& in);

}  // namespace oauthspec::defects::oauth2
