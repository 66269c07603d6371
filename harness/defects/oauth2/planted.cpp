// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/planted.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/defects/oauth2/assertions.h"
#include "harness/defects/oauth2/basic_credentials.h"
#include "harness/defects/oauth2/bearer.h"
#include "harness/defects/oauth2/jwt_maker.h"
#include "harness/defects/oauth2/pkce.h"
#include "harness/defects/oauth2/proofs.h"
#include "harness/defects/oauth2/redirection.h"

namespace oauthspec::defects::oauth2 {
namespace {

template <class Library, Verdict (*Answer)(const Library& library, const json& in)>
Verdict answer_soundly(const json& in) {
  return Answer(sound<Library>(), in);
}

}  // namespace

std::unexpected<oauth::Error> refusal(oauth::Errc code) {
  return std::unexpected(oauth::Error{code, 0});
}

Verdict sound_answer(string_view op, const json& in) {
  using AnswerSoundly = Verdict (*)(const json& in);
  constexpr auto kAnswers = std::to_array<std::pair<string_view, AnswerSoundly>>({
      {"oauth2.parse_basic_authorization", answer_soundly<BasicCredentials, answer_basic>},
      {"oauth2.bearer_token", answer_soundly<Bearer, answer_bearer_token>},
      {"oauth2.pkce_challenge", answer_soundly<Pkce, answer_pkce_challenge>},
      {"oauth2.pkce_verify", answer_soundly<Pkce, answer_pkce_verify>},
      {"oauth2.client_assertion", answer_soundly<AssertionMaker, answer_make_assertion>},
      {"oauth2.dpop_proof", answer_soundly<ProofMaker, answer_make_proof>},
      {"oauth2.verify_dpop_proof", answer_soundly<Proofs, answer_verify_proof>},
      {"oauth2.verify_client_assertion", answer_soundly<Assertions, answer_verify_assertion>},
      {"oauth2.match_redirect_uri", answer_soundly<Redirection, answer_match_redirect_uri>},
  });
  const auto* const found = std::ranges::find(kAnswers, op, &decltype(kAnswers)::value_type::first);
  return found == kAnswers.end() ? adapter::reference_answer(op, in) : found->second(in);
}

}  // namespace oauthspec::defects::oauth2
