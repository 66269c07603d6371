// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/model/exchange.h"

namespace oauthspec::provider::control {

/// An exchange as people may see it: passwords, client secrets, tokens, codes, verifiers, assertions, cookies and what stands in
/// Authorization are "***", in URLs, header fields, forms and JSON, and wherever else in the exchange they come again. Pages are left
/// out, since codes and tokens of forms stand in them. The place of a diagnosis's difference is that in the masked texts.
[[nodiscard]] Exchange masked(Exchange exchange);

}  // namespace oauthspec::provider::control
