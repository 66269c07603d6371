// SPDX-License-Identifier: Apache-2.0
// Answers of protected resources: RFC 6750 section 3.
#include <cstdint>
#include <optional>
#include <string>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/refuse.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using Answer = std::optional<Reply>;

constexpr Endpoints kResource{Endpoint::resource};
constexpr Endpoints kResources{Endpoint::resource, Endpoint::oauth1_resource};

constexpr Behaviour kResourceBehaviours[] = {
    before("invalid_token", "refuses an access token that is good", "RFC6750-3.1-5", kResource,
           fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return challenge(call, 401, "Bearer", "invalid_token");
           }),
    before("insufficient_scope", "asks for the scope admin", "RFC6750-3.1-8", kResource,
           fits::always,
           [](Call& call, std::int64_t) -> Answer {
             Reply reply = challenge(call, 403, "Bearer", "insufficient_scope");
             set_header(reply, "WWW-Authenticate",
                        R"(Bearer realm="oauthspec", error="insufficient_scope", scope="admin")");
             return reply;
           }),
    after("missing_challenge", "refuses without a challenge", "RFC6750-3-1", kResources,
          fits::has_challenge,
          [](Call&, Reply& reply, std::int64_t) { remove_header(reply, "WWW-Authenticate"); }),
    after("wrong_challenge", "refuses with a challenge for Basic", "RFC6750-3-2", kResources,
          fits::has_challenge,
          [](Call&, Reply& reply, std::int64_t) {
            set_header(reply, "WWW-Authenticate", "Basic realm=\"oauthspec\"");
          }),
    after("several_challenges", "puts challenges of other schemes before its own, in one field", "",
          kResources, fits::has_challenge,
          [](Call&, Reply& reply, std::int64_t) {
            const auto own =
                *oauth::message::find_header(reply.response.headers, "WWW-Authenticate");
            set_header(
                reply, "WWW-Authenticate",
                R"(Negotiate, Basic realm="a, \"b\" Bearer error=\"x\"", )" + std::string(own));
          }),
    after("foreign_resource_metadata", "names another host's resource metadata in its challenge",
          "RFC9728-3.3-3", kResource, fits::has_challenge,
          [](Call&, Reply& reply, std::int64_t) {
            set_header(reply, "WWW-Authenticate",
                       "Bearer resource_metadata="
                       "\"https://attacker.example/.well-known/oauth-protected-resource\"");
          }),
};

}  // namespace

std::span<const Behaviour> resource_behaviours() {
  return kResourceBehaviours;
}

}  // namespace oauthspec::provider::control
