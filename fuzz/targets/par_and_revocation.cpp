// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/pushed_authorization and oauth2/revocation. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/par_and_revocation.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_par_and_revocation,
                      oauthspec::fuzz::reference<oauthspec::fuzz::PushedAndRevoked>())
