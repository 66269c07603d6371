// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// What one of several implementations of a codec gives of the same octets. Views, which hold until it is asked again.
struct PercentOutcome {
  std::string_view encoded;
  std::string_view encoded_twice;
  /// Up to the end, or to the first "%" that begins no escape; and how far that is.
  std::string_view decoded;
  std::string_view decoded_as_form;
  std::size_t read = 0;
  /// Where names, paths and parts of forms can end, one behind the other.
  std::span<const std::size_t> ends;
};

/// A codec of percent-encoding, as RFC 5849 section 3.6 has it. A function that is null is not offered, and not asked for.
struct PercentCodec {
  /// Encodes octets.
  std::string (*encode)(std::string_view octets) = nullptr;
  /// Decodes one component; nothing where it refuses it. "+" is no space here.
  std::optional<std::string> (*decode)(std::string_view text) = nullptr;
  /// What encode() gives of what encode() gives.
  std::string (*encode_twice)(std::string_view octets) = nullptr;
  /// Less than 0 where encode(a) stands before encode(b), 0 where they are equal.
  int (*compare_encoded)(std::string_view a, std::string_view b) = nullptr;
  /// How many implementations there are, where a codec has one for each of several sets of instructions: the plain one is the first.
  std::size_t (*implementations)() = nullptr;
  /// What one of them gives.
  PercentOutcome (*by)(std::size_t implementation, std::string_view octets) = nullptr;
};

/// Input:      octets, which are plain data to encode() and encoded text to decode().
/// Properties: encode() gives what the model gives, a table of one line; decode() undoes encode(); decode() takes what the model takes and
///             gives what it gives; what it took and is encoded again is canonical: encoding what is decoded from it changes nothing;
///             encoding twice is encoding what is encoded; the order is that of the encoded texts; what scalar instructions give, each set of
///             vector instructions gives.
/// Spec:       RFC 5849 section 3.6; RFC 3986 sections 2.1 and 2.3
void check_percent(const PercentCodec& codec, std::string_view octets);

}  // namespace oauthspec::fuzz
