// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace oauthspec::agent {

inline constexpr std::size_t kMostPageOctets = 2UL * 1024 * 1024;
inline constexpr std::size_t kMostTags = 20'000;
inline constexpr std::size_t kMostAttributes = 256;
inline constexpr std::size_t kMostParserOctets = 256UL * 1024 * 1024;

/// How much of a page is parsed: all of it, or what stands before the octet, the tag or the attribute that is one too many. An HTML
/// parser looks through all open elements at most tags and through all attributes of a tag at each of them, so that a page of
/// nothing but "<div>" costs it the square of its size; a page within these limits costs it at most a second or two.
///
/// Output: octets from the start of the page. Whatever looks like a tag counts, in comments and scripts too: what a tag is
///         there and what not is the parser's to say, and no page can hide one from this count.
[[nodiscard]] std::size_t parseable_size(std::string_view html);

}  // namespace oauthspec::agent
