// SPDX-License-Identifier: Apache-2.0
#include "harness/http/transport.h"

namespace oauthspec::http {

std::string_view name(TransportCode code) {
  switch (code) {
    case TransportCode::url_invalid:
      return "url_invalid";
    case TransportCode::host_not_found:
      return "host_not_found";
    case TransportCode::refused:
      return "refused";
    case TransportCode::tls_failed:
      return "tls_failed";
    case TransportCode::timed_out:
      return "timed_out";
    case TransportCode::closed:
      return "closed";
    case TransportCode::response_malformed:
      return "response_malformed";
    case TransportCode::response_too_large:
      return "response_too_large";
  }
  return "closed";
}

}  // namespace oauthspec::http
