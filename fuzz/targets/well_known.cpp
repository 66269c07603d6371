// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/well_known. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/well_known.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_well_known,
                      oauthspec::fuzz::reference<oauthspec::fuzz::WellKnownUrls>())
