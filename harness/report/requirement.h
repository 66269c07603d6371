// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/vector/load.h"

namespace oauthspec::report {

/// A requirement as people read it: "RFC5849-3.6-2 (RFC 5849, section 3.6, MUST): unreserved octets stay as they are"; its id
/// alone where the catalogue lacks it.
[[nodiscard]] std::string requirement_text(const std::string& id, const vector::Library& library);

}  // namespace oauthspec::report
