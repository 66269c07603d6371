// SPDX-License-Identifier: Apache-2.0
// Target: agent, its forms and cookies. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/html_form.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_html_form,
                      oauthspec::fuzz::reference<oauthspec::fuzz::FormAgent>())
