// SPDX-License-Identifier: Apache-2.0
// Target: oauth1/verify. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/oauth1_verify.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_oauth1_verify,
                      oauthspec::fuzz::reference<oauthspec::fuzz::Oauth1Verifier>())
