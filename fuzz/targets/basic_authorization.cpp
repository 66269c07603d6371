// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/basic_authorization. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/basic_authorization.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_basic_authorization,
                      oauthspec::fuzz::reference<oauthspec::fuzz::BasicCodec>())
