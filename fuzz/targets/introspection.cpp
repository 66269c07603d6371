// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/introspection. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/introspection.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_introspection,
                      oauthspec::fuzz::reference<oauthspec::fuzz::IntrospectionReader>())
