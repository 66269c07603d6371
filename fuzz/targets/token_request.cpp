// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/token_request. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/token_request.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_token_request,
                      oauthspec::fuzz::reference<oauthspec::fuzz::TokenEndpoint>())
