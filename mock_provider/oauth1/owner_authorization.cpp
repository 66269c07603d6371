// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/message/parameters.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/oauth1/answer.h"
#include "mock_provider/oauth1/endpoints.h"
#include "mock_provider/pages/pages.h"
#include "mock_provider/pages/security.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

using oauth::Errc;

OAuth1Refusal bad_request(Errc reason, std::string_view requirement, std::string explanation) {
  OAuth1Refusal refusal = oauth1_refusal(reason);
  refusal.status = 400;
  refusal.requirement = requirement;
  refusal.explanation = std::move(explanation);
  return refusal;
}

// oauth_token of the query. RFC5849-2.2-2, RFC5849-3.1-7: there once.
OAuth1Judgement<std::string> token_of(std::string_view query) {
  oauth::message::Parameters parameters;
  if (const auto read = parameters.add_form(query); !read) {
    return std::unexpected(oauth1_refusal(read.error().code));
  }
  if (parameters.count("oauth_token") > 1) {
    return std::unexpected(oauth1_refusal(Errc::parameter_duplicated));
  }
  const auto token = parameters.find("oauth_token");
  if (!token || token->empty()) {
    return std::unexpected(
        bad_request(Errc::parameter_missing, "RFC5849-2.2-2", "The request has no oauth_token."));
  }
  return std::string(*token);
}

// The temporary credentials, if the resource owner can still decide on them.
OAuth1Judgement<TemporaryRecord*> find_pending(const Call& call, std::string_view key) {
  TemporaryRecord* const record = call.state.temporary.find(key);
  if (record == nullptr) {
    return std::unexpected(bad_request(Errc::token_invalid, "RFC5849-2.2-2",
                                       "oauth_token names no temporary credentials."));
  }
  if (auto done = call.state.rules.oauth1.check_authorizable(call.around(), *record); !done) {
    done.error().status = 400;  // A browser has no credentials to come back with.
    return std::unexpected(std::move(done.error()));
  }
  return record;
}

http::Reply send_back(std::string_view location) {
  return {{.status = 303, .headers = pages::redirect_headers(location), .body = {}}, {}};
}

std::string client_name(const Call& call, const std::string& id) {
  const auto found = call.state.registry.clients.find(id);
  return found == call.state.registry.clients.end() ? id : found->second.name;
}

http::Reply finish_denied(const Call& call, const TemporaryRecord& record) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (rules.has_callback(record)) {
    return send_back(rules.denied_location(record));
  }
  return {pages::message({.heading = "You denied the request",
                          .paragraphs = {client_name(call, record.client_id) +
                                         " was given no access. You can close this window."},
                          .details = {}}),
          {}};
}

http::Reply finish_allowed(Call& call, const TemporaryRecord& record) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (!rules.has_callback(record)) {
    // RFC5849-2.2-13
    return {pages::verification_code(client_name(call, record.client_id), record.verifier.reveal()),
            {}};
  }
  // RFC5849-2.2-9
  const auto location = rules.allowed_location(record);
  if (!location) {
    return refuse_by_page(call, oauth1_refusal(location.error().code));
  }
  return send_back(*location);
}

}  // namespace

http::Reply owner_authorization(Call& call) {
  if (!call.state.rules.oauth1.is_http_method(call.endpoint, call.request.method)) {
    return refuse_by_page(call, wrong_http_method(call.endpoint));
  }
  const auto token = token_of(call.query);
  if (!token) {
    return refuse_by_page(call, token.error());
  }
  const auto record = find_pending(call, *token);
  if (!record) {
    return refuse_by_page(call, record.error());
  }
  InteractionRecord interaction;
  interaction.client_id = (*record)->client_id;
  interaction.temporary_credentials = *token;
  if (call.state.rules.oauth1.has_callback(**record)) {
    interaction.redirect_uri = (*record)->callback;
  }
  // RFC5849-2.2-5, RFC5849-2.2-6: who the owner is, and which client asks.
  return begin_interaction(call, std::move(interaction), &finish_authorization);
}

http::Reply finish_authorization(Call& call, const InteractionRecord& interaction,
                                 Decision decision) {
  // Once more: it may have expired, or been decided in another window, while the owner thought.
  const auto found = find_pending(call, interaction.temporary_credentials.value_or(""));
  if (!found) {
    return refuse_by_page(call, found.error());
  }
  TemporaryRecord& record = **found;
  const OAuth1Rules& rules = call.state.rules.oauth1;
  if (decision != Decision::allowed) {
    rules.record_decision(record, Decision::denied, interaction.subject, {});
    return finish_denied(call, record);
  }
  const std::string verifier = rules.make_verifier(call.state.world.random, record);
  rules.record_decision(record, Decision::allowed, interaction.subject, verifier);
  return finish_allowed(call, record);
}

}  // namespace oauthspec::provider::oauth1_endpoints
