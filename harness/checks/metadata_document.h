// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/finding.h"
#include "harness/checks/session.h"

/// What the documents of RFC 8414 and RFC 9728 have in common.
namespace oauthspec::checks {

/// Asks for a document; unsupported with the sentence where there is none.
[[nodiscard]] Attempt<Response> published_at(Session& session, const std::string& url,
                                             std::string_view missing);

/// The document as an object, whatever its Content-Type; inconclusive where it is none.
[[nodiscard]] Attempt<nlohmann::json> read_document(const Attempt<Response>& response);

/// Whether the document is an object of application/json with status 200.
[[nodiscard]] Finding document_is_json(const Attempt<Response>& response);

/// Whether a member is an array that holds the text.
[[nodiscard]] bool lists(const nlohmann::json& document, const char* member,
                         std::string_view value);

}  // namespace oauthspec::checks
