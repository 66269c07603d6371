// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oauthspec::adapter {

/// The last octets of a stream that may be endless.
class StderrWindow {
 public:
  explicit StderrWindow(std::size_t octets) : octets_(octets) {}

  /// Takes what came; what no longer fits is forgotten from the front.
  void append(std::string_view text);

  /// What is left of it, after a line that says how much was left out; then the window is empty.
  [[nodiscard]] std::string take();

 private:
  std::size_t octets_;
  std::size_t forgotten_ = 0;
  std::string kept_;
};

/// The text's first octets on one line of ASCII, other octets as \xNN, "..." where some are left out.
[[nodiscard]] std::string printable(std::string_view text, std::size_t octets);

}  // namespace oauthspec::adapter
