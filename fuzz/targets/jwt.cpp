// SPDX-License-Identifier: Apache-2.0
// Target: jose/jwt. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/jwt.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_jwt,
                      oauthspec::fuzz::reference<oauthspec::fuzz::JwtReader>())
