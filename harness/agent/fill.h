// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "harness/agent/html.h"
#include "harness/agent/instructions.h"

namespace oauthspec::agent {

/// Sets a field as a person would, by the rules of Rule::fill.
///
/// Input:  `name` is the field's name, or its id, or its whole label without case.
/// Output: whether the form has such a field, and it can be set so.
bool fill(Form& form, std::string_view name, std::string_view value);

/// Fills what is known: the instructions' own fields, and by guess name, password and the device's code.
///
/// Output: the name, id or label of a field that people must type into and that is still empty; nothing where there is none.
std::optional<std::string> fill_what_is_known(Form& form, const Instructions& instructions);

/// Ticks every checkbox, as one who allows all scopes does, but those that only make the server remember.
void tick_scopes(Form& form);

}  // namespace oauthspec::agent
