// SPDX-License-Identifier: Apache-2.0
// Target: codec/base64. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/base64.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_base64,
                      oauthspec::fuzz::reference<oauthspec::fuzz::Base64Codec>())
