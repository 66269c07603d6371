// SPDX-License-Identifier: Apache-2.0
// Target: oauth1/credentials_response. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/credentials_response.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_credentials_response,
                      oauthspec::fuzz::reference<oauthspec::fuzz::CredentialsResponseCodec>())
