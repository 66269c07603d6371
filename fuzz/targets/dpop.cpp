// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/dpop. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/dpop.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_dpop,
                      oauthspec::fuzz::reference<oauthspec::fuzz::DpopServer>())
