// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace oauthspec::adapter {
namespace {

constexpr std::chrono::milliseconds kStep{2};

// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      close(number_);
    }
  }

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

std::string system_message(const char* what, int code) {
  return fmt::format("{}: {}", what, std::generic_category().message(code));
}

// Away from 0, 1 and 2, which the child's own streams must not meet, and closed in every child.
std::expected<Descriptor, std::string> above_streams(Descriptor descriptor) {
  if (descriptor.get() > STDERR_FILENO) {
    return descriptor;
  }
  Descriptor moved(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (moved.get() < 0) {
    return std::unexpected(system_message("fcntl", errno));
  }
  return moved;
}

std::expected<Pipe, std::string> make_pipe() {
  std::array<int, 2> ends{};
  // With O_CLOEXEC from the start: another thread may spawn at any moment.
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return std::unexpected(system_message("pipe", errno));
  }
  Descriptor first(ends[0]);
  Descriptor second(ends[1]);
  auto read = above_streams(std::move(first));
  auto write = above_streams(std::move(second));
  if (!read || !write) {
    return std::unexpected((read ? write : read).error());
  }
  return Pipe{*std::move(read), *std::move(write)};
}

std::chrono::microseconds duration_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

// The child's streams, group and signals.
class SpawnPlan {
 public:
  SpawnPlan(int in, int out, int err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
      sigaddset(&signals, signal);
    }
    posix_spawnattr_setsigdefault(&attributes_, &signals);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  SpawnPlan(SpawnPlan&&) = delete;
  SpawnPlan& operator=(SpawnPlan&&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  std::expected<pid_t, std::string> run(const std::string& command) {
    std::string shell = "sh";
    std::string flag = "-c";
    std::string text = command;
    const std::array<char*, 4> arguments{shell.data(), flag.data(), text.data(), nullptr};
    pid_t pid = 0;
    const int code =
        posix_spawn(&pid, "/bin/sh", &actions_, &attributes_, arguments.data(), environ);
    if (code != 0) {
      return std::unexpected(system_message("posix_spawn", code));
    }
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

std::expected<std::pair<Child, Child::Pipes>, std::string> Child::spawn(
    const std::string& command) {
  auto in = make_pipe();
  auto out = make_pipe();
  auto err = make_pipe();
  for (const auto* pipe : {&in, &out, &err}) {
    if (!*pipe) {
      return std::unexpected(pipe->error());
    }
  }
  SpawnPlan plan(in->read.get(), out->write.get(), err->write.get());
  const auto pid = plan.run(command);
  if (!pid) {
    return std::unexpected(pid.error());
  }
  return std::pair(Child(*pid),
                   Pipes{in->write.release(), out->read.release(), err->read.release()});
}

Child::Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}

Child& Child::operator=(Child&& other) noexcept {
  std::swap(pid_, other.pid_);
  return *this;
}

Child::~Child() {
  end(std::chrono::milliseconds(0));
}

int Child::watch() const {
  return static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
}

std::optional<Died> Child::ended() const {
  siginfo_t info{};
  // WNOWAIT leaves the process unreaped, so that its group's number cannot be given to another one.
  if (pid_ == 0 ||
      waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      info.si_pid == 0) {
    return std::nullopt;
  }
  if (info.si_code == CLD_EXITED) {
    return Died{.exit_code = info.si_status, .signal = std::nullopt};
  }
  return Died{.exit_code = std::nullopt, .signal = info.si_status};
}

std::optional<ProcessorTime> Child::processor_time() const {
  siginfo_t info{};
  rusage used{};
  // The system's own call, since the C library's waitid() keeps the usage to itself, and wait4() reaps.
  if (pid_ == 0 ||
      syscall(SYS_waitid, P_PID, pid_, &info, WEXITED | WNOHANG | WNOWAIT, &used) != 0 ||
      info.si_pid == 0) {
    return std::nullopt;
  }
  return ProcessorTime{.user = duration_of(used.ru_utime), .system = duration_of(used.ru_stime)};
}

void Child::end(std::chrono::milliseconds grace) {
  if (pid_ == 0) {
    return;
  }
  const auto deadline = std::chrono::steady_clock::now() + grace;
  if (grace.count() > 0 && !ended()) {
    ::kill(-pid_, SIGTERM);
    ::kill(-pid_, SIGCONT);  // One that is stopped takes no notice of SIGTERM.
    while (!ended() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(kStep);
    }
  }
  // Even when the command has ended: what it started may not have.
  ::kill(-pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
}

}  // namespace oauthspec::adapter
