// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/settings.h"

namespace oauthspec::provider {

std::string_view name(Profile profile) {
  switch (profile) {
    case Profile::rfc6749:
      return "rfc6749";
    case Profile::bcp:
      return "bcp";
    case Profile::oauth21:
      return "oauth21";
  }
  return "rfc6749";
}

std::optional<Profile> profile_named(std::string_view name) {
  for (const Profile profile : {Profile::rfc6749, Profile::bcp, Profile::oauth21}) {
    if (provider::name(profile) == name) {
      return profile;
    }
  }
  return std::nullopt;
}

// RFC 9700 section 2.1.2: the implicit grant should not be used. draft-ietf-oauth-v2-1 section 10.1: it is gone.
bool offers_implicit(Profile profile) {
  return profile == Profile::rfc6749;
}

// RFC 9700 section 2.4: the resource owner password credentials grant must not be used.
bool offers_password(Profile profile) {
  return profile == Profile::rfc6749;
}

// RFC 9700 section 2.1.1: methods that expose the verifier in the authorization request should not be used.
bool offers_plain_challenge(Profile profile) {
  return profile == Profile::rfc6749;
}

// RFC 6750 section 2.3 allows it; RFC 9700 section 4.3.2 and draft-ietf-oauth-v2-1 section 5.2.1 do not.
bool offers_token_in_query(Profile profile) {
  return profile == Profile::rfc6749;
}

bool requires_challenge(Profile profile, bool public_client) {
  return profile == Profile::oauth21 || (profile == Profile::bcp && public_client);
}

}  // namespace oauthspec::provider
