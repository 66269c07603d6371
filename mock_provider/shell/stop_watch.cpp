// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/stop_watch.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace oauthspec::provider {
namespace {

bool is_ignored(int signal) {
  struct sigaction action{};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

// Whether stdin has come to its end.
bool drained() {
  std::array<char, 512> passed_over{};
  const ssize_t got = read(STDIN_FILENO, passed_over.data(), passed_over.size());
  return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

}  // namespace

StopWatch::StopWatch() {
  sigset_t watched;
  sigemptyset(&watched);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(signal)) {
      sigaddset(&watched, signal);
    }
  }
  pthread_sigmask(SIG_BLOCK, &watched, &before_);
  signals_ = signalfd(-1, &watched, SFD_CLOEXEC);
}

StopWatch::~StopWatch() {
  close(signals_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

Stop StopWatch::wait(bool with_parent) const {
  std::array<pollfd, 2> watched = {{{.fd = signals_, .events = POLLIN, .revents = 0},
                                    {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0}}};
  const nfds_t count = with_parent ? 2 : 1;
  while (true) {
    if (poll(watched.data(), count, -1) < 0) {
      if (errno == EINTR) {
        continue;
      }
      return Stop::failed;
    }
    if (watched[0].revents != 0) {
      signalfd_siginfo signal{};
      const bool whole = read(signals_, &signal, sizeof signal) == sizeof signal;
      if (!whole) {
        return Stop::failed;
      }
      return signal.ssi_signo == SIGINT ? Stop::interrupted : Stop::terminated;
    }
    if (with_parent && watched[1].revents != 0 && drained()) {
      return Stop::parent_gone;
    }
  }
}

}  // namespace oauthspec::provider
