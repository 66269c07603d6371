// SPDX-License-Identifier: Apache-2.0
// Target: codec/challenge. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/www_authenticate.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_www_authenticate,
                      oauthspec::fuzz::reference<oauthspec::fuzz::ChallengeCodec>())
