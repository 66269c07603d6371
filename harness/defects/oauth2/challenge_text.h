// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/defects/oauth2/steps.h"

/// Wrong ways with the text of a WWW-Authenticate header field, for the op that reads nothing else and for the one that
/// looks in it for an error.
namespace oauthspec::defects::oauth2 {

/// A challenge as a careless reader sees it.
struct CarelessChallenge {
  std::string scheme;
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// Cuts a field at every comma, each piece at its first equals sign, and takes off whatever quotation marks are at the ends.
/// What has no equals sign, or a space before it, begins a challenge.
[[nodiscard]] std::vector<CarelessChallenge> split_at_commas(string_view field);

/// The field without what stands between quotation marks; the marks stay.
[[nodiscard]] std::string outside_quotes(string_view field);

namespace wrong {

void challenge_escapes_kept(std::string& field);
void challenge_without_control_characters(std::string& field);
void challenge_octets_replaced(std::string& field);
/// Everything behind a comma that a new scheme follows is cut off.
void later_challenges_cut_off(std::string& field);

}  // namespace wrong

namespace unwanted {

/// "Realm" or "ERROR" in place of "realm" and "error".
[[nodiscard]] bool name_in_other_case(string_view field);
[[nodiscard]] bool scheme_in_other_case(string_view field);
[[nodiscard]] bool value_without_quotes(string_view field);
[[nodiscard]] bool realm_without_quotes(string_view field);
[[nodiscard]] bool tab_in_challenge(string_view field);
[[nodiscard]] bool space_around_equals_sign(string_view field);
[[nodiscard]] bool comma_without_space(string_view field);
[[nodiscard]] bool empty_element(string_view field);
[[nodiscard]] bool beyond_buffer(string_view field);

}  // namespace unwanted
}  // namespace oauthspec::defects::oauth2
