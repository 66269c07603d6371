// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/bearer.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/endpoint_request.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Request;

// Both name the three places in the same order.
oauth2::TokenPlacement placement_of(BearerPlace place) {
  return static_cast<oauth2::TokenPlacement>(place);
}

BearerFound find(const Request& request, const std::vector<BearerPlace>& places) {
  std::vector<oauth2::TokenPlacement> placements;
  for (const BearerPlace place : places) placements.push_back(placement_of(place));
  auto found = oauth2::find_bearer_token(request, placements);
  if (found) {
    return {BearerFound::Kind::token, std::move(found->token),
            static_cast<BearerPlace>(found->placement)};
  }
  if (found.error().error.empty()) return {};
  return {BearerFound::Kind::malformed, {}, {}};
}

std::optional<Request> attach(const Request& request, std::string_view token, BearerPlace place) {
  return value_or_nothing(oauth2::with_access_token(
      request, {oauth::Secret(token), false, placement_of(place), std::nullopt}));
}

std::optional<Request> attach_bound(const Request& request, std::string_view token,
                                    std::string_view proof) {
  return value_or_nothing(oauth2::with_access_token(
      request, {oauth::Secret(token), true, oauth2::TokenPlacement::header, std::string(proof)}));
}

std::optional<Request> enrol(std::string_view endpoint, std::string_view metadata,
                             std::string_view token) {
  const auto read = oauth::codec::parse_json(metadata);
  if (!read) return std::nullopt;
  return value_or_nothing(
      oauth2::write_registration_request(endpoint, *read, oauth::Secret(token)));
}

std::optional<Request> introspect(std::string_view endpoint, std::string_view token,
                                  std::string_view access_token) {
  return value_or_nothing(oauth2::write_introspection_request(
      endpoint, nullptr, {oauth::Secret(token), std::nullopt}, oauth::Secret(access_token), {}));
}

std::optional<std::string> challenge(const BearerChallenge& challenge) {
  std::optional<oauth2::Scope> scope;
  if (!challenge.scope.empty()) scope = challenge.scope;
  return value_or_nothing(
      oauth2::write_bearer_challenge({challenge.realm, scope, std::nullopt}, challenge.error));
}

}  // namespace

template <>
BearerReader reference<BearerReader>() {
  return {.find = find,
          .is_b64token = oauth2::is_b64token,
          .attach = attach,
          .attach_bound = attach_bound,
          .enrol = enrol,
          .introspect = introspect,
          .challenge = challenge};
}

}  // namespace oauthspec::fuzz
