// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/answer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "mock_provider/oauth2/dpop.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::UsedScheme used_scheme(const oauth::message::Request& request) {
  const auto field = oauth::message::find_header(request.headers, "Authorization");
  const bool basic = field && oauth::message::equal_without_case(field->substr(0, 6), "Basic ");
  return basic ? oauth2::UsedScheme::basic : oauth2::UsedScheme::none;
}

// What an error code says: where it is defined, and a text that tells people enough, and a guesser nothing. Without a text the reason is
// told.
struct Meaning {
  std::string_view error;
  std::string_view requirement;
  std::string_view text;
};

constexpr Meaning kMeanings[] = {
    {"invalid_request", "RFC6749-5.2-3", ""},
    {"invalid_client", "RFC6749-5.2-4", "the client could not be authenticated"},
    {"invalid_grant", "RFC6749-5.2-8", ""},
    {"unauthorized_client", "RFC6749-5.2-9", "the client may not use this grant"},
    {"unsupported_grant_type", "RFC6749-5.2-10", "the grant is not offered"},
    {"invalid_scope", "RFC6749-5.2-11", "the scope is unknown, malformed, or more than may be had"},
    {"invalid_target", "RFC8707-2-7", ""},
    {"invalid_dpop_proof", "RFC9449-5-2", ""},
    {"use_dpop_nonce", "RFC9449-8-4", "the proof has to name the nonce of the DPoP-Nonce field"},
    {"authorization_pending", "RFC8628-3.5-2", "the user has not decided yet"},
    {"slow_down", "RFC8628-3.5-3",
     "the device asks too often; its interval has grown by 5 seconds"},
    {"access_denied", "RFC8628-3.5-4", "the user denied the request"},
    {"expired_token", "RFC8628-3.5-5", "the device code has expired"},
    {"server_error", "", "the provider could not make the token"},
};

Meaning meaning_of(std::string_view error) {
  const auto* const found = std::ranges::find(kMeanings, error, &Meaning::error);
  return found == std::end(kMeanings) ? Meaning{} : *found;
}

void note(Call& call, const oauth2::Refusal& refusal, const Meaning& meaning) {
  call.verdict.accepted = false;
  call.verdict.error = refusal.error;
  call.verdict.reason = name(refusal.reason);
  const bool secretive = refusal.error == "invalid_client" || meaning.text.empty();
  call.verdict.explanation = secretive ? oauth::meaning(refusal.reason) : meaning.text;
  if (call.verdict.requirement.empty()) {
    call.verdict.requirement = meaning.requirement;
  }
}

}  // namespace

std::string description(oauth::Errc reason) {
  std::string text(meaning(reason));
  // RFC6749-4.1.2.1-13, RFC6749-5.2-13
  std::ranges::replace(text, '"', '\'');
  return text;
}

http::Reply refuse(Call& call, const oauth2::Refusal& refusal) {
  const Meaning meaning = meaning_of(refusal.error);
  note(call, refusal, meaning);
  oauth2::ErrorResponse error;
  error.error = refusal.error;
  error.error_description =
      meaning.text.empty() ? description(refusal.reason) : std::string(meaning.text);
  if (refusal.error == "use_dpop_nonce") {
    error.dpop_nonce = server_nonce(call);
  }
  return answer(call, oauth2::write_error_response(error, refusal.status.value_or(400),
                                                   used_scheme(call.request)));
}

std::unexpected<oauth2::Refusal> because(Call& call, oauth2::Refusal refusal,
                                         std::string_view requirement) {
  call.verdict.requirement = requirement;
  return std::unexpected(std::move(refusal));
}

http::Reply answer(Call& call, oauth::Result<oauth::message::Response> response) {
  if (response) {
    return {*std::move(response), {}};
  }
  call.verdict.accepted = false;
  call.verdict.reason = name(response.error().code);
  call.verdict.explanation = meaning(response.error().code);
  return {{.status = 500,
           .headers = {{"Content-Type", "text/plain"}},
           .body = "The provider could not write its answer.\n"},
          {}};
}

oauth2::Refusal refusal(std::string_view error, oauth::Errc reason, int status) {
  return {std::string(error), status, reason};
}

}  // namespace oauthspec::provider::oauth2_endpoints
