// SPDX-License-Identifier: Apache-2.0
#include "harness/cmake/json_instance.h"

template class nlohmann::basic_json<>;
