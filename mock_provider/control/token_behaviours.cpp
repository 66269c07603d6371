// SPDX-License-Identifier: Apache-2.0
// Successes of the token endpoint that are not as RFC 6749 section 5.1 has them, and grants that are gone.
#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;
using Answer = std::optional<Reply>;
using nlohmann::ordered_json;

constexpr Endpoints kToken{Endpoint::token};

template <class Record>
void expire_all(ExpiringStore<Record>& store, Seconds now) {
  for (Record& record : store.all()) {
    record.expires = now - 1;
  }
}

// The refresh token of the request stays good, and the reply names it again.
void keep_refresh_token(Call& call, Reply& reply) {
  const auto sent = value_of(read_pairs(call.request.body), "refresh_token");
  if (!sent) {
    return;
  }
  if (auto* const record = call.state.refresh_tokens.find(*sent)) {
    record->rotated = false;
  }
  set_member(reply, "refresh_token", *sent);
}

// The form that RFC 6749 had in its drafts, and some providers still have.
void write_as_form(Reply& reply) {
  Pairs pairs;
  const auto object = *json_object(reply);
  for (const auto& [name, value] : object.items()) {
    pairs.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
  }
  reply.response.body = write_pairs(pairs);
  set_header(reply, "Content-Type", "application/x-www-form-urlencoded");
}

constexpr Behaviour kTokenBehaviours[] = {
    after("lower_case_token_type", "writes the token type bearer, in lower case", "RFC6749-5.1-7",
          kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "token_type", "bearer"); }),
    after("missing_token_type", "leaves token_type out", "RFC6749-5.1-6", kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "token_type"); }),
    after("unknown_token_type", "issues a token of the type mac", "RFC6749-7.1-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "token_type", "mac"); }),
    after("missing_access_token", "leaves access_token out", "RFC6749-5.1-5", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "access_token"); }),
    after("empty_access_token", "issues an access token of no characters", "RFC6749-A.12-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "access_token", ""); }),
    after("null_access_token", "writes null for the access token", "RFC6749-5.1-5", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "access_token", nullptr); }),
    after("access_token_as_number", "writes the access token as a number", "RFC6749-5.1-3", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "access_token", 1234567890); }),
    after("long_access_token", "issues an access token of so many characters", "RFC6749-5.1-14",
          kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t amount) {
            set_member(reply, "access_token", std::string(static_cast<std::size_t>(amount), 'a'));
          },
          {.unit = "characters", .usual = 100'000, .least = 1, .most = 10'000'000}),
    after("expires_in_as_string", "writes expires_in as a string", "RFC6749-5.1-3", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "expires_in", "3600"); }),
    after("expires_in_negative", "writes an expires_in below zero", "RFC6749-A.14-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "expires_in", -1); }),
    after("expires_in_huge", "writes an expires_in that no time of 64 bits holds", "RFC6749-A.14-1",
          kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "expires_in", UINT64_MAX); }),
    after("expires_in_fraction", "writes an expires_in with a fraction", "RFC6749-A.14-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "expires_in", 3600.5); }),
    after("expires_in_short", "says that the token lives so short", "", kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t amount) { set_member(reply, "expires_in", amount); },
          {.unit = "seconds", .usual = 1, .least = 0, .most = 3600}),
    after("missing_expires_in", "leaves expires_in out", "RFC6749-5.1-8", kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "expires_in"); }),
    after("other_scope", "says that another scope was granted than was asked for", "RFC6749-5.1-10",
          kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "scope", "openid"); }),
    after("missing_scope", "does not say what scope was granted", "RFC6749-5.1-10", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "scope"); }),
    after("scope_as_array", "writes the scope as an array of strings", "RFC6749-3.3-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) {
            set_member(reply, "scope", ordered_json::array({"read", "write"}));
          }),
    after("missing_refresh_token", "leaves the refresh token out of the response", "", kToken,
          fits::has_refresh_token,
          [](Call&, Reply& reply, std::int64_t) { remove_member(reply, "refresh_token"); }),
    after("refresh_token_not_rotated",
          "answers a refresh with the same refresh token, which stays good", "RFC6749-6-10", kToken,
          fits::is_refreshed,
          [](Call& call, Reply& reply, std::int64_t) { keep_refresh_token(call, reply); }),
    after("form_token_response", "writes the token response as a form", "RFC6749-5.1-2", kToken,
          fits::has_token, [](Call&, Reply& reply, std::int64_t) { write_as_form(reply); }),
    after("token_and_error", "adds an error to a success", "", kToken, fits::has_token,
          [](Call&, Reply& reply, std::int64_t) { set_member(reply, "error", "invalid_grant"); }),
    after("camel_case_members", "writes accessToken and tokenType", "RFC6749-1.9-1", kToken,
          fits::has_token,
          [](Call&, Reply& reply, std::int64_t) {
            const auto body = *json_object(reply);
            set_member(reply, "accessToken", body.at("access_token"));
            set_member(reply, "tokenType", body.value("token_type", ordered_json("Bearer")));
            remove_member(reply, "access_token");
            remove_member(reply, "token_type");
          }),
    before("expired_codes", "lets every authorization code expire just before it is redeemed", "",
           kToken, fits::is_code_exchange,
           [](Call& call, std::int64_t) -> Answer {
             expire_all(call.state.codes, call.now);
             return std::nullopt;
           }),
    before("expired_refresh_tokens", "lets every refresh token expire just before it is used", "",
           kToken, fits::is_refresh,
           [](Call& call, std::int64_t) -> Answer {
             expire_all(call.state.refresh_tokens, call.now);
             return std::nullopt;
           }),
    before("expired_access_tokens", "lets every access token expire just before it is used",
           "RFC6750-3.1-5", {Endpoint::resource, Endpoint::introspection}, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             expire_all(call.state.access_tokens, call.now);
             return std::nullopt;
           }),
    before("revoked_tokens", "revokes every token just before one is used", "RFC7009-2.1-15",
           {Endpoint::resource, Endpoint::introspection, Endpoint::token}, fits::always,
           [](Call& call, std::int64_t) -> Answer {
             for (auto& record : call.state.access_tokens.all()) {
               record.revoked = true;
             }
             for (auto& record : call.state.refresh_tokens.all()) {
               record.revoked = true;
             }
             return std::nullopt;
           }),
};

}  // namespace

std::span<const Behaviour> token_behaviours() {
  return kTokenBehaviours;
}

}  // namespace oauthspec::provider::control
