// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/bearer. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/bearer.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_bearer,
                      oauthspec::fuzz::reference<oauthspec::fuzz::BearerReader>())
