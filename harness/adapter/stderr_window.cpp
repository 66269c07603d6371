// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/stderr_window.h"

#include <utility>

#include <fmt/format.h>

namespace oauthspec::adapter {

void StderrWindow::append(std::string_view text) {
  if (text.size() > octets_) {
    forgotten_ += text.size() - octets_;
    text.remove_prefix(text.size() - octets_);
  }
  kept_ += text;
  // Trimmed at twice the size only, so that a flood is not moved octet by octet.
  if (kept_.size() > 2 * octets_) {
    forgotten_ += kept_.size() - octets_;
    kept_.erase(0, kept_.size() - octets_);
  }
}

std::string StderrWindow::take() {
  if (kept_.size() > octets_) {
    forgotten_ += kept_.size() - octets_;
    kept_.erase(0, kept_.size() - octets_);
  }
  const std::size_t forgotten = std::exchange(forgotten_, 0);
  std::string kept = std::exchange(kept_, {});
  return forgotten == 0 ? kept : fmt::format("[{} octets left out]\n{}", forgotten, kept);
}

std::string printable(std::string_view text, std::size_t octets) {
  std::string line;
  for (const char c : text.substr(0, octets)) {
    if (c >= ' ' && c <= '~') {
      line += c;
    } else {
      line += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    }
  }
  return text.size() > octets ? line + "..." : line;
}

}  // namespace oauthspec::adapter
