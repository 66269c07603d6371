// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/http_date.h"

#include "fuzz/oracle/http_date.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {

template <>
HttpDateReader reference<HttpDateReader>() {
  return {.read = oauth::codec::parse_http_date};
}

}  // namespace oauthspec::fuzz
