// SPDX-License-Identifier: Apache-2.0
// Target: codec/utf8. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/utf8.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_utf8_judge,
                      oauthspec::fuzz::reference<oauthspec::fuzz::Utf8Judge>())
