// SPDX-License-Identifier: Apache-2.0
// Target: oauth1/authorization. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/callback.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_callback,
                      oauthspec::fuzz::reference<oauthspec::fuzz::CallbackCodec>())
