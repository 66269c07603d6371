// SPDX-License-Identifier: Apache-2.0
// Target: crypto/backend. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/signing.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_signing,
                      oauthspec::fuzz::reference<oauthspec::fuzz::SigningLibrary>())
