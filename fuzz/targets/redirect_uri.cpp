// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/redirect_uri. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/redirect_uri.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_redirect_uri,
                      oauthspec::fuzz::reference<oauthspec::fuzz::RedirectMatcher>())
