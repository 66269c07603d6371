// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/text_with_gaps.h"

#include <cstring>

#include "harness/reference/codec/percent.h"

namespace oauth::oauth1 {
namespace {

using Encoded = TextWithGaps::Encoded;

char* write_encoded(char* out, std::string_view octets, Encoded encoded) {
  return encoded == Encoded::twice ? codec::write_percent_encoded_twice(out, octets)
                                   : codec::write_percent_encoded(out, octets);
}

std::size_t encoded_room(std::size_t octets, Encoded encoded) {
  return encoded == Encoded::twice ? codec::percent_encoded_twice_room(octets)
                                   : codec::percent_encoded_room(octets);
}

}  // namespace

std::string_view GapValues::of(Gap gap) const {
  switch (gap) {
    case Gap::body_hash:
      return body_hash;
    case Gap::nonce:
      return nonce;
    case Gap::timestamp:
      return timestamp;
    case Gap::signature:
      break;
  }
  return signature;
}

void TextWithGaps::append(const TextWithGaps& other, Gap closed, std::string_view value) {
  std::size_t from = 0;
  for (const Place& place : other.gaps_) {
    append(std::string_view(other.text_).substr(from, place.offset - from));
    from = place.offset;
    if (place.gap != closed) {
      append(place.gap);
      continue;
    }
    OctetBuffer filling;
    char* const begin = filling.room(encoded_room(value.size(), encoded_));
    filling.end_at(write_encoded(begin, value, encoded_));
    append(filling.text());
  }
  append(std::string_view(other.text_).substr(from));
}

std::string_view TextWithGaps::beginning() const {
  return std::string_view(text_).substr(0, gaps_.empty() ? text_.size() : gaps_.front().offset);
}

std::size_t TextWithGaps::room(const GapValues& values) const {
  std::size_t octets = text_.size();
  for (const Place& place : gaps_) octets += encoded_room(values.of(place.gap).size(), encoded_);
  return octets;
}

void TextWithGaps::append_to(OctetBuffer& out, const GapValues& values) const {
  append_from(0, out, values);
}

void TextWithGaps::append_rest_to(OctetBuffer& out, const GapValues& values) const {
  append_from(beginning().size(), out, values);
}

void TextWithGaps::append_from(std::size_t offset, OctetBuffer& out,
                               const GapValues& values) const {
  char* end = out.room(room(values));
  const auto copy_up_to = [&](std::size_t until) {
    std::memcpy(end, text_.data() + offset, until - offset);
    end += until - offset;
    offset = until;
  };
  for (const Place& place : gaps_) {
    copy_up_to(place.offset);
    if (place.gap == Gap::timestamp && encoded_ == Encoded::twice) {
      // RFC5849-3.3-1: whoever signs has made sure that it is digits, which no encoding changes.
      std::memcpy(end, values.timestamp.data(), values.timestamp.size());
      end += values.timestamp.size();
      continue;
    }
    end = write_encoded(end, values.of(place.gap), encoded_);
  }
  copy_up_to(text_.size());
  out.end_at(end);
}

}  // namespace oauth::oauth1
