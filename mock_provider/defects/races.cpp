// SPDX-License-Identifier: Apache-2.0
// What may be used once, and is not crossed out: RFC 5849 section 2.3, RFC 7523 section 3, RFC 9449 section 11.1. What shows only between
// two threads cannot be planted: the provider's core has one.
#include <array>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> again_and_again(bool /*first_use*/) {
  return {};
}

constexpr std::array kRacesDefects = {
    Defect{"proof-not-crossed-out", "RFC9449-11.1-2",
           "A DPoP proof is taken as often as it is sent.",
           [](Rules& rules) { rules.dpop.check_proof_unused = &again_and_again; }},
    Defect{"client-assertion-not-crossed-out", "RFC7523-3-14",
           "A client assertion is taken as often as it is sent.",
           [](Rules& rules) { rules.client.check_assertion_unused = &again_and_again; }},
    Defect{"temporary-credentials-not-crossed-out", "RFC5849-2.3-7",
           "Nobody writes down that temporary credentials were used.",
           [](Rules& rules) { rules.oauth1.use_up = [](auto&) {}; }},
};

}  // namespace

DefectTopic races() {
  return kRacesDefects;
}

}  // namespace oauthspec::provider::defects
