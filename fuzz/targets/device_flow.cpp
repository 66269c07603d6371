// SPDX-License-Identifier: Apache-2.0
// Target: oauth2/device_authorization and oauth2/device_poll. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/device_flow.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_device_flow,
                      oauthspec::fuzz::reference<oauthspec::fuzz::DeviceFlow>())
