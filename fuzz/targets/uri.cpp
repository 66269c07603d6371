// SPDX-License-Identifier: Apache-2.0
// Target: codec/uri. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/uri.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_uri,
                      oauthspec::fuzz::reference<oauthspec::fuzz::UriParser>())
