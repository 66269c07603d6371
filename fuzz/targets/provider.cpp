// SPDX-License-Identifier: Apache-2.0
// Target: the whole mock provider. provider.h says what is fed to it, the ledger what has to hold.
#include "fuzz/provider/provider.h"

#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_provider, oauthspec::fuzz::mock_provider())
