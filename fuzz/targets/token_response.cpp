// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/token_response. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/token_response.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_token_response,
                      oauthspec::fuzz::reference<oauthspec::fuzz::TokenResponseReader>())
