// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/www_authenticate.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/codec/challenge.h"

namespace oauthspec::fuzz {
namespace {

std::optional<std::vector<AuthChallenge>> parse(std::string_view field) {
  auto read = oauth::codec::parse_challenges(field);
  if (!read) return std::nullopt;
  std::vector<AuthChallenge> challenges;
  for (oauth::codec::Challenge& challenge : *read) {
    challenges.push_back({std::move(challenge.scheme), std::move(challenge.token68),
                          std::move(challenge.parameters)});
  }
  return challenges;
}

std::optional<std::string> write(std::string_view scheme, const PairList& parameters) {
  const std::vector<std::pair<std::string_view, std::string_view>> views(parameters.begin(),
                                                                         parameters.end());
  return value_or_nothing(oauth::codec::write_challenge(scheme, views));
}

}  // namespace

template <>
ChallengeCodec reference<ChallengeCodec>() {
  return {.parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
