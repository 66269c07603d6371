// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::http {

/// Why a request is answered by the server itself.
struct ReaderRefusal {
  int status = 0;  ///< 0: it is not.
  std::string_view reason;
};

}  // namespace oauthspec::http
