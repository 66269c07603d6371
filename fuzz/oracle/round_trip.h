// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/check/holds.h"

namespace oauthspec::fuzz {

/// What was read is written and read again: the same comes of it.
template <class Members, class Write, class Parse>
void check_round_trip(const Members& members, const Write& write, const Parse& parse) {
  const auto written = write(members);
  holds(written.has_value(), "what was read can be written");
  if (!written) return;
  const auto again = parse(*written);
  holds(again && *again == members, "what is written is read as the same");
}

}  // namespace oauthspec::fuzz
