// SPDX-License-Identifier: Apache-2.0
#define OAUTHSPEC_JSON_INSTANCE
#include "harness/cmake/json_instance.h"
