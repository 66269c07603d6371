// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/octet_buffer.h"

#include <algorithm>
#include <span>
#include <utility>

#include "harness/reference/base/secret.h"

namespace oauth {

OctetBuffer::OctetBuffer(OctetBuffer&& other) noexcept
    : octets_(std::move(other.octets_)),
      capacity_(std::exchange(other.capacity_, 0)),
      size_(std::exchange(other.size_, 0)),
      contents_(other.contents_) {}

OctetBuffer& OctetBuffer::operator=(OctetBuffer&& other) noexcept {
  if (this == &other) return *this;
  give_up();
  octets_ = std::move(other.octets_);
  capacity_ = std::exchange(other.capacity_, 0);
  size_ = std::exchange(other.size_, 0);
  contents_ = other.contents_;
  return *this;
}

void OctetBuffer::append(std::string_view text) {
  end_at(std::ranges::copy(text, room(text.size())).out);
}

void OctetBuffer::grow(std::size_t octets) {
  const std::size_t capacity = std::max(2 * capacity_, size_ + octets);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::ranges::copy(text(), larger.get());
  give_up();
  octets_ = std::move(larger);
  capacity_ = capacity;
}

void OctetBuffer::give_up() noexcept {
  if (contents_ == Contents::secret) wipe(std::span(octets_.get(), capacity_));
}

}  // namespace oauth
