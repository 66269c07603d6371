// SPDX-License-Identifier: Apache-2.0
// Target: crypto/backend, keys in PEM. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/keys.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_keys,
                      oauthspec::fuzz::reference<oauthspec::fuzz::KeyReader>())
