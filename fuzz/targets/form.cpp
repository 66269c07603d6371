// SPDX-License-Identifier: Apache-2.0
// Target: codec/form, message/parameters. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/form.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_form,
                      oauthspec::fuzz::reference<oauthspec::fuzz::FormCodec>())
