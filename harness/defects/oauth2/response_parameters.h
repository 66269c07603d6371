// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/steps.h"

/// The parameters of an authorization response, wherever its response mode puts them.
namespace oauthspec::defects::oauth2 {

[[nodiscard]] WrittenPairs parameters_of(const json& in);
void put_parameters(json& in, const WrittenPairs& pairs);

/// The decoded value of the first parameter of a name; empty where there is none.
[[nodiscard]] std::string value_of_pair(const WrittenPairs& pairs, string_view name);
[[nodiscard]] std::string value_in(const json& in, string_view name);
/// Gives a parameter this value in place of others of its name.
void set_pair(WrittenPairs& pairs, string_view name, string_view value);

/// Changes the parameters of a response.
template <void (*Change)(WrittenPairs& pairs)>
void of_parameters(json& in) {
  const WrittenPairs before = parameters_of(in);
  WrittenPairs pairs = before;
  Change(pairs);
  if (pairs != before) put_parameters(in, pairs);
}

}  // namespace oauthspec::defects::oauth2
