// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selftest_command.h"

#include <algorithm>
#include <expected>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/adapter/reference/reference.h"
#include "harness/cli/provider_selftest.h"
#include "harness/defects/all.h"
#include "harness/defects/kill_matrix.h"
#include "harness/defects/selftest.h"
#include "harness/report/text.h"
#include "harness/runner/select.h"

namespace oauthspec::cli {
namespace {

using defects::Catch;
using defects::Defect;
using defects::Trial;
using result::Status;

bool selected(const std::vector<std::string>& patterns, const std::string& name) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return runner::selects(pattern, name);
         });
}

std::vector<const Defect*> select(const std::vector<std::string>& patterns) {
  std::vector<const Defect*> chosen;
  for (const Defect& defect : defects::all()) {
    if (selected(patterns, defects::full_name(defect))) chosen.push_back(&defect);
  }
  return chosen;
}

std::vector<ProviderDefect> select(const std::vector<std::string>& patterns,
                                   const std::vector<ProviderDefect>& all) {
  std::vector<ProviderDefect> chosen;
  for (const ProviderDefect& defect : all) {
    if (selected(patterns, defect.full_name())) chosen.push_back(defect);
  }
  return chosen;
}

std::vector<std::string> idle(const std::vector<std::string>& patterns,
                              const std::vector<ProviderDefect>& of_provider) {
  std::vector<std::string> unused;
  for (const std::string& pattern : patterns) {
    if (select({pattern}).empty() && select({pattern}, of_provider).empty())
      unused.push_back(pattern);
  }
  return unused;
}

void list(const std::vector<const Defect*>& chosen, const std::vector<ProviderDefect>& of_provider,
          const Console& console) {
  for (const Defect* defect : chosen) {
    console.out << fmt::format("{} {} {}\n", defects::full_name(*defect), defect->requirement,
                               defect->title);
  }
  for (const ProviderDefect& defect : of_provider) {
    console.out << report::harmless("provider/" + defect.line) << '\n';
  }
}

// What is wrong with a trial; empty where nothing is.
std::string trouble(const Trial& trial) {
  if (trial.catches.empty()) return "NOT CAUGHT";
  if (trial.blaming == 0) return "BLAMED ON ANOTHER REQUIREMENT";
  if (trial.as_planned()) return "";
  return trial.failed_by_blaming ? "FAILS, WHERE A WARNING WAS PLANNED"
                                 : "WARNS, WHERE A FAILURE WAS PLANNED";
}

// The first test that cites the defect's requirement, or the first at all.
std::string example(const Trial& trial) {
  if (trial.catches.empty()) return "";
  const auto citing = std::ranges::find_if(
      trial.catches, [&](const Catch& one) { return one.cites(trial.defect->requirement); });
  return ", first by " + (citing == trial.catches.end() ? trial.catches.front() : *citing).name();
}

void show(const Trial& trial, const Console& console) {
  const auto count = [&](Status status) {
    return std::ranges::count(trial.catches, status, &Catch::status);
  };
  const std::string wrong = trouble(trial);
  console.out << fmt::format(
      "{} {}: caught by {} tests ({} fail, {} warn, {} error), blamed by {}{}{}{}\n",
      defects::full_name(*trial.defect), trial.defect->requirement, trial.catches.size(),
      count(Status::fail), count(Status::warn), count(Status::error), trial.blaming, example(trial),
      wrong.empty() ? "" : ": ", wrong);
}

// Whether nothing was reported; else says what was.
bool check_sound(const vector::Library& library, const std::string& name,
                 const adapter::AnswerFunction& answer, const Console& console) {
  const auto reported = defects::catches(library, adapter::reference_hello(), answer);
  for (const Catch& one : reported) {
    console.out << fmt::format("{} has no defect, but {} comes to {}\n", name, one.name(),
                               result::name(one.status));
  }
  return reported.empty();
}

bool check_sound_ones(const vector::Library& library, const Console& console) {
  const bool reference = check_sound(library, "the reference", adapter::reference_answer, console);
  return check_sound(library, "the library that defects are planted in", defects::sound_answer,
                     console) &&
         reference;
}

// Says which groups catch nothing, and how many do; whether all do.
template <class Group>
bool check_groups(const std::vector<Group>& groups, std::string Group::* name, const char* what,
                  const Console& console) {
  std::size_t idle_groups = 0;
  for (const Group& group : groups) {
    if (!group.caught.empty()) continue;
    ++idle_groups;
    console.out << fmt::format("{} {}: none of its {} tests catches a defect\n", group.suite,
                               group.*name, group.tests);
  }
  console.out << fmt::format("{}/{} {} catch a defect\n", groups.size() - idle_groups,
                             groups.size(), what);
  return idle_groups == 0;
}

