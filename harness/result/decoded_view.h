// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::result {

/// A text as it reads once escapes are taken off, with the place in the original that each octet comes from.
/// What is no escape stays as it is: nothing here is ever malformed.
struct DecodedView {
  std::string text;
  std::vector<std::size_t>
      origin;  ///< For each octet, and for the end; none where the text is the original.

  /// Where the octet at `at`, or the end, stands in the original.
  [[nodiscard]] std::size_t place(std::size_t at) const { return origin.empty() ? at : origin[at]; }

  /// How many octets of the original the octet at `at` stands for.
  [[nodiscard]] std::size_t width(std::size_t at) const { return place(at + 1) - place(at); }
};

/// The text itself.
[[nodiscard]] DecodedView view_of(std::string_view text);

/// Takes off one layer of "%XX".
[[nodiscard]] DecodedView percent_decoded(const DecodedView& view);

/// Takes off one layer of "%XX", and reads "+" as a space.
[[nodiscard]] DecodedView form_decoded(const DecodedView& view);

/// Takes off one layer of the escapes with "\" that JSON and programming languages share: \" \\ \/ \n \xNN \uNNNN.
[[nodiscard]] DecodedView backslash_decoded(const DecodedView& view);

/// Takes off one layer of HTML's character references: those by number, and the names of what pages escape: "&amp;" "&#x2B;".
[[nodiscard]] DecodedView entity_decoded(const DecodedView& view);

}  // namespace oauthspec::result
