// SPDX-License-Identifier: Apache-2.0
// Refusals in an endpoint's place: nothing is redeemed, issued or revoked.
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/refuse.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {

void note_refusal(Call& call, std::string_view error) {
  call.verdict = {
      .accepted = false,
      .error = std::string(error),
      .reason = {},
      .requirement = {},
      .explanation = "A behaviour that was asked for answered in the endpoint's place."};
}

http::Reply refuse(Call& call, int status, std::string_view error) {
  note_refusal(call, error);
  const nlohmann::ordered_json body = {{"error", error},
                                       {"error_description", "this provider was told to refuse"}};
  return {{.status = status,
           .headers = {{"Content-Type", "application/json"},
                       {"Cache-Control", "no-store"},
                       {"Pragma", "no-cache"}},
           .body = body.dump()},
          {}};
}

http::Reply challenge(Call& call, int status, std::string_view scheme, std::string_view error) {
  http::Reply reply = refuse(call, status, error);
  std::string value(scheme);
  value += " realm=\"oauthspec\"";
  if (!error.empty() && scheme != "Basic") {
    value += ", error=\"" + std::string(error) + '"';
  }
  set_header(reply, "WWW-Authenticate", value);
  return reply;
}

namespace {

using http::Reply;
using Answer = std::optional<Reply>;

constexpr Endpoints kToken{Endpoint::token};
// Where clients authenticate: RFC 6749 section 2.3.
constexpr Endpoints kClients{Endpoint::token,        Endpoint::device_authorization,
                             Endpoint::revocation,   Endpoint::introspection,
                             Endpoint::registration, Endpoint::pushed_authorization,
                             Endpoint::configuration};
constexpr Endpoints kAny = Endpoints::every();
constexpr Amount kSeconds{.unit = "seconds", .usual = 2, .least = 0, .most = 86'400};

Reply retry_later(Call& call, int status, std::string_view error, std::int64_t seconds) {
  Reply reply = refuse(call, status, error);
  set_header(reply, "Retry-After", std::to_string(seconds));
  return reply;
}

constexpr Behaviour kRefusalBehaviours[] = {
    before("slow_down", "answers a poll of the device grant with slow_down", "RFC8628-3.5-9",
           kToken, fits::is_device_poll,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "slow_down"); }),
    before("authorization_pending", "answers a poll of the device grant with authorization_pending",
           "RFC8628-3.5-7", kToken, fits::is_device_poll,
           [](Call& call, std::int64_t) -> Answer {
             return refuse(call, 400, "authorization_pending");
           }),
    before("access_denied", "answers a poll of the device grant with access_denied",
           "RFC8628-3.5-11", kToken, fits::is_device_poll,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "access_denied"); }),
    before("expired_token", "answers a poll of the device grant with expired_token",
           "RFC8628-3.5-10", kToken, fits::is_device_poll,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "expired_token"); }),
    before("invalid_grant", "refuses a grant that is good, with invalid_grant", "", kToken,
           fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "invalid_grant"); }),
    before("invalid_request", "refuses with invalid_request", "", kClients, fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "invalid_request"); }),
    before("invalid_client", "refuses with invalid_client and a challenge for Basic",
           "RFC6749-5.2-7", kClients, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return challenge(call, 401, "Basic", "invalid_client");
           }),
    before("invalid_client_without_challenge",
           "refuses with invalid_client and 401, and says no scheme", "RFC6749-5.2-7", kClients,
           fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 401, "invalid_client"); }),
    before("unauthorized_client", "refuses with unauthorized_client", "", kToken, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return refuse(call, 400, "unauthorized_client");
           }),
    before("unsupported_grant_type", "refuses with unsupported_grant_type", "", kToken,
           fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return refuse(call, 400, "unsupported_grant_type");
           }),
    before("invalid_scope", "refuses with invalid_scope", "", kToken, fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "invalid_scope"); }),
    before("unknown_error", "refuses with a code that no document has", "RFC8628-3.5-11", kToken,
           fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 400, "x_out_of_cheese"); }),
    before("error_with_status_200", "refuses with invalid_request, but with the status 200",
           "RFC6749-5.2-1", kClients, fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 200, "invalid_request"); }),
    before("missing_error", "refuses with 400 and a JSON object without error", "RFC6749-5.2-2",
           kClients, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             Reply reply = refuse(call, 400, "");
             remove_member(reply, "error");
             return reply;
           }),
    before("server_error", "answers 500 with server_error", "", kAny, fits::always,
           [](Call& call, std::int64_t) -> Answer { return refuse(call, 500, "server_error"); }),
    before("temporarily_unavailable", "answers 503 with temporarily_unavailable", "", kAny,
           fits::always,
           [](Call& call, std::int64_t) -> Answer {
             return refuse(call, 503, "temporarily_unavailable");
           }),
    before(
        "service_unavailable", "answers 503 with Retry-After", "RFC7009-2.2.1-3", kAny,
        fits::always,
        [](Call& call, std::int64_t amount) -> Answer {
          return retry_later(call, 503, "temporarily_unavailable", amount);
        },
        kSeconds),
    before(
        "too_many_requests", "answers 429 with Retry-After", "", kAny, fits::always,
        [](Call& call, std::int64_t amount) -> Answer {
          return retry_later(call, 429, "slow_down", amount);
        },
        kSeconds),
    before("use_dpop_nonce", "asks for a nonce in the DPoP proof, and gives one", "RFC9449-8-4",
           {Endpoint::token, Endpoint::resource}, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             // RFC9449-9-1: a protected resource says it in a challenge.
             Reply reply = call.endpoint == Endpoint::resource
                               ? challenge(call, 401, "DPoP", "use_dpop_nonce")
                               : refuse(call, 400, "use_dpop_nonce");
             set_header(reply, "DPoP-Nonce", call.state.random_text(16));
             return reply;
           }),
};

}  // namespace

std::span<const Behaviour> refusal_behaviours() {
  return kRefusalBehaviours;
}

}  // namespace oauthspec::provider::control
