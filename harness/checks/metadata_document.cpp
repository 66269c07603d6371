// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/metadata_document.h"

#include <algorithm>

#include "harness/checks/expect.h"

namespace oauthspec::checks {

Attempt<Response> published_at(Session& session, const std::string& url, std::string_view missing) {
  auto response = session.get(url);
  if (response && response->status == 404) {
    return std::unexpected(unsupported(std::string(missing)));
  }
  return response;
}

Attempt<nlohmann::json> read_document(const Attempt<Response>& response) {
  if (!response) return std::unexpected(response.error());
  nlohmann::json body = nlohmann::json::parse(response->body, nullptr, false);
  if (!is_success(*response) || !body.is_object()) {
    return std::unexpected(inconclusive("the metadata cannot be read: " + describe(*response)));
  }
  return body;
}

Finding document_is_json(const Attempt<Response>& response) {
  if (!response) return response.error();
  if (response->status != 200) return fail("the metadata has the " + describe(*response));
  const auto body = json_of(*response);
  return body && body->is_object() ? pass() : fail("the metadata is no object of application/json");
}

bool lists(const nlohmann::json& document, const char* member, std::string_view value) {
  const auto found = document.find(member);
  return found != document.end() && found->is_array() &&
         std::ranges::find(*found, nlohmann::json(value)) != found->end();
}

}  // namespace oauthspec::checks
