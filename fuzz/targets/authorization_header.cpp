// SPDX-License-Identifier: Apache-2.0
// Target: oauth1/authorization_header, codec/auth_param. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/authorization_header.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_authorization_header,
                      oauthspec::fuzz::reference<oauthspec::fuzz::AuthorizationHeaderCodec>())
