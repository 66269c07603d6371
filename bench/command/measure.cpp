// SPDX-License-Identifier: Apache-2.0
#include "bench/command/measure.h"

#include <algorithm>
#include <memory>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "bench/command/peer.h"
#include "harness/vector/file.h"

namespace oauthspec::bench {
namespace {

using Samples = std::expected<std::vector<Sample>, std::string>;

// Whether `part` stands in the name between slashes or commas: "HMAC-SHA1/signature, openssl", "mac/openssl/300".
bool has_part(std::string_view row, std::string_view part) {
  while (!row.empty()) {
    const std::size_t end = std::min(row.find_first_of("/,"), row.size());
    if (row.substr(0, end) == part) return true;
    row.remove_prefix(std::min(end + 1, row.size()));
    while (row.starts_with(' ')) row.remove_prefix(1);
  }
  return false;
}

Measurable of_program(const BenchmarkProgram& program, const std::string& listed,
                      const std::string& prefix) {
  return {.row = prefix + row_name(listed),
          .measure = [program, listed, prefix](const Effort& effort) -> Samples {
            auto samples = program.run(filter_for(listed), effort);
            if (samples) {
              for (Sample& sample : *samples) sample.row.insert(0, prefix);
            }
            return samples;
          }};
}

Measurable of_peer(const std::string& name, const std::shared_ptr<Peer>& peer) {
  return {.row = name,
          .measure = [name, peer, warm = false](const Effort& effort) mutable -> Samples {
            if (!std::exchange(warm, true)) {
              if (const auto done = peer->warm_up(effort.seconds); !done) {
                return std::unexpected(fmt::format("{}: {}", name, done.error()));
              }
            }
            std::vector<Sample> samples;
            for (unsigned i = 0; i < effort.repetitions; ++i) {
              const auto nanoseconds = peer->measure();
              if (!nanoseconds) {
                return std::unexpected(fmt::format("{}: {}", name, nanoseconds.error()));
              }
              samples.push_back({.row = name, .nanoseconds = *nanoseconds});
            }
            return samples;
          }};
}

std::expected<void, std::string> add_programs(Plan& plan, const Set& set, const Places& places) {
  for (const ProgramRows& wanted : set.programs) {
    const BenchmarkProgram program(places.binaries / wanted.program);
    if (!program.there()) {
      // Once, however many of its rows the set asks for.
      if (std::ranges::find(plan.left_out, program.name(), &LeftOut::name) == plan.left_out.end()) {
        plan.left_out.push_back({program.name(), "the program is not built"});
      }
      continue;
    }
    const auto listed = program.list(wanted.filter);
    if (!listed) return std::unexpected(listed.error());
    for (const std::string& row : *listed) {
      plan.rows.push_back(of_program(program, row, wanted.prefix));
    }
  }
  return {};
}

std::expected<std::vector<PeerCommand>, std::string> peers_of(const Places& places) {
  const auto file = places.tree / "bench" / "peers" / "peers.json";
  const auto text = vector::read_text(file);
  if (!text) return std::unexpected(vector::describe(text.error()));
  auto peers = read_peers(*text);
  if (!peers) return std::unexpected(fmt::format("{}: {}", file.string(), peers.error()));
  return peers;
}

void start_peer(Plan& plan, const PeerCommand& command, const Places& places) {
  auto peer = Peer::start(command, places.tree, places.binaries);
  if (!peer) {
    plan.left_out.push_back({command.name, peer.error()});
    return;
  }
  // Ours that make no signature are what the others are compared with.
  const PeerHello& hello = peer->hello();
  if (!is_right(hello) && !(command.ours && hello.signature.empty())) {
    plan.left_out.push_back({command.name, "its signature is not the one of RFC 5849"});
    return;
  }
  std::string note = hello.version;
  if (!command.note.empty()) note += (note.empty() ? "" : "; ") + command.note;
  plan.about.emplace(command.name, About{.note = std::move(note), .peer = !command.ours});
  plan.rows.push_back(of_peer(command.name, std::make_shared<Peer>(*std::move(peer))));
}

std::vector<std::string> names_of(const std::vector<Measurable>& rows) {
  std::vector<std::string> names;
  std::ranges::transform(rows, std::back_inserter(names), &Measurable::row);
  return names;
}

void keep(std::vector<Measurable>& rows, const std::vector<std::string>& names) {
  std::erase_if(rows, [&names](const Measurable& one) {
    return std::ranges::find(names, one.row) == names.end();
  });
}

}  // namespace

std::vector<std::string> select(const Set& set, const std::vector<std::string>& rows,
                                const Selection& selection) {
  const std::regex filter(selection.filter.value_or(""));
  std::set<std::string> wanted;
  for (const std::string& row : rows) {
    if (!std::regex_search(row, filter)) continue;
    if (selection.backend && !has_part(row, *selection.backend)) continue;
    wanted.insert(row);
    if (auto other = denominator_of(set, row)) wanted.insert(*std::move(other));
  }
  std::vector<std::string> kept;
  std::ranges::copy_if(rows, std::back_inserter(kept),
                       [&wanted](const std::string& row) { return wanted.contains(row); });
  return kept;
}

std::expected<Plan, std::string> plan(const Set& set, const Places& places,
                                      const Selection& selection) {
  Plan plan;
  if (auto added = add_programs(plan, set, places); !added) return std::unexpected(added.error());
  if (set.peers) {
    const auto peers = peers_of(places);
    if (!peers) return std::unexpected(peers.error());
    std::vector<std::string> names = names_of(plan.rows);
    std::ranges::transform(*peers, std::back_inserter(names), &PeerCommand::name);
    // Before any is started: a virtual machine that nobody asks for takes memory and time.
    const auto wanted = select(set, names, selection);
    for (const PeerCommand& peer : *peers) {
      if (std::ranges::find(wanted, peer.name) != wanted.end()) start_peer(plan, peer, places);
    }
  }
  keep(plan.rows, select(set, names_of(plan.rows), selection));
  return plan;
}

std::expected<std::optional<std::vector<Sample>>, std::string> measure(
    const Plan& plan, const Effort& effort, bool interleaved, const Progress& progress,
    const std::stop_token& stop) {
  const unsigned rounds = interleaved ? effort.repetitions : 1;
  const Effort once{.seconds = effort.seconds, .repetitions = interleaved ? 1 : effort.repetitions};
  std::vector<Sample> samples;
  for (unsigned round = 1; round <= rounds; ++round) {
    for (const Measurable& row : plan.rows) {
      if (stop.stop_requested()) return std::nullopt;
      progress(round, rounds, row.row);
      const auto measured = row.measure(once);
      if (!measured) return std::unexpected(measured.error());
      samples.insert(samples.end(), measured->begin(), measured->end());
    }
  }
  return samples;
}

}  // namespace oauthspec::bench
