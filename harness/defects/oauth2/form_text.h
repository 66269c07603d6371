// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/steps.h"

/// Wrong ways to write a form, be it the query of a URI or the body of a request.
namespace oauthspec::defects::oauth2 {

/// One parameter as it stands in a form, not decoded.
struct WrittenPair {
  std::string name;
  std::string value;

  friend bool operator==(const WrittenPair&, const WrittenPair&) = default;
};
using WrittenPairs = std::vector<WrittenPair>;

[[nodiscard]] WrittenPairs pairs_of(string_view form);
[[nodiscard]] std::string written(const WrittenPairs& pairs);

[[nodiscard]] std::string form_encoded(string_view octets);
/// The octets of an encoded text; the text itself where it is not one.
[[nodiscard]] std::string form_decoded(string_view text);

/// Changes the query of a URI; what stands before it is kept.
template <class Change>
void change_query(std::string& uri, Change change) {
  const std::size_t end = std::min(uri.find('#'), uri.size());
  const std::size_t mark = std::min(uri.find('?'), end);
  WrittenPairs pairs =
      pairs_of(mark == end ? string_view() : string_view(uri).substr(mark + 1, end - mark - 1));
  change(pairs);
  const std::string query = pairs.empty() ? "" : "?" + written(pairs);
  uri = uri.substr(0, mark) + query + uri.substr(end);
}

namespace wrong {

template <const char* Name>
void left_out(WrittenPairs& pairs) {
  std::erase_if(pairs, [](const WrittenPair& pair) { return pair.name == Name; });
}

/// The value of one parameter, decoded, changed and encoded again.
template <const char* Name, void (*Change)(std::string& text)>
void value_of(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    if (pair.name != Name) continue;
    std::string value = form_decoded(pair.value);
    Change(value);
    pair.value = form_encoded(value);
  }
}

/// Another spelling of what is encoded already: each works on the text.
template <void (*Respell)(std::string& text)>
void spelt(WrittenPairs& pairs) {
  for (WrittenPair& pair : pairs) {
    Respell(pair.name);
    Respell(pair.value);
  }
}

/// encodeURI() in place of encodeURIComponent(): what delimits stays as it is.
void delimiters_unescaped(std::string& text);
void plus_unescaped(std::string& text);
void encoded_again(std::string& text);
/// What looks like an escape is left as it is.
void escapes_left_alone(std::string& text);
void utf8_as_latin1(std::string& text);

// Of values.
void value_trimmed(std::string& text);
void value_in_lower_case(std::string& text);
void value_cut(std::string& text);
void leading_zeros_lost(std::string& text);
void scope_separated_by_commas(std::string& text);

/// Of parameters of one name only the last is left.
void last_of_each(WrittenPairs& pairs);

}  // namespace wrong
}  // namespace oauthspec::defects::oauth2
