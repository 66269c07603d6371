// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/redirect_uri.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/redirect_uri.h"

namespace oauthspec::fuzz {
namespace {

std::optional<std::string> match(const std::vector<std::string>& registered,
                                 const std::optional<std::string>& requested, bool native) {
  using oauth::oauth2::ApplicationType;
  return value_or_nothing(oauth::oauth2::match_redirect_uri(
      registered, requested, native ? ApplicationType::native : ApplicationType::web));
}

}  // namespace

template <>
RedirectMatcher reference<RedirectMatcher>() {
  return {.match = match};
}

}  // namespace oauthspec::fuzz
