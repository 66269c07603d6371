// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/wire.h"

#include <utility>

#include "harness/adapter/conversation.h"

namespace oauthspec::adapter {
namespace {

class ProcessWire final : public Wire {
 public:
  ProcessWire(std::string command, std::size_t stderr_octets)
      : command_(std::move(command)), conversation_(stderr_octets) {}

  [[nodiscard]] std::optional<std::string> open() override { return conversation_.open(command_); }
  void put(std::string_view text) override { conversation_.put(text); }
  [[nodiscard]] Heard next(std::chrono::steady_clock::time_point deadline) override {
    return conversation_.next_line(deadline);
  }
  void end_input() override { conversation_.end_input(); }
  [[nodiscard]] std::string take_rest() override { return conversation_.take_rest(); }
  [[nodiscard]] std::string take_stderr() override { return conversation_.take_stderr(); }
  void close() override { conversation_.close(std::chrono::milliseconds(0)); }
  void interrupt() override { conversation_.interrupt(); }

 private:
  std::string command_;
  Conversation conversation_;
};

}  // namespace

std::unique_ptr<Wire> wire_to_process(std::string command, std::size_t stderr_octets) {
  return std::make_unique<ProcessWire>(std::move(command), stderr_octets);
}

}  // namespace oauthspec::adapter
