// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/response_parameters.h"

#include <algorithm>

namespace oauthspec::defects::oauth2 {
namespace {

// Where the parameters begin and end in the text that holds them.
struct Place {
  std::size_t begin;
  std::size_t end;
};

Place place_in(string_view url, bool fragment) {
  const std::size_t hash = std::min(url.find('#'), url.size());
  if (fragment) return {std::min(hash + 1, url.size()), url.size()};
  const std::size_t mark = std::min(url.find('?'), hash);
  return {std::min(mark + 1, hash), hash};
}

bool in_form(const json& in) {
  return in.at("response_mode") == "form_post";
}

}  // namespace

WrittenPairs parameters_of(const json& in) {
  if (in_form(in)) return pairs_of(adapter::read_bytes(in.at("request").at("body")));
  const std::string url = in.at("request").at("url");
  const Place place = place_in(url, in.at("response_mode") == "fragment");
  return pairs_of(string_view(url).substr(place.begin, place.end - place.begin));
}

void put_parameters(json& in, const WrittenPairs& pairs) {
  if (in_form(in)) {
    in["request"]["body"] = adapter::write_bytes(written(pairs));
    return;
  }
  std::string url = in["request"]["url"];
  const bool fragment = in["response_mode"] == "fragment";
  const Place place = place_in(url, fragment);
  const bool marked =
      place.begin > 0 && (url[place.begin - 1] == '?' || url[place.begin - 1] == '#');
  url.replace(place.begin, place.end - place.begin,
              (marked     ? ""
               : fragment ? "#"
                          : "?") +
                  written(pairs));
  in["request"]["url"] = url;
}

std::string value_of_pair(const WrittenPairs& pairs, string_view name) {
  const auto found = std::ranges::find_if(
      pairs, [name](const WrittenPair& pair) { return form_decoded(pair.name) == name; });
  return found == pairs.end() ? "" : form_decoded(found->value);
}

std::string value_in(const json& in, string_view name) {
  return value_of_pair(parameters_of(in), name);
}

void set_pair(WrittenPairs& pairs, string_view name, string_view value) {
  std::erase_if(pairs, [name](const WrittenPair& pair) { return form_decoded(pair.name) == name; });
  pairs.push_back({form_encoded(name), form_encoded(value)});
}

}  // namespace oauthspec::defects::oauth2
