// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/check.h"
#include "harness/checks/target.h"

namespace oauthspec::checks {

/// Whether the target has what is needed.
[[nodiscard]] bool has(const Target& target, Need need);

/// What is needed, for people who configure a target: "a public client (oauth2.clients.public)".
[[nodiscard]] std::string_view describe(Need need);

/// The check that shows that what is needed works at all: one that needs it means nothing where that one does not pass. Empty: there
/// is no such check.
[[nodiscard]] std::string_view foundation_of(Need need);

/// The first thing that a check needs and the target has not.
[[nodiscard]] std::optional<Need> missing(const Check& check, const Target& target);

/// The documents that checks cite statements of, "rfc6749", in the order of their names.
[[nodiscard]] std::vector<std::string> cited_documents();

/// Whether one of the statements that the check cites stands in one of the documents, "rfc6749".
[[nodiscard]] bool cites(const std::set<std::string>& documents, const Check& check);

}  // namespace oauthspec::checks
