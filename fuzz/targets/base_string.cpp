// SPDX-License-Identifier: Apache-2.0
// Target: oauth1/base_string, oauth1/base_string_uri, oauth1/request_parameters. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/base_string.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_base_string,
                      oauthspec::fuzz::reference<oauthspec::fuzz::BaseStringBuilder>())