// How much of each document is covered; whether all is that tests of the ops with defects cite.
bool check_proofs(const vector::Library& library, const std::vector<Trial>& trials,
                  const Console& console) {
  struct Share {
    std::size_t covered = 0;
    std::size_t all = 0;
    bool expected = false;
  };
  std::map<std::string, Share> documents;
  bool whole = true;
  for (const auto& [id, proof] : defects::proofs(library, trials)) {
    Share& share = documents[library.catalogue.at(id).document];
    ++share.all;
    if (proof.evidence.covered()) ++share.covered;
    share.expected = share.expected || proof.expected;
    if (proof.evidence.covered() || !proof.expected) continue;
    whole = false;
    console.out << fmt::format("{}: no defect is blamed on it\n", id);
  }
  for (const auto& [document, share] : documents) {
    if (!share.expected) continue;
    console.out << fmt::format("{}: {}/{} of what a library can show is covered ({})\n", document,
                               share.covered, share.all, report::percent(share.covered, share.all));
  }
  return whole;
}

// What all defects together have to show; whether they do.
bool check_whole(const vector::Library& library, const std::vector<Trial>& trials,
                 const Console& console) {
  const bool refusals =
      check_groups(defects::refusal_groups(library, trials), &defects::RefusalGroup::requirement,
                   "groups of refusals", console);
  const bool flags = check_groups(defects::flag_groups(library, trials), &defects::FlagGroup::flag,
                                  "flags", console);
  return check_proofs(library, trials, console) && refusals && flags;
}

// Puts the vectors to each; shows those that went otherwise than planned, or all of them.
std::vector<Trial> try_all(const std::vector<const Defect*>& chosen, bool verbose,
                           const vector::Library& library, const Console& console) {
  std::vector<Trial> trials;
  for (const Defect* defect : chosen) {
    trials.push_back(defects::try_defect(library, *defect));
    if (verbose || !trials.back().as_planned()) show(trials.back(), console);
  }
  const auto planned = std::ranges::count_if(trials, &Trial::as_planned);
  console.out << fmt::format("{}/{} defects caught and blamed on their requirement\n", planned,
                             chosen.size());
  return trials;
}

bool write_matrix(const std::string& file, nlohmann::json matrix, const nlohmann::json& of_provider,
                  const Console& console) {
  if (!of_provider.is_null()) matrix["provider"] = of_provider;
  std::ofstream out(file);
  out << matrix.dump(1) << '\n' << std::flush;
  if (!out) console.err << fmt::format("oauthspec selftest: {} could not be written\n", file);
  return static_cast<bool>(out);
}

// What is to be tried, in this program and in its sibling.
struct Chosen {
  std::vector<const Defect*> own;
  std::vector<ProviderDefect> of_provider;
};

std::expected<Chosen, std::string> choose(const std::vector<std::string>& patterns,
                                          const std::optional<std::filesystem::path>& provider) {
  std::vector<ProviderDefect> all;
  if (provider) {
    auto asked = provider_defects(*provider);
    if (!asked) return std::unexpected(asked.error());
    all = *std::move(asked);
  }
  if (const auto unused = idle(patterns, all); !unused.empty()) {
    return std::unexpected(fmt::format("no defect is matched by {}", fmt::join(unused, ", ")));
  }
  return Chosen{select(patterns), select(patterns, all)};
}

// The vectors' part; whether all is as it should be.
bool try_own(const SelftestArguments& arguments, const std::vector<Trial>& trials,
             const vector::Library& library, const Console& console) {
  const bool whole = !arguments.patterns.empty() || check_whole(library, trials, console);
  return std::ranges::all_of(trials, &Trial::as_planned) && whole;
}

}  // namespace

int run_selftest(const SelftestArguments& arguments, const vector::Library& library,
                 const std::optional<std::filesystem::path>& provider, const Console& console) {
  const auto chosen = choose(arguments.patterns, provider);
  if (!chosen) {
    console.err << fmt::format("oauthspec selftest: {}\n", report::harmless(chosen.error()));
    return usage;
  }
  if (arguments.list) {
    list(chosen->own, chosen->of_provider, console);
    return as_expected;
  }
  bool good = check_sound_ones(library, console);
  const std::vector<Trial> trials = try_all(chosen->own, arguments.verbose, library, console);
  good = try_own(arguments, trials, library, console) && good;
  nlohmann::json of_provider;
  if (!chosen->of_provider.empty()) {
    const auto sums =
        run_provider_selftest(*provider, chosen->of_provider, arguments.verbose, console);
    if (!sums) {
      console.err << fmt::format("oauthspec selftest: {}\n", report::harmless(sums.error()));
      return unusable;
    }
    good = sums->good && good;
    of_provider = sums->results;
    const auto planned = std::ranges::count_if(trials, &Trial::as_planned);
    console.out << fmt::format("{}/{} defects caught in all\n",
                               static_cast<std::size_t>(planned) + sums->caught,
                               trials.size() + sums->tried);
  } else if (!provider && arguments.patterns.empty()) {
    console.out << "there is no oauthspec-provider beside this program: its defects, and the "
                   "server checks, were not tried\n";
  }
  if (!arguments.json.empty() &&
      !write_matrix(arguments.json, defects::kill_matrix(library, trials), of_provider, console))
    return usage;
  return good ? as_expected : unexpected_result;
}

}  // namespace oauthspec::cli
