// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/metadata. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/metadata.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_metadata,
                      oauthspec::fuzz::reference<oauthspec::fuzz::MetadataReader>())
