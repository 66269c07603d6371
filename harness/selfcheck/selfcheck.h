// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/adapter/wire.h"
#include "harness/runner/judge.h"
#include "harness/selfcheck/dialogue.h"
#include "harness/selfcheck/report.h"
#include "harness/vector/load.h"
#include "harness/vector/schema.h"

/// Whether an adapter is right: not what its library is worth, but whether it keeps the protocol and hands over what it
/// is given.
namespace oauthspec::selfcheck {

/// What an adapter is checked against.
struct Standard {
  const vector::Library& library;
  const vector::Schema& protocol;  ///< protocol.schema.json
  std::string suite_version;
  runner::ReferenceFunction reference;  ///< Explains wrong answers; never decides of them.
};

/// Talks to the adapter at the other end of `wire`, with two processes one after the other, and judges all it says.
[[nodiscard]] Report check_adapter(adapter::Wire& wire, const Standard& standard,
                                   const Patience& patience);

}  // namespace oauthspec::selfcheck
