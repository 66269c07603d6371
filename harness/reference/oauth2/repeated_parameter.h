// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/message/parameters.h"

namespace oauth::oauth2 {

/// Whether a parameter stands more than once that may not: any but resource (RFC 8707 section 2) and audience (RFC 8693
/// section 2.1). Takes n log n for n parameters.
///
/// Spec:   RFC 6749 sections 3.1 and 3.2
[[nodiscard]] bool has_repeated_parameter(const message::Parameters& parameters);

}  // namespace oauth::oauth2
