// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/client_assertion.h"

#include "fuzz/oracle/client_assertion.h"
#include "fuzz/oracle/remembered_crypto.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/test_key_ring.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;

std::vector<oauth2::TrustedIssuer> make_issuers() {
  std::vector<oauth2::TrustedIssuer> issuers;
  for (const char* name : {"s6BhdRkqt3", "https://sts.example.org"}) {
    oauth2::TrustedIssuer issuer{name, {}, {}};
    for (const ParsedTestKey& key : test_key_ring()) {
      issuer.keys.push_back({key.verification, std::nullopt});
      issuer.algs.emplace_back(key.algorithm->name);
    }
    issuers.push_back(std::move(issuer));
  }
  return issuers;
}

std::optional<std::string> verify(const AssertionParameters& parameters, double now,
                                  TakenAssertions& taken) {
  static const std::vector<oauth2::TrustedIssuer> issuers = make_issuers();
  static const std::vector<std::string> audience{"https://as.example.com",
                                                 "https://as.example.com/token"};
  oauth::message::Parameters read;
  for (const auto& [name, value] : parameters) read.add(name, value);
  const oauth2::AssertionContext context{read.find("client_assertion")
                                             ? oauth2::AssertionUse::client_authentication
                                             : oauth2::AssertionUse::authorization_grant,
                                         issuers, audience, now, 0};
  auto subject = oauth2::verify_assertion(remembered_crypto(), read, context, taken);
  if (!subject) return std::nullopt;
  return *std::move(subject);
}

}  // namespace

template <>
AssertionServer reference<AssertionServer>() {
  return {.verify = verify};
}

}  // namespace oauthspec::fuzz
