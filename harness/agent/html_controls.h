// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "harness/agent/html.h"
#include "harness/agent/html_text.h"
#include "harness/agent/html_tree.h"

namespace oauthspec::agent {

/// Whether an element of this tag is a field or a button.
[[nodiscard]] bool is_control(std::string_view tag);

/// Reads a field or button; its label is its own text where it is a button, and otherwise left empty.
[[nodiscard]] Control control_of(const std::vector<Node>& nodes,
                                 const std::vector<TextPlace>& places, std::size_t index);

}  // namespace oauthspec::agent
