// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/client_assertion. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/client_assertion.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_client_assertion,
                      oauthspec::fuzz::reference<oauthspec::fuzz::AssertionServer>())
