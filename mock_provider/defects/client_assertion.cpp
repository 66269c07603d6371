// SPDX-License-Identifier: Apache-2.0
// Clients that authenticate by JWTs: RFC 7523 section 3.
#include <array>

#include "mock_provider/defects/lenient_assertion.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using Step = AssertionStep;

template <Step kStep>
void leave_out(Rules& rules) {
  rules.client.check_assertion = &check_assertion_without<kStep>;
}

oauth2::Judgement<void> of_any_age(const Surroundings&, std::string_view) {
  return {};
}

oauth2::Judgement<void> used_or_not(bool) {
  return {};
}

constexpr std::array kClientAssertionDefects = {
    Defect{"client-assertion-without-issuer", "RFC7523-3-2", "iss need not be there.",
           &leave_out<Step::issuer_named>},
    Defect{"client-assertion-without-subject", "RFC7523-3-4", "sub need not be there.",
           &leave_out<Step::subject_named>},
    Defect{"client-assertion-about-another", "RFC7523-3-5",
           "sub of a client's JWT may be another client.", &leave_out<Step::subject_compared>},
    Defect{"client-assertion-without-audience", "RFC7523-3-6", "aud need not be there.",
           &leave_out<Step::audience_named>},
    Defect{"client-assertion-for-another-server", "RFC7523-3-7",
           "aud of a client's JWT has to be there, and may be any.",
           &leave_out<Step::audience_compared>},
    Defect{"client-assertion-for-a-longer-name", "RFC7523-3-8",
           "aud of a client's JWT need only begin as a name of the server.",
           &leave_out<Step::audience_whole>},
    Defect{"client-assertion-without-expiry", "RFC7523-3-9", "exp need not be there.",
           &leave_out<Step::expiry_named>},
    Defect{"client-assertion-expired", "RFC7523-3-10",
           "exp of a client's JWT is compared with nothing.", &leave_out<Step::expiry_compared>},
    Defect{"client-assertion-before-its-time", "RFC7523-3-12",
           "nbf of a client's JWT is compared with nothing.", &leave_out<Step::not_before>},
    Defect{"client-assertion-of-long-ago", "RFC7523-3-13",
           "iat of a client's JWT is compared with nothing.",
           [](Rules& rules) { rules.client.check_assertion_age = &of_any_age; }},
    Defect{"client-assertion-used-twice", "RFC7523-3-14",
           "jti of a client's JWT is remembered by nobody.",
           [](Rules& rules) { rules.client.check_assertion_unused = &used_or_not; }},
    Defect{"client-assertion-unsecured", "RFC7523-3-15",
           "A client's JWT may have the algorithm none.", &leave_out<Step::algorithm>},
    Defect{"client-assertion-with-any-signature", "RFC7523-3-16",
           "The signature of a client's JWT has to be there, and may be any.",
           &leave_out<Step::signature>},
    Defect{"client-assertion-with-its-own-key", "RFC7523-3-16",
           "A client's JWT is verified with the key that it has in its header.",
           &leave_out<Step::own_key>},
};

}  // namespace

DefectTopic client_assertion() {
  return kClientAssertionDefects;
}

}  // namespace oauthspec::provider::defects
