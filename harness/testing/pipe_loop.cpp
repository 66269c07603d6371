// SPDX-License-Identifier: Apache-2.0
// The least that any runner has to do: hands questions to adapters over pipes and throws the answers away. What a run of
// `oauthspec vectors` takes beyond this is the runner's own; harness/testing/measure_runner.py compares the two.
//
// usage: pipe_loop JOBS CALLS COMMAND      (CALLS: a file with one question a line)
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);  // NOLINT(concurrency-mt-unsafe): nothing is to be saved.
}

class Adapter {
 public:
  explicit Adapter(const char* command) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) {
      fail("pipe2");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::array<std::string, 3> words{"sh", "-c", command};
    const std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(),
                                         nullptr};
    if (posix_spawn(&pid_, "/bin/sh", &actions, nullptr, arguments.data(), environ) != 0) {
      fail("posix_spawn");
    }
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  Adapter(const Adapter&) = delete;
  Adapter& operator=(const Adapter&) = delete;
  Adapter(Adapter&&) = delete;
  Adapter& operator=(Adapter&&) = delete;
  ~Adapter() {
    close(in_);
    close(out_);
    waitpid(pid_, nullptr, 0);
  }

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t octets = ::write(in_, text.data(), text.size());
      if (octets < 0) {
        fail("write");
      }
      text.remove_prefix(static_cast<std::size_t>(octets));
    }
  }

  // Good until the next call.
  std::string_view line() {
    std::size_t end = inbox_.find('\n', taken_);
    while (end == std::string::npos) {
      inbox_.erase(0, taken_);
      taken_ = 0;
      const std::size_t before = inbox_.size();
      const ssize_t octets = read(out_, chunk_.data(), chunk_.size());
      if (octets <= 0) {
        fail("read");
      }
      inbox_.append(chunk_.data(), static_cast<std::size_t>(octets));
      end = inbox_.find('\n', before);
    }
    const std::string_view line = std::string_view(inbox_).substr(taken_, end - taken_);
    taken_ = end + 1;
    return line;
  }

 private:
  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
  std::array<char, 65536> chunk_{};
  std::string inbox_;
  std::size_t taken_ = 0;
};

std::size_t max_in_flight(std::string_view hello) {
  constexpr std::string_view kName = "\"max_in_flight\":";
  const std::size_t found = hello.find(kName);
  return found == std::string_view::npos
             ? 1
             : std::strtoul(std::string(hello.substr(found + kName.size())).c_str(), nullptr, 10);
}

// As many questions open as the adapter takes, as the runner has them.
void converse(const char* command, const std::vector<std::string>& calls,
              std::atomic<std::size_t>& next) {
  Adapter adapter(command);
  adapter.write("{\"hello\":{\"protocol\":1,\"suite\":\"0\"}}\n");
  const std::size_t most = max_in_flight(adapter.line());
  std::size_t open = 0;
  while (true) {
    for (; open < most; ++open) {
      const std::size_t index = next++;
      if (index >= calls.size()) {
        break;
      }
      adapter.write(calls[index]);
    }
    if (open == 0) {
      break;
    }
    adapter.line();
    --open;
  }
  adapter.write("{\"bye\":{}}\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: pipe_loop JOBS CALLS COMMAND\n", stderr);
    return 2;
  }
  std::vector<std::string> calls;
  std::ifstream file(argv[2]);
  for (std::string line; std::getline(file, line);) {
    calls.push_back(line + '\n');
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned long i = std::strtoul(argv[1], nullptr, 10); i > 0; --i) {
    threads.emplace_back([&] { converse(argv[3], calls, next); });
  }
}
