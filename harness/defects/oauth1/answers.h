// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/defects/defect.h"
#include "harness/defects/oauth1/functions.h"

namespace oauthspec::defects::oauth1 {

/// The ops, each answered by whatever library it is given.
///
/// Input: `in` as the op's schema has it; nlohmann's exceptions on anything else are the caller's business.
namespace answers {

using adapter::Verdict;
using nlohmann::json;

[[nodiscard]] Verdict percent_encode(const Functions& library, const json& in);
[[nodiscard]] Verdict percent_decode(const Functions& library, const json& in);
[[nodiscard]] Verdict normalize_parameters(const Functions& library, const json& in);
[[nodiscard]] Verdict base_string_uri(const Functions& library, const json& in);
[[nodiscard]] Verdict base_string(const Functions& library, const json& in);
[[nodiscard]] Verdict sign(const Functions& library, const json& in);
[[nodiscard]] Verdict verify(const Functions& library, const json& in);
[[nodiscard]] Verdict parse_authorization_header(const Functions& library, const json& in);
[[nodiscard]] Verdict build_authorization_header(const Functions& library, const json& in);
[[nodiscard]] Verdict parse_credentials_response(const Functions& library, const json& in);
[[nodiscard]] Verdict parse_callback(const Functions& library, const json& in);
[[nodiscard]] Verdict authorization_url(const Functions& library, const json& in);

}  // namespace answers

/// Answers an op of OAuth 1.0 by the library without a defect.
[[nodiscard]] adapter::Verdict sound_answer(std::string_view op, const nlohmann::json& in);

/// An op answered by the sound library but for one function.
///
/// Example: planted<answers::base_string_uri, &Functions::port, keep_default_port>
template <adapter::Verdict (*Answer)(const Functions&, const nlohmann::json&), auto Function,
          auto Wrong>
adapter::Verdict planted(const nlohmann::json& in) {
  Functions library = sound();
  plant<Function, Wrong>(library);
  return Answer(library, in);
}

/// The same for a defect that shows in more than one function.
///
/// Example: planted_by<answers::verify, forget_nonces>, where forget_nonces changes the Functions that it is given.
template <adapter::Verdict (*Answer)(const Functions&, const nlohmann::json&),
          void (*Plant)(Functions&)>
adapter::Verdict planted_by(const nlohmann::json& in) {
  Functions library = sound();
  Plant(library);
  return Answer(library, in);
}

}  // namespace oauthspec::defects::oauth1
