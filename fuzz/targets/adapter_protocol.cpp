// SPDX-License-Identifier: Apache-2.0
// Target: adapter/messages. The oracle says what is fed to it, and what has to hold.
#include "fuzz/oracle/adapter_protocol.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/target.h"

OAUTHSPEC_FUZZ_TARGET(oauthspec::fuzz::check_adapter_protocol,
                      oauthspec::fuzz::reference<oauthspec::fuzz::AdapterProtocol>())
