// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/schedule.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "harness/runner/board.h"
#include "harness/runner/worker.h"

namespace oauthspec::runner {
namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

// What the adapter would have to offer for this case; empty when it offers all.
std::string lacking(const adapter::Hello& hello, const Case& one) {
  if (!has(hello.ops, one.suite->op)) {
    return one.suite->op;
  }
  for (const std::string& feature : one.test->requires_features) {
    if (!has(hello.features, feature)) {
      return feature;
    }
  }
  return {};
}

void offer(Board& board, std::span<const Case> cases, const adapter::Hello& hello) {
  for (std::size_t index = 0; index < cases.size(); ++index) {
    if (std::string need = lacking(hello, cases[index]); !need.empty()) {
      board.finish({index, Unsupported{std::move(need)}, {}, {}});
    } else {
      board.offer(index);
    }
  }
}

}  // namespace

ScheduleReport schedule(std::span<const Case> cases, const adapter::SessionFactory& factory,
                        const ScheduleOptions& options, const HelloSink& on_hello,
                        const ObservationSink& on_observation, const std::stop_token& stop) {
  Board board(cases, options, on_observation);
  Worker first(board, factory(), stop);
  const auto hello = first.start();
  if (!hello) {
    if (hello.error().interrupted) {
      board.interrupt();
    } else {
      board.give_up(hello.error().reason);
    }
    ScheduleReport report = board.close();
    if (!report.interrupted) {
      report.start_problem = hello.error();
    }
    return report;
  }
  on_hello(*hello);
  offer(board, cases, *hello);
  if (board.offered() == 0) {
    first.dismiss();
    return board.close();
  }
  const auto others = std::min<std::size_t>(options.sessions, board.offered()) - 1;
  std::vector<std::jthread> threads;
  threads.reserve(others);
  for (std::size_t i = 0; i < others; ++i) {
    threads.emplace_back([&board, &factory, &stop] {
      Worker worker(board, factory(), stop);
      if (const auto started = worker.start()) {
        worker.run();
      } else if (!started.error().interrupted) {
        board.trouble("one more session of the adapter did not start: " + started.error().reason);
      }
    });
  }
  first.run();
  threads.clear();  // Joins them.
  return board.close();
}

}  // namespace oauthspec::runner
