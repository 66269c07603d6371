// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/octet_buffer.h"

namespace oauth::oauth1 {

/// What is another one in each request.
enum class Gap : std::uint8_t { body_hash, nonce, timestamp, signature };

/// What goes into each gap, not encoded.
struct GapValues {
  std::string_view nonce;
  std::string_view timestamp;
  std::string_view body_hash = {};
  std::string_view signature = {};

  [[nodiscard]] std::string_view of(Gap gap) const;
};

/// An encoded text with gaps for what changes: all else is encoded once, and copied from then on.
class TextWithGaps {
 public:
  /// How often what goes into a gap is percent-encoded: twice in a base string.
  enum class Encoded : std::uint8_t { once, twice };

  explicit TextWithGaps(Encoded encoded) : encoded_(encoded) {}

  /// Adds text that is encoded already.
  void append(std::string_view text) { text_ += text; }
  void append(Gap gap) { gaps_.push_back({text_.size(), gap}); }
  /// Adds another text and its gaps, of which this one is closed.
  void append(const TextWithGaps& other, Gap closed, std::string_view value);

  /// The octets of all but what goes into the gaps.
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  /// What stands before the first gap.
  [[nodiscard]] std::string_view beginning() const;

  /// Appends the whole text, its gaps filled.
  void append_to(OctetBuffer& out, const GapValues& values) const;
  /// Appends all but the beginning.
  void append_rest_to(OctetBuffer& out, const GapValues& values) const;

 private:
  struct Place {
    std::size_t offset;
    Gap gap;
  };
  [[nodiscard]] std::size_t room(const GapValues& values) const;
  void append_from(std::size_t offset, OctetBuffer& out, const GapValues& values) const;

  Encoded encoded_;
  std::string text_;
  std::vector<Place> gaps_;
};

}  // namespace oauth::oauth1
