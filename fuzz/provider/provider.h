// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "mock_provider/model/settings.h"
#include "mock_provider/rules/rules.h"

namespace oauthspec::fuzz {

/// A provider to be put to the test, as it is set up at its start.
struct ProviderSubject {
  provider::Settings settings;
  provider::Rules rules;
};

/// The mock provider, right in every rule.
[[nodiscard]] ProviderSubject mock_provider();

/// How far a sequence came: for tests of the seeds.
struct Played {
  int requests = 0;
  int last_status = 0;  ///< Of the last reply; 0 where there was none.
};

/// Plays a sequence against a fresh provider with a clock and a random source of its own, and keeps the ledger of it.
///
/// Input:      a step a line (input/steps.h); fuzz/provider/README.md says what steps there are.
/// Properties: fuzz/provider/ledger.h
/// Spec:       RFC 5849; RFC 6749; RFC 6750; RFC 7009; RFC 7523; RFC 7636; RFC 7662; RFC 8628; RFC 9126; RFC 9449; RFC 9700
Played play(const ProviderSubject& subject, std::string_view input);
void check_provider(const ProviderSubject& subject, std::string_view input);

}  // namespace oauthspec::fuzz
