// SPDX-License-Identifier: Apache-2.0
// Target: codec/http_date. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/http_date.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_http_date,
                      oauthspec::fuzz::reference<oauthspec::fuzz::HttpDateReader>())
