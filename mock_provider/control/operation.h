// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/http/reply.h"
#include "mock_provider/control/control.h"
#include "mock_provider/control/edit_reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// A request to the control that is well-formed.
struct ControlCall {
  Call& call;
  std::string argument;  ///< "NAME" of /_control/clients/NAME, decoded; empty where there is none.
  Pairs query;
  nlohmann::ordered_json body;  ///< An object; empty for what is no POST.
  FinishOf finish_of;
};

/// Why a request is refused.
struct ControlError {
  int status = 400;
  std::string_view error = "invalid_request";
  std::string message;
};

/// What is answered: JSON with 200.
using ControlAnswer = std::expected<nlohmann::ordered_json, ControlError>;

/// One thing that the control does.
struct Operation {
  std::string_view method;
  std::string_view path;      ///< Behind /_control.
  std::string_view argument;  ///< What follows the path, "/NAME"; empty: nothing does.
  std::string_view sentence;
  ControlAnswer (*answer)(ControlCall&);
};

[[nodiscard]] std::span<const Operation> registry_operations();  ///< clients, users
[[nodiscard]] std::span<const Operation> fault_operations();     ///< behaviours, faults
[[nodiscard]] std::span<const Operation> transcript_operations();
[[nodiscard]] std::span<const Operation> state_operations();     ///< reset, clock, state, cases
[[nodiscard]] std::span<const Operation> decision_operations();  ///< approve, deny

[[nodiscard]] std::unexpected<ControlError> bad_request(std::string message);
[[nodiscard]] std::unexpected<ControlError> not_there(std::string message);

/// Says which member of an object is none of those that are known.
[[nodiscard]] std::expected<void, ControlError> only_members(
    const nlohmann::ordered_json& object, std::span<const std::string_view> known);
/// A member that is a text, or nothing where there is none.
[[nodiscard]] std::expected<std::optional<std::string>, ControlError> text_member(
    const nlohmann::ordered_json& object, const char* name);
/// A member that is an integer in these bounds, or nothing where there is none.
[[nodiscard]] std::expected<std::optional<std::int64_t>, ControlError> integer_member(
    const nlohmann::ordered_json& object, const char* name, std::int64_t least, std::int64_t most);
/// A member that is an array of texts, or nothing where there is none.
[[nodiscard]] std::expected<std::optional<std::vector<std::string>>, ControlError> texts_member(
    const nlohmann::ordered_json& object, const char* name);

}  // namespace oauthspec::provider::control
