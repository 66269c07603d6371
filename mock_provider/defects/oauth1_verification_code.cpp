// SPDX-License-Identifier: Apache-2.0
// What the resource owner's decision is worth, and the verification code that proves it: RFC 5849 sections 2.2 and 2.3.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "mock_provider/defects/oauth1_replies.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::oauth1::VerificationPolicy;

VerificationPolicy no_verifier_required(const Surroundings& around, Endpoint endpoint) {
  VerificationPolicy policy = rules::verification_policy(around, endpoint);
  std::erase(policy.required, "oauth_verifier");
  return policy;
}

// As the version of 2007, which had none.
bool same_if_there(const TemporaryRecord& record, std::string_view verifier) {
  return verifier.empty() || rules::same_verifier(record, verifier);
}

void need_no_verifier(Rules& rules) {
  rules.oauth1.verification_policy = &no_verifier_required;
  rules.oauth1.same_verifier = &same_if_there;
}

bool any_verifier(const TemporaryRecord&, std::string_view verifier) {
  return !verifier.empty();
}

bool begins_alike(const TemporaryRecord& record, std::string_view verifier) {
  return !verifier.empty() && record.verifier.reveal().starts_with(verifier);
}

bool goes_on_alike(const TemporaryRecord& record, std::string_view verifier) {
  return !record.verifier.reveal().empty() && verifier.starts_with(record.verifier.reveal());
}

bool same_without_case(const TemporaryRecord& record, std::string_view verifier) {
  return std::ranges::equal(record.verifier.reveal(), verifier, [](char a, char b) {
    return oauth::message::equal_without_case({&a, 1}, {&b, 1});
  });
}

// A verification code is one: it looks like one of the provider's.
bool looks_alike(const TemporaryRecord& record, std::string_view verifier) {
  return !verifier.empty() && record.verifier.reveal().size() == verifier.size();
}

OAuth1Judgement<void> unless_denied(const TemporaryRecord& record) {
  return record.decision == Decision::denied ? rules::check_authorized(record)
                                             : OAuth1Judgement<void>();
}

// Nobody has decided, so that there is no verification code to compare with.
bool same_once_there_is_one(const TemporaryRecord& record, std::string_view verifier) {
  return record.verifier.reveal().empty() || rules::same_verifier(record, verifier);
}

void take_the_undecided(Rules& rules) {
  rules.oauth1.check_authorized = &unless_denied;
  rules.oauth1.same_verifier = &same_once_there_is_one;
}

void always_allowed(TemporaryRecord& record, Decision decision, std::string_view subject,
                    std::string_view verifier) {
  rules::record_decision(record, Decision::allowed, subject,
                         decision == Decision::denied ? record.secret.reveal() : verifier);
}

std::string back_with_a_verifier(const TemporaryRecord& record) {
  return rules::allowed_location(record).value_or(record.callback);
}

void take_no_for_yes(Rules& rules) {
  rules.oauth1.record_decision = &always_allowed;
  rules.oauth1.denied_location = &back_with_a_verifier;
}

constexpr std::array kOauth1VerificationCodeDefects = {
    Defect{"oauth1-verifier-optional", "RFC5849-2.3-1",
           "Token credentials are given without a verification code.", &need_no_verifier},
    Defect{"oauth1-verifier-missing-unauthorized", "RFC5849-3.2-8",
           "A request for token credentials that lacks something is refused with 401.",
           [](Rules& rules) {
             refuse_with(rules, Endpoint::token_credentials, "parameter_absent", 401);
           }},
    Defect{"oauth1-verifier-unread", "RFC5849-2.3-8", "Any verification code will do.",
           [](Rules& rules) { rules.oauth1.same_verifier = &any_verifier; }},
    Defect{"oauth1-verifier-begins-alike", "RFC5849-2.3-8",
           "The beginning of the verification code will do.",
           [](Rules& rules) { rules.oauth1.same_verifier = &begins_alike; }},
    Defect{"oauth1-verifier-goes-on", "RFC5849-2.3-8",
           "What stands behind the verification code is not read.",
           [](Rules& rules) { rules.oauth1.same_verifier = &goes_on_alike; }},
    Defect{"oauth1-verifier-of-others", "RFC5849-2.3-8",
           "A verification code is good for any temporary credentials.",
           [](Rules& rules) { rules.oauth1.same_verifier = &looks_alike; }},
    Defect{"oauth1-verifier-without-case", "RFC5849-3.1-9",
           "Verification codes are compared without case.",
           [](Rules& rules) { rules.oauth1.same_verifier = &same_without_case; }},
    Defect{"oauth1-undecided-exchanged", "RFC5849-2.3-5",
           "Token credentials are given before the owner has decided.", &take_the_undecided},
    Defect{"oauth1-denial-allows", "RFC5849-2.3-5",
           "A denial is written down as a permission, and goes back with a verification code.",
           &take_no_for_yes},
};

}  // namespace

DefectTopic oauth1_verification_code() {
  return kOauth1VerificationCodeDefects;
}

}  // namespace oauthspec::provider::defects
