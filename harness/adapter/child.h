// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include <sys/types.h>

#include "harness/adapter/session.h"

namespace oauthspec::adapter {

/// The processor's time that a program used, with that of what it started and waited for.
struct ProcessorTime {
  std::chrono::microseconds user{0};    ///< In its own code.
  std::chrono::microseconds system{0};  ///< In the system's, on its behalf.
};

/// A command run by /bin/sh in a process group of its own. Never leaves a zombie: the destructor ends the group.
class Child {
 public:
  /// Our ends of the child's streams. The caller closes them.
  struct Pipes {
    int in = -1;
    int out = -1;
    int err = -1;
  };

  /// Starts it, with default signals and none blocked.
  ///
  /// Errors: what the system says when it gives no pipe or no process.
  [[nodiscard]] static std::expected<std::pair<Child, Pipes>, std::string> spawn(
      const std::string& command);

  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  /// A descriptor that is readable once the command has ended; -1 where the system gives none. The caller closes it.
  [[nodiscard]] int watch() const;

  /// How the command ended, if it has; what it started itself may go on.
  [[nodiscard]] std::optional<Died> ended() const;

  /// What it used of the processor, once it has ended; nothing before, and after end().
  [[nodiscard]] std::optional<ProcessorTime> processor_time() const;

  /// Ends the group: SIGTERM, then SIGKILL when the command has not ended within `grace`.
  void end(std::chrono::milliseconds grace);

 private:
  explicit Child(pid_t pid) : pid_(pid) {}

  pid_t pid_ = 0;  // Not reaped yet, so the number is still ours; 0: none.
};

}  // namespace oauthspec::adapter
