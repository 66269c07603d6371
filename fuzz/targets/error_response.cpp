// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/error_response. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/error_response.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_error_response,
                      oauthspec::fuzz::reference<oauthspec::fuzz::ErrorResponseReader>())
