// SPDX-License-Identifier: Apache-2.0
// JWTs as authorization grants: RFC 7523 section 2.1.
#include <array>
#include <optional>

#include "mock_provider/defects/lenient_assertion.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Step = AssertionStep;

template <Step kStep>
void leave_out(Rules& rules) {
  rules.exchange.check_grant_assertion = &check_grant_assertion_without<kStep>;
}

oauth2::Judgement<void> used_or_not(bool) {
  return {};
}

Seconds as_long_as_ever(const Surroundings& around, std::optional<Seconds>) {
  return rules::access_token_expiry(around, std::nullopt);
}

constexpr std::array kJwtBearerDefects = {
    Defect{"jwt-grant-without-issuer", "RFC7523-3-2", "iss of a grant need not be there.",
           &leave_out<Step::issuer_named>},
    Defect{"jwt-grant-of-another-issuer", "RFC7523-3-3",
           "A slash at the end of iss makes no difference.", &leave_out<Step::issuer_compared>},
    Defect{"jwt-grant-without-subject", "RFC7523-3-4", "sub of a grant need not be there.",
           &leave_out<Step::subject_named>},
    Defect{"jwt-grant-without-audience", "RFC7523-3-6", "aud of a grant need not be there.",
           &leave_out<Step::audience_named>},
    Defect{"jwt-grant-for-another-server", "RFC7523-3-7",
           "aud of a grant has to be there, and may be any.", &leave_out<Step::audience_compared>},
    Defect{"jwt-grant-for-a-longer-name", "RFC7523-3-8",
           "aud of a grant need only begin as a name of the server.",
           &leave_out<Step::audience_whole>},
    Defect{"jwt-grant-without-expiry", "RFC7523-3-9", "exp of a grant need not be there.",
           &leave_out<Step::expiry_named>},
    Defect{"jwt-grant-expired", "RFC7523-3-10", "exp of a grant is compared with nothing.",
           &leave_out<Step::expiry_compared>},
    Defect{"jwt-grant-before-its-time", "RFC7523-3-12", "nbf of a grant is compared with nothing.",
           &leave_out<Step::not_before>},
    Defect{"jwt-grant-used-twice", "RFC7523-3-14", "jti of a grant is remembered by nobody.",
           [](Rules& rules) { rules.exchange.check_grant_assertion_unused = &used_or_not; }},
    Defect{"jwt-grant-unsecured", "RFC7523-3-15", "A grant may have the algorithm none.",
           &leave_out<Step::algorithm>},
    Defect{"jwt-grant-with-any-signature", "RFC7523-3-16",
           "The signature of a grant has to be there, and may be any.",
           &leave_out<Step::signature>},
    Defect{"jwt-grant-with-its-own-key", "RFC7523-3-16",
           "A grant is verified with the key that it has in its header.",
           &leave_out<Step::own_key>},
    Defect{"jwt-grant-outlived", "RFC7521-4.1-5",
           "Access tokens live as long as ever, however soon the grant expires.",
           [](Rules& rules) { rules.token.access_token_expiry = &as_long_as_ever; }},
};

}  // namespace

DefectTopic jwt_bearer() {
  return kJwtBearerDefects;
}

}  // namespace oauthspec::provider::defects
