// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/selftest.h"

#include <algorithm>
#include <array>
#include <expected>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/report/text.h"
#include "mock_provider/defects/selftest.h"
#include "mock_provider/model/settings.h"
#include "mock_provider/shell/planted.h"
#include "mock_provider/shell/setup.h"

namespace oauthspec::provider {
namespace {

using Keys = std::shared_ptr<const SigningKeys>;
using nlohmann::json;

constexpr std::array kProfiles = {Profile::rfc6749, Profile::bcp, Profile::oauth21};

int complain(const cli::Console& console, const std::string& what, int code) {
  console.err << "oauthspec-provider selftest: " << report::harmless(what) << std::endl;
  return code;
}

// What all checks say of the provider as it is, under one profile.
struct Sound {
  Profile profile{};
  std::vector<checks::CheckResult> results;

  [[nodiscard]] static bool is_good(const checks::CheckResult& result) {
    return result.finding.verdict == checks::Verdict::pass;
  }
  [[nodiscard]] bool good() const { return std::ranges::all_of(results, &is_good); }
};

void show(const Sound& sound, const cli::Console& console) {
  for (const checks::CheckResult& result : sound.results) {
    if (!Sound::is_good(result)) {
      console.out << fmt::format("the provider has no defect, but under {} {} comes to {}: {}\n",
                                 name(sound.profile), result.check->id,
                                 checks::name(result.finding.verdict),
                                 report::harmless(result.finding.message));
    }
  }
  console.out << fmt::format(
      "{}: {}/{} checks pass on the provider without a defect\n", name(sound.profile),
      std::ranges::count_if(sound.results, &Sound::is_good), sound.results.size());
}

void show(const Trial& trial, const cli::Console& console) {
  const Defect& defect = *trial.defect;
  if (trial.caught_by.empty()) {
    console.out << fmt::format("{} {}: NOT CAUGHT by the {} checks that cite it\n", defect.name,
                               defect.requirement, trial.citing);
    return;
  }
  console.out << fmt::format("{} {}: caught by {}\n", defect.name, defect.requirement,
                             trial.caught_by.front()->id);
}

bool is_caught(const Trial& trial) {
  return !trial.caught_by.empty();
}

std::vector<Trial> try_all(const std::vector<const Defect*>& chosen, const Keys& keys,
                           const cli::Console& console) {
  std::vector<Trial> trials;
  for (const Defect* defect : chosen) {
    trials.push_back(try_defect(*defect, keys));
    show(trials.back(), console);
  }
  console.out << fmt::format("{}/{} defects caught and blamed on their requirement\n",
                             std::ranges::count_if(trials, &is_caught), trials.size());
  return trials;
}

std::vector<Sound> check_sound(const Keys& keys, const cli::Console& console) {
  std::vector<Sound> sound;
  for (const Profile profile : kProfiles) {
    Settings settings;
    settings.profile = profile;
    sound.push_back({profile, check_correct(std::move(settings), keys)});
    show(sound.back(), console);
  }
  return sound;
}

json document_of(const std::vector<Trial>& trials) {
  json defects = json::array();
  for (const Trial& trial : trials) {
    json caught_by = json::array();
    for (const checks::Check* check : trial.caught_by) {
      caught_by.push_back(check->id);
    }
    defects.push_back({{"name", trial.defect->name},
                       {"requirement", trial.defect->requirement},
                       {"description", trial.defect->description},
                       {"citing", trial.citing},
                       {"caught_by", std::move(caught_by)}});
  }
  return defects;
}

json document_of(const std::vector<Sound>& all) {
  json correct = json::array();
  for (const Sound& sound : all) {
    json reported = json::array();
    for (const checks::CheckResult& result : sound.results) {
      if (!Sound::is_good(result)) {
        reported.push_back({{"check", result.check->id},
                            {"verdict", checks::name(result.finding.verdict)},
                            {"message", result.finding.message}});
      }
    }
    correct.push_back({{"profile", name(sound.profile)},
                       {"checks", sound.results.size()},
                       {"reported", std::move(reported)}});
  }
  return correct;
}

bool write(const std::string& path, const std::vector<Trial>& trials,
           const std::vector<Sound>& sound) {
  std::ofstream file(path, std::ios::binary);
  const json document = {{"defects", document_of(trials)}, {"correct", document_of(sound)}};
  file << document.dump(1) << '\n' << std::flush;
  return static_cast<bool>(file);
}

}  // namespace

int selftest(const SelftestArguments& arguments, const cli::Console& console) {
  const auto chosen = defects_named(arguments.names);
  if (!chosen) {
    return complain(console, chosen.error(), cli::usage);
  }
  if (arguments.list) {
    console.out << list_defects(*chosen);
    return cli::as_expected;
  }
  auto made = signing_keys(oauth::crypto::openssl(), default_config());
  if (!made) {
    return complain(console, made.error(), cli::usage);
  }
  const Keys keys = std::make_shared<const SigningKeys>(*std::move(made));
  const std::vector<Trial> trials = try_all(*chosen, keys, console);
  const std::vector<Sound> sound = check_sound(keys, console);
  if (!arguments.json.empty() && !write(arguments.json, trials, sound)) {
    return complain(console, arguments.json + " could not be written", cli::usage);
  }
  const bool good =
      std::ranges::all_of(trials, &is_caught) && std::ranges::all_of(sound, &Sound::good);
  return good ? cli::as_expected : cli::unexpected_result;
}

}  // namespace oauthspec::provider
