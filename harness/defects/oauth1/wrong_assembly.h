// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to put a base string together (section 3.4.1.1).
namespace oauthspec::defects::oauth1::wrong {

// The parts (`assemble`).
[[nodiscard]] std::string uri_before_method(const Functions& library, const BaseStringParts& parts);
[[nodiscard]] std::string uri_not_encoded(const Functions& library, const BaseStringParts& parts);
[[nodiscard]] std::string parameters_encoded_once(const Functions& library,
                                                  const BaseStringParts& parts);
[[nodiscard]] std::string separators_not_encoded(const Functions& library,
                                                 const BaseStringParts& parts);
[[nodiscard]] std::string escapes_not_encoded_again(const Functions& library,
                                                    const BaseStringParts& parts);

// The method (`method`).
[[nodiscard]] std::string method_case_kept(const Functions& library, string_view method);
[[nodiscard]] std::string method_not_encoded(const Functions& library, string_view method);

}  // namespace oauthspec::defects::oauth1::wrong
