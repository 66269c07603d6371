// SPDX-License-Identifier: Apache-2.0
// The authorization code grant at the token endpoint: RFC 6749 section 4.1.3.
#include <array>
#include <optional>
#include <string>

#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using RedirectUri = std::optional<std::string>;
using Verifier = std::optional<oauth::Secret>;

oauth2::Judgement<void> any_client(const ClientRecord&, const CodeRecord&) {
  return {};
}

oauth2::Judgement<void> any_public_client(const ClientRecord& client, const CodeRecord& code) {
  return client.is_public() ? oauth2::Judgement<void>() : rules::check_code_client(client, code);
}

oauth2::Judgement<void> used_or_not(const CodeRecord&) {
  return {};
}

oauth2::Judgement<void> of_any_age(const Surroundings&, const CodeRecord&) {
  return {};
}

oauth2::Judgement<void> any_redirect_uri(const Surroundings& around, const ClientRecord& client,
                                         const CodeRecord& code, const RedirectUri& redirect_uri) {
  return redirect_uri ? oauth2::Judgement<void>()
                      : rules::check_code_redirect_uri(around, client, code, redirect_uri);
}

oauth2::Judgement<void> its_beginning(const Surroundings& around, const ClientRecord& client,
                                      const CodeRecord& code, const RedirectUri& redirect_uri) {
  const bool longer =
      redirect_uri && code.redirect_uri && redirect_uri->starts_with(*code.redirect_uri);
  return rules::check_code_redirect_uri(around, client, code,
                                        longer ? code.redirect_uri : redirect_uri);
}

oauth2::Judgement<void> if_it_is_there(const Surroundings& around, const ClientRecord& client,
                                       const CodeRecord& code, const RedirectUri& redirect_uri) {
  return rules::check_code_redirect_uri(around, client, code,
                                        redirect_uri ? redirect_uri : code.redirect_uri);
}

oauth2::Judgement<void> any_verifier(const Surroundings& around, const ClientRecord& client,
                                     const CodeRecord& code, const Verifier& verifier) {
  return verifier ? oauth2::Judgement<void>()
                  : rules::check_code_verifier(around, client, code, verifier);
}

oauth2::Judgement<void> verifier_if_it_is_there(const Surroundings& around,
                                                const ClientRecord& client, const CodeRecord& code,
                                                const Verifier& verifier) {
  return verifier ? rules::check_code_verifier(around, client, code, verifier)
                  : oauth2::Judgement<void>();
}

oauth2::Judgement<void> challenge_if_it_is_there(const Surroundings& around,
                                                 const ClientRecord& client, const CodeRecord& code,
                                                 const Verifier& verifier) {
  return code.code_challenge ? rules::check_code_verifier(around, client, code, verifier)
                             : oauth2::Judgement<void>();
}

oauth2::Judgement<void> the_challenge_itself(const Surroundings& around, const ClientRecord& client,
                                             const CodeRecord& code, const Verifier& verifier) {
  if (verifier && code.code_challenge && verifier->reveal() == *code.code_challenge) {
    return {};
  }
  return rules::check_code_verifier(around, client, code, verifier);
}

bool alone(const Grant& /*reused*/, const Grant& /*token*/) {
  return false;
}

constexpr std::array kCodeGrantDefects = {
    Defect{"code-for-another-client", "RFC6749-4.1.3-10",
           "A code is exchanged by any client that has it.",
           [](Rules& rules) { rules.grant.check_code_client = &any_client; }},
    Defect{"code-for-any-public-client", "RFC6749-4.1.3-11",
           "A public client exchanges the codes of others.",
           [](Rules& rules) { rules.grant.check_code_client = &any_public_client; }},
    Defect{"code-used-twice", "RFC6749-4.1.2-6", "A code is exchanged as often as it is sent.",
           [](Rules& rules) { rules.grant.check_code_unused = &used_or_not; }},
    Defect{"code-not-marked-as-used", "RFC9700-4.2.4-3", "Nobody writes down that a code was used.",
           [](Rules& rules) { rules.grant.redeem_code = [](CodeRecord&) {}; }},
    Defect{"code-good-for-ever", "RFC6749-4.1.2-3", "A code never expires.",
           [](Rules& rules) { rules.grant.check_code_fresh = &of_any_age; }},
    Defect{"code-used-twice-keeps-tokens", "RFC6749-4.1.2-7",
           "The tokens of a code that is used twice stay good.",
           [](Rules& rules) { rules.grant.falls_with_code = &alone; }},
    Defect{"code-with-any-redirect-uri", "RFC6749-4.1.3-14",
           "redirect_uri has to be there, and may be any.",
           [](Rules& rules) { rules.grant.check_code_redirect_uri = &any_redirect_uri; }},
    Defect{"code-with-longer-redirect-uri", "RFC6749-4.1.3-14",
           "redirect_uri need only begin as that of the authorization request.",
           [](Rules& rules) { rules.grant.check_code_redirect_uri = &its_beginning; }},
    Defect{"code-without-redirect-uri", "RFC6749-4.1.3-13",
           "redirect_uri is compared if it is there.",
           [](Rules& rules) { rules.grant.check_code_redirect_uri = &if_it_is_there; }},
    Defect{"code-with-any-verifier", "RFC7636-4.6-3",
           "code_verifier has to be there, and may be any.",
           [](Rules& rules) { rules.grant.check_code_verifier = &any_verifier; }},
    Defect{"code-without-verifier", "RFC7636-4.6-4", "code_verifier is compared if it is there.",
           [](Rules& rules) { rules.grant.check_code_verifier = &verifier_if_it_is_there; }},
    Defect{"code-with-challenge-as-verifier", "RFC7636-4.5-2",
           "The challenge is taken for the verifier, whatever its method.",
           [](Rules& rules) { rules.grant.check_code_verifier = &the_challenge_itself; }},
    Defect{"verifier-without-challenge", "RFC9700-4.8.2-4",
           "A verifier is taken for a code that has no challenge.",
           [](Rules& rules) { rules.grant.check_code_verifier = &challenge_if_it_is_there; }},
    Defect{"unknown-code-called-invalid-request", "RFC6749-5.2-8",
           "A grant that is refused is called invalid_request.",
           [](Rules& rules) {
             edit_refusal(rules, Endpoint::token, [](nlohmann::json& body) {
               if (body.value("error", "") == "invalid_grant") body["error"] = "invalid_request";
             });
           }},
};

}  // namespace

DefectTopic code_grant() {
  return kCodeGrantDefects;
}

}  // namespace oauthspec::provider::defects
