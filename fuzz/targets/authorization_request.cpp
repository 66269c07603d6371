// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/authorization_request. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/authorization_request.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_authorization_request,
                      oauthspec::fuzz::reference<oauthspec::fuzz::AuthorizationEndpoint>())
