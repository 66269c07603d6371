// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/night.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace oauthspec::fuzz::driver {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr std::size_t kMostHistory = 240;

ordered_json written(const TargetNight& target) {
  return {{"name", target.name},
          {"seconds", target.share.seconds},
          {"slices", target.share.slices},
          {"position", target.share.position},
          {"growth", target.share.growth},
          {"quick_crashes", target.share.quick_crashes},
          {"executions", target.executions},
          {"first_coverage", target.first_coverage},
          {"coverage", target.coverage},
          {"features", target.features},
          {"inputs", target.inputs},
          {"added", target.added},
          {"history", target.history}};
}

TargetNight target_of(const json& from) {
  TargetNight target;
  target.name = from.at("name").get<std::string>();
  target.share = {.seconds = from.at("seconds").get<double>(),
                  .position = from.at("position").get<double>(),
                  .growth = from.at("growth").get<double>(),
                  .slices = from.at("slices").get<std::uint64_t>(),
                  .quick_crashes = from.at("quick_crashes").get<unsigned>()};
  target.executions = from.at("executions").get<std::uint64_t>();
  target.first_coverage = from.at("first_coverage").get<std::uint64_t>();
  target.coverage = from.at("coverage").get<std::uint64_t>();
  target.features = from.at("features").get<std::uint64_t>();
  target.inputs = from.at("inputs").get<std::uint64_t>();
  target.added = from.at("added").get<std::uint64_t>();
  target.history = from.at("history").get<decltype(target.history)>();
  return target;
}

ordered_json written(const KnownCrash& crash) {
  return {{"target", crash.target}, {"name", crash.name},   {"headline", crash.headline},
          {"input", crash.input},   {"times", crash.times}, {"first_seen", crash.first_seen}};
}

KnownCrash crash_of(const json& from) {
  return {.target = from.at("target").get<std::string>(),
          .name = from.at("name").get<std::string>(),
          .headline = from.at("headline").get<std::string>(),
          .input = from.at("input").get<std::string>(),
          .times = from.at("times").get<std::uint64_t>(),
          .first_seen = from.at("first_seen").get<std::string>()};
}

Night night_of(const json& from) {
  Night night;
  night.engine = from.at("engine").get<std::string>();
  night.started = from.at("started").get<std::string>();
  night.wanted = from.at("wanted_seconds").get<double>();
  night.spent = from.at("spent_seconds").get<double>();
  night.slice = from.at("slice_seconds").get<unsigned>();
  night.cores = from.at("cores").get<unsigned>();
  night.slices = from.at("slices").get<std::uint64_t>();
  night.ended = from.at("ended").get<bool>();
  night.end_note = from.at("end_note").get<std::string>();
  for (const json& target : from.at("targets")) night.targets.push_back(target_of(target));
  for (const json& crash : from.at("crashes")) night.crashes.push_back(crash_of(crash));
  return night;
}

}  // namespace

std::string write_night(const Night& night) {
  ordered_json text{{"format", kFormat},
                    {"engine", night.engine},
                    {"started", night.started},
                    {"wanted_seconds", night.wanted},
                    {"spent_seconds", night.spent},
                    {"slice_seconds", night.slice},
                    {"cores", night.cores},
                    {"slices", night.slices},
                    {"ended", night.ended},
                    {"end_note", night.end_note},
                    {"targets", ordered_json::array()},
                    {"crashes", ordered_json::array()}};
  for (const TargetNight& target : night.targets) text["targets"].push_back(written(target));
  for (const KnownCrash& crash : night.crashes) text["crashes"].push_back(written(crash));
  // A headline holds what a target wrote, which need not be UTF-8.
  return text.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::expected<Night, std::string> read_night(const std::string& text) {
  try {
    const json read = json::parse(text);
    if (const int format = read.at("format").get<int>(); format != kFormat) {
      return std::unexpected(
          fmt::format("it is of format {}, this program's is {}", format, kFormat));
    }
    Night night = night_of(read);
    if (night.targets.empty()) return std::unexpected("it names no target");
    return night;
  } catch (const json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

bool enter_crash(Night& night, KnownCrash crash) {
  for (KnownCrash& known : night.crashes) {
    if (known.target == crash.target && known.name == crash.name) {
      known.times += crash.times;
      return false;
    }
  }
  night.crashes.push_back(std::move(crash));
  return true;
}

std::vector<Share> shares_of(const Night& night) {
  std::vector<Share> shares;
  std::ranges::transform(night.targets, std::back_inserter(shares), &TargetNight::share);
  return shares;
}

void set_shares(Night& night, const std::vector<Share>& shares) {
  for (std::size_t target = 0; target < shares.size(); ++target) {
    night.targets[target].share = shares[target];
  }
}

void enter_history(TargetNight& target) {
  target.history.emplace_back(target.share.seconds, target.coverage);
  if (target.history.size() <= kMostHistory) return;
  std::vector<std::pair<double, std::uint64_t>> every_second;
  for (std::size_t point = 0; point < target.history.size(); point += 2) {
    every_second.push_back(target.history[point]);
  }
  if (every_second.back() != target.history.back()) every_second.push_back(target.history.back());
  target.history = std::move(every_second);
}

}  // namespace oauthspec::fuzz::driver
