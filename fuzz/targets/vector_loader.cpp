// SPDX-License-Identifier: Apache-2.0
// Target: vector/read_suite, vector/check_suite. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/vector_loader.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_vector_loader,
                      oauthspec::fuzz::reference<oauthspec::fuzz::VectorLoader>())
