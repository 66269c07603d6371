// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
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
  int refusals = 0;         ///< Replies with a status of 400 or more.
  int last_status = 0;      ///< Of the last reply; 0 where there was none.
  std::size_t replies = 0;  ///< A hash of the bodies of all replies.
};

/// Plays a sequence against a provider as at its start, with a clock and a random source of its own, and keeps the ledger of it. A process
/// has one subject: the provider is set up with the first input, and forgets each.
///
/// Input:      a step a line (input/steps.h); fuzz/provider/README.md says what steps there are.
/// Properties: fuzz/provider/ledger.h
/// Spec:       RFC 5849; RFC 6749; RFC 6750; RFC 7009; RFC 7523; RFC 7636; RFC 7662; RFC 8628; RFC 9126; RFC 9449; RFC 9700
void check_provider(const ProviderSubject& subject, std::string_view input);

/// The same with a provider that is set up for these sequences, which are played one after the other; says how far the last one came.
Played play(const ProviderSubject& subject, std::span<const std::string_view> inputs);

}  // namespace oauthspec::fuzz
