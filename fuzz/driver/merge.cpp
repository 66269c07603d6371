// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/merge.h"

#include <chrono>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "fuzz/driver/corpus.h"
#include "fuzz/driver/engine.h"
#include "fuzz/driver/room.h"
#include "fuzz/driver/status.h"
#include "fuzz/driver/temporary_folder.h"
#include "harness/adapter/program.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr std::chrono::hours kLongestMerge{6};

// Beside the corpus, so that renaming is enough.
path beside(const path& corpus, std::string_view what) {
  return corpus.parent_path() /
         fmt::format(".{}.{}.{}", corpus.filename().string(), what, ::getpid());
}

// They change places in one step, so that nobody ever finds none; what was there goes with the temporary folder.
Done replace(const path& corpus, const path& made) {
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, corpus.c_str(), RENAME_EXCHANGE) == 0)
    return {};
  // Not every file system can.
  const path old = beside(corpus, "old");
  std::error_code error;
  std::filesystem::rename(corpus, old, error);
  if (error) return std::unexpected(fmt::format("{}: {}", corpus.string(), error.message()));
  std::filesystem::rename(made, corpus, error);
  std::error_code ignored;
  if (!error) {
    std::filesystem::remove_all(old, ignored);
    return {};
  }
  std::filesystem::rename(old, corpus, ignored);
  return std::unexpected(fmt::format("{}: {}", corpus.string(), error.message()));
}

}  // namespace

std::expected<Merged, std::string> merge_into(const Places& places, const Target& target,
                                              const path& into, const std::vector<path>& from) {
  for (const path& folder : {into, places.crashes(target.name)}) {
    if (const Done made = make_folder(folder); !made) return std::unexpected(made.error());
  }
  if (const Done room = need_room(into, room_of(from)); !room) return std::unexpected(room.error());
  if (const auto mended = mend_names(into); !mended) return std::unexpected(mended.error());
  const std::size_t before = files_in(into).size();
  const auto run =
      adapter::run_to_end(merge_words(places, target, into, from),
                          {.environment = {}, .folder = {}, .dies_with_us = true}, kLongestMerge);
  if (!run) return std::unexpected(run.error());
  if (run->died.exit_code != 0) {
    return std::unexpected(fmt::format("{} {}: {}", places.program(target.name).string(),
                                       run->timed_out ? "took too long" : describe(run->died),
                                       last_line(run->output)));
  }
  // Others may have filled the disk meanwhile.
  if (const Done room = need_room(into); !room) return std::unexpected(room.error());
  const auto mended = mend_names(into);
  if (!mended) return std::unexpected(mended.error());
  if (*mended != 0) {
    return std::unexpected(
        fmt::format("{}: {} files were not written whole", into.string(), *mended));
  }
  return Merged{.added = files_in(into).size() - before, .output = run->output};
}

std::expected<Minimised, std::string> minimise_corpus(const Places& places, const Target& target,
                                                      const path& corpus,
                                                      const std::vector<path>& more) {
  Minimised result{.before = files_in(corpus).size(), .after = 0, .again = 0, .output = {}};
  const TemporaryFolder made(beside(corpus, "new"));
  const TemporaryFolder again(beside(corpus, "again"));
  std::vector<path> from{corpus};
  from.insert(from.end(), more.begin(), more.end());
  auto first = merge_into(places, target, made.at(), from);
  if (!first) return std::unexpected(first.error());
  result.after = first->added;
  result.output = std::move(first->output);
  // An engine takes files of one size as they come, and what it needs of them depends on it: so until nothing more goes.
  constexpr int kEnough = 8;
  for (int pass = 0; pass < kEnough; ++pass) {
    const auto once_more = merge_into(places, target, again.at(), {made.at()});
    if (!once_more) return std::unexpected(once_more.error());
    result.again = once_more->added;
    if (result.again == result.after || pass + 1 == kEnough) break;
    if (const Done replaced = replace(made.at(), again.at()); !replaced) {
      return std::unexpected(replaced.error());
    }
    again.clear();
    result.after = result.again;
  }
  if (result.after == 0 && result.before != 0) {
    return std::unexpected("the engine kept no file at all: the corpus is left as it was");
  }
  if (const Done replaced = replace(corpus, made.at()); !replaced) {
    return std::unexpected(replaced.error());
  }
  return result;
}

}  // namespace oauthspec::fuzz::driver
