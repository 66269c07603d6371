// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/http/reply.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::provider::control {

/// The fields of this name are left out, and this one is added.
void set_header(http::Reply& reply, std::string_view name, std::string_view value);
void remove_header(http::Reply& reply, std::string_view name);

/// The body as a JSON object; nothing where it is none. Members keep their order.
[[nodiscard]] std::optional<nlohmann::ordered_json> json_object(const http::Reply& reply);
/// Sets a member of the object that the body is, and leaves any other body alone.
void set_member(http::Reply& reply, const std::string& name, nlohmann::ordered_json value);
void remove_member(http::Reply& reply, const std::string& name);

/// A decoded pair of a form or query, to be changed.
struct Pair {
  std::string name;
  std::string value;
};
using Pairs = std::vector<Pair>;

[[nodiscard]] std::optional<std::string> value_of(const Pairs& pairs, std::string_view name);
void set_pair(Pairs& pairs, std::string_view name, std::string_view value);
void remove_pair(Pairs& pairs, std::string_view name);

/// The pairs of a form or query; empty where it is malformed.
[[nodiscard]] Pairs read_pairs(std::string_view text);
[[nodiscard]] std::string write_pairs(const Pairs& pairs);

/// Where a redirection goes: the parameters are those of the fragment where it has any, else of the query.
struct Redirection {
  std::string target;  ///< Without query and fragment.
  Pairs parameters;
  bool in_fragment = false;
};

/// Nothing where the reply redirects nowhere.
[[nodiscard]] std::optional<Redirection> redirection(const http::Reply& reply);
void redirect(http::Reply& reply, const Redirection& redirection);
/// Changes the parameters of a redirection, and leaves any other reply alone.
void edit_redirection(http::Reply& reply, const std::function<void(Redirection&)>& edit);
/// Changes a form in the body.
void edit_form(http::Reply& reply, const std::function<void(Pairs&)>& edit);

}  // namespace oauthspec::provider::control
