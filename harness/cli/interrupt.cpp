// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/interrupt.h"

namespace oauthspec::cli {

InterruptWatch::InterruptWatch() {
  sigemptyset(&watched_);
  // Wakes the waiter at the end, so that it is among them whatever the caller ignores.
  sigaddset(&watched_, SIGUSR1);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action{};
    sigaction(signal, nullptr, &action);
    if (action.sa_handler != SIG_IGN) {
      sigaddset(&watched_, signal);
    }
  }
  // A signal that is blocked everywhere comes to the one thread that waits for it, and no handler is needed.
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  waiter_ = std::thread([this] {
    int signal = 0;
    while (!over_ && sigwait(&watched_, &signal) == 0) {
      if (signal != SIGUSR1) {
        source_.request_stop();
      }
    }
  });
}

InterruptWatch::~InterruptWatch() {
  over_ = true;
  pthread_kill(waiter_.native_handle(), SIGUSR1);
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace oauthspec::cli
