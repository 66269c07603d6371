// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

/// What most sources do with JSON is compiled once, in json_instance.cpp, and not again in each of them: a fifth of what a test
/// takes to compile. Part of the precompiled headers; a source that does without them makes its own.
extern template class nlohmann::basic_json<>;
