// SPDX-License-Identifier: Apache-2.0
// Target: codec/percent. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/percent.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_percent,
                      oauthspec::fuzz::reference<oauthspec::fuzz::PercentCodec>())
