// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/operation.h"

#include <algorithm>
#include <utility>

namespace oauthspec::provider::control {

using nlohmann::ordered_json;

std::unexpected<ControlError> bad_request(std::string message) {
  return std::unexpected(
      ControlError{.status = 400, .error = "invalid_request", .message = std::move(message)});
}

std::unexpected<ControlError> not_there(std::string message) {
  return std::unexpected(
      ControlError{.status = 404, .error = "not_found", .message = std::move(message)});
}

std::expected<void, ControlError> only_members(const ordered_json& object,
                                               std::span<const std::string_view> known) {
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(known, name) == known.end()) {
      return bad_request("There is no member \"" + name + "\" here.");
    }
  }
  return {};
}

std::expected<std::optional<std::string>, ControlError> text_member(const ordered_json& object,
                                                                    const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) {
    return std::nullopt;
  }
  if (!found->is_string()) {
    return bad_request(std::string(name) + " is no text.");
  }
  return found->get<std::string>();
}

std::expected<std::optional<std::int64_t>, ControlError> integer_member(const ordered_json& object,
                                                                        const char* name,
                                                                        std::int64_t least,
                                                                        std::int64_t most) {
  const auto found = object.find(name);
  if (found == object.end()) {
    return std::nullopt;
  }
  // An unsigned one beyond the range of the signed ones is above any bound.
  const bool fits = found->is_number_integer() &&
                    (!found->is_number_unsigned() ||
                     found->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
  if (!fits || found->get<std::int64_t>() < least || found->get<std::int64_t>() > most) {
    return bad_request(std::string(name) + " is no integer from " + std::to_string(least) + " to " +
                       std::to_string(most) + ".");
  }
  return found->get<std::int64_t>();
}

std::expected<std::optional<std::vector<std::string>>, ControlError> texts_member(
    const ordered_json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) {
    return std::nullopt;
  }
  const auto is_text = [](const ordered_json& item) { return item.is_string(); };
  if (!found->is_array() || !std::ranges::all_of(*found, is_text)) {
    return bad_request(std::string(name) + " is no array of texts.");
  }
  return found->get<std::vector<std::string>>();
}

}  // namespace oauthspec::provider::control
