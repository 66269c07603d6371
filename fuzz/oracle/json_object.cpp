// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json_object.h"

#include <algorithm>
#include <string>
#include <utility>

#include "fuzz/input/json_recogniser.h"
#include "fuzz/oracle/utf8.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

struct TreeMaker : BasicTreeMaker<json> {
  static json* member(json& object, std::string&& name) {
    const auto [place, is_new] =
        object.get_ref<json::object_t&>().try_emplace(std::move(name), nullptr);
    return is_new ? &place->second : nullptr;
  }
};

}  // namespace

std::size_t depth_of_text(std::string_view text) {
  std::size_t deepest = 0;
  std::size_t open = 0;
  bool in_string = false;
  bool escaped = false;
  for (const char octet : text) {
    if (in_string) {
      if (octet == '"' && !escaped) in_string = false;
      escaped = octet == '\\' && !escaped;
      continue;
    }
    in_string = octet == '"';
    if (octet == '{' || octet == '[') deepest = std::max(deepest, ++open);
    if ((octet == '}' || octet == ']') && open > 0) --open;
  }
  return deepest;
}

std::optional<json> model_read_object(std::string_view text, std::size_t depth) {
  if (model_invalid_utf8_at(text)) return std::nullopt;
  json tree;
  if (!recognise_json<TreeMaker>(text, depth, tree) || !tree.is_object()) return std::nullopt;
  return tree;
}

}  // namespace oauthspec::fuzz
