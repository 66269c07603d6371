// SPDX-License-Identifier: Apache-2.0
// Target: codec/resolve_uri, codec/same_uri. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/uri_reference.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_uri_reference,
                      oauthspec::fuzz::reference<oauthspec::fuzz::UriReferences>())
