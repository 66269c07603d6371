// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "harness/checks/needs.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

using checks::Check;
using checks::Need;

// The checks of documents that are claimed which the target lacks this for.
std::size_t left_out_without(const checks::Target& target, Need need) {
  std::size_t count = 0;
  for (const checks::Topic topic : checks::all_topics()) {
    count += static_cast<std::size_t>(std::ranges::count_if(topic, [&](const Check& check) {
      return checks::cites(target.documents, check) &&
             std::ranges::find(check.needs, need) != check.needs.end();
    }));
  }
  return count;
}

void note_challenge_methods(Examination& examination) {
  const checks::Target& target = examination.target();
  if (!target.documents.contains("rfc7636") || checks::has(target, Need::pkce)) return;
  examination.note(
      "rfc7636",
      fmt::format("it is claimed, but nothing says which challenge methods there are: {} checks "
                  "are left out",
                  left_out_without(target, Need::pkce)),
      "Name them in oauth2.supports.code_challenge_methods_supported.");
}

// A narrower scope than what was asked for, a wider one than what was granted: both take two.
void note_scope(Examination& examination) {
  const checks::Target& target = examination.target();
  constexpr std::size_t kEnough = 2;
  if (!target.confidential || target.confidential->scope.size() >= kEnough) return;
  examination.note("oauth2.clients.confidential.scope",
                   target.confidential->scope.empty() ? "none is named" : "it has one value",
                   "Name two that the client may ask for, if there are two (\"read write\"): some "
                   "checks ask for less than all.");
}

}  // namespace

void examine_gaps(Examination& examination) {
  note_challenge_methods(examination);
  note_scope(examination);
}

}  // namespace oauthspec::target
