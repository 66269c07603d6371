// SPDX-License-Identifier: Apache-2.0
// Target: codec/json. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/json.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_json,
                      oauthspec::fuzz::reference<oauthspec::fuzz::JsonCodec>())
