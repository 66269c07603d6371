// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// What most sources do with JSON is compiled once, in json_instance.cpp, and not again in each of them: a fifth of what a test
/// takes to compile. Part of the precompiled headers; a source that does without them makes its own. Only json_instance.cpp
/// defines OAUTHSPEC_JSON_INSTANCE, as nothing.
#ifndef OAUTHSPEC_JSON_INSTANCE
#define OAUTHSPEC_JSON_INSTANCE extern
#endif
OAUTHSPEC_JSON_INSTANCE template class nlohmann::basic_json<>;
OAUTHSPEC_JSON_INSTANCE template class nlohmann::basic_json<nlohmann::ordered_map>;
OAUTHSPEC_JSON_INSTANCE template class std::vector<nlohmann::json>;
OAUTHSPEC_JSON_INSTANCE template class std::vector<nlohmann::ordered_json>;
OAUTHSPEC_JSON_INSTANCE template class std::map<std::string, nlohmann::json, std::less<>>;
namespace nlohmann::detail {
OAUTHSPEC_JSON_INSTANCE template class serializer<json>;
OAUTHSPEC_JSON_INSTANCE template class serializer<ordered_json>;
OAUTHSPEC_JSON_INSTANCE template class json_sax_dom_parser<json>;
OAUTHSPEC_JSON_INSTANCE template class json_sax_dom_callback_parser<json>;
}  // namespace nlohmann::detail
