// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/explain.h"

#include <cstddef>
#include <utility>

namespace oauthspec::provider::oauth1_endpoints {
namespace {

// So many secrets of each kind are tried.
constexpr std::size_t kOtherSecrets = 8;

// Secrets that the client could have taken for the right ones.
std::vector<OtherSecret> other_secrets(Call& call, const WrongSignature& wrong) {
  std::vector<OtherSecret> others;
  for (const auto& [id, client] : call.state.registry.clients) {
    if (id != wrong.client.key && !client.secret.reveal().empty() &&
        others.size() < kOtherSecrets) {
      others.push_back({OtherSecret::Kind::client, client.secret.reveal()});
    }
  }
  std::size_t tried = 0;
  const auto& temporary = call.state.temporary.all();
  for (auto record = temporary.rbegin(); record != temporary.rend() && tried < kOtherSecrets;
       ++record) {
    const bool asked_for = wrong.token && wrong.token->key == record->key.reveal();
    if (record->client_id == wrong.client.key && !asked_for) {
      others.push_back({OtherSecret::Kind::temporary, record->secret.reveal()});
      ++tried;
    }
  }
  return others;
}

}  // namespace

OAuth1Refusal explain_signature(Call& call, WrongSignature wrong) {
  wrong.others = other_secrets(call, wrong);
  wrong.client_base_string =
      oauth::message::find_header(call.request.headers, "X-OAuth-Base-String");
  Diagnosis found = diagnose(call.state.world.backend, wrong);
  OAuth1Refusal refusal = oauth1_refusal(oauth::Errc::signature_invalid);
  if (!found.told.mistake.empty()) {
    refusal.explanation += ' ' + found.told.mistake;
  }
  if (!found.requirement.empty()) {
    refusal.requirement = found.requirement;
  }
  call.diagnosis = std::move(found.told);
  return refusal;
}

}  // namespace oauthspec::provider::oauth1_endpoints
