// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "harness/checks/few.h"
#include "harness/checks/finding.h"
#include "harness/checks/session.h"

namespace oauthspec::checks {

/// How binding the statement is that a check looks for.
enum class Level : std::uint8_t { must, should, may };

/// What a check needs of the target beside the endpoints of its protocol.
enum class Need : std::uint8_t {
  code_grant,  ///< A confidential client and the authorization endpoint.
  second_client,
  open_client,
  implicit,
  password,
  client_credentials,
  refresh_token,
  device,
  pushed,
  revocation,
  introspection,
  registration,
  metadata,
  jwks,
  resource,
  dpop,
  pkce,
  token_exchange,
  jwt_bearer,
  denial,   ///< An owner who denies.
  browser,  ///< Instructions for a browser of the check's own.
  tls,
  parallel,  ///< Requests at the same moment.
  oauth1,
  oauth1_rsa,
  oauth1_second,
  oauth1_resource,
  oauth1_lifetime,  ///< Temporary credentials of which it is known when they expire.
  code_only_client,
  dpop_nonce,
  dpop_bound_client,
  asserting_client,  ///< One that authenticates by JWTs.
  jwt_access_token,  ///< Access tokens as RFC 9068 has them.
};
inline constexpr Need kLastNeed = Need::jwt_access_token;

/// Whether a check lets time go by, so that it had better start first.
enum class Waits : bool { no, yes };

using Requirements = Few<std::string_view, 6>;
using Needs = Few<Need, 6>;

/// One question to a server. Sends what it must, and judges by what came back on the wire alone.
struct Check {
  std::string_view id;     ///< "token/a-code-is-used-once": stable, never reused.
  std::string_view title;  ///< What a right server does, one sentence without its full stop.
  Requirements
      requirements;  ///< The statement that is looked for first; then others that it shows.
  Level level = Level::must;
  Needs needs;
  Finding (*run)(Session&) = nullptr;
  Waits waits = Waits::no;
};

/// The check as one that waits.
[[nodiscard]] constexpr Check waiting(Check check) {
  check.waits = Waits::yes;
  return check;
}

/// The topic of a check: "token" of "token/a-code-is-used-once".
[[nodiscard]] constexpr std::string_view topic_of(const Check& check) {
  return check.id.substr(0, check.id.find('/'));
}

/// The checks of one topic.
using Topic = std::span<const Check>;

/// Every topic: token_requests.cpp and its like each give one.
[[nodiscard]] std::vector<Topic> all_topics();

/// The check of that id; null where there is none.
[[nodiscard]] const Check* find_check(std::string_view id);

}  // namespace oauthspec::checks
