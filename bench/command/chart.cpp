// SPDX-License-Identifier: Apache-2.0
#include "bench/command/chart.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "bench/command/svg.h"
#include "bench/command/table.h"

namespace oauthspec::bench {
namespace {

constexpr double kWidth = 920;
constexpr double kTop = 56;
constexpr double kMargin = 16;

std::string description(const Results& results) {
  std::string text = fmt::format("Medians of processor time. {}.", machine_line(results.machine));
  for (const Row& row : results.rows) {
    text += fmt::format(" {}: {}", row.name, time_text(row.summary.median));
    if (row.ratio && row.denominator) {
      text += fmt::format(", {} times {}", ratio_text(*row.ratio), *row.denominator);
    }
    text += '.';
  }
  return text;
}

void head(Drawing& drawing, const Results& results, const std::string& unit) {
  constexpr double kTitle = 24;
  constexpr double kSubtitle = 42;
  drawing.text(kMargin, kTitle, results.set.title, "start", "title");
  drawing.text(kMargin, kSubtitle, unit, "start", "small");
}

// What the machine is, in lines that a chart has room for.
std::vector<std::string> foot_lines(const Results& results) {
  constexpr std::size_t kLetters = 140;
  constexpr std::string_view kBetween = "; ";
  std::vector<std::string> lines{""};
  const std::string whole = machine_line(results.machine);
  for (std::string_view rest = whole; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find(kBetween));
    rest.remove_prefix(std::min(part.size() + kBetween.size(), rest.size()));
    std::string& last = lines.back();
    if (last.empty()) {
      last = part;
    } else if (last.size() + part.size() > kLetters) {
      last += ';';
      lines.emplace_back(part);
    } else {
      last.append(kBetween).append(part);
    }
  }
  return lines;
}

constexpr double kFootLine = 14;

double height_of_foot(const Results& results) {
  return kFootLine * static_cast<double>(foot_lines(results).size());
}

void foot(Drawing& drawing, const Results& results, double y) {
  for (const std::string& line : foot_lines(results)) {
    drawing.text(kMargin, y, line, "start", "small");
    y += kFootLine;
  }
}

// Where a value lies on an axis, from 0 to 1.
class Axis {
 public:
  Axis(double least, double most, bool logarithmic)
      : low_(logarithmic ? std::log10(decades(least, most).front()) : 0),
        high_(logarithmic ? std::log10(decades(least, most).back()) : most),
        logarithmic_(logarithmic) {}

  [[nodiscard]] double at(double value) const {
    return ((logarithmic_ ? std::log10(value) : value) - low_) / (high_ - low_);
  }

  // Values to draw a line at.
  [[nodiscard]] std::vector<double> ticks() const {
    if (logarithmic_) return decades(std::pow(10, low_), std::pow(10, high_));
    // 1, 2 or 5 of a decimal place, so that there are three to eight.
    constexpr double kMostTicks = 8;
    double step = std::pow(10, std::floor(std::log10(high_)));
    while (high_ / step < kMostTicks / 2) step /= 2;
    std::vector<double> values;
    for (int i = 0; i * step <= high_; ++i) values.push_back(i * step);
    return values;
  }

 private:
  double low_;
  double high_;
  bool logarithmic_;
};

// A power of ten needs no places behind the point.
std::string tick_text(double tick, bool ratios) {
  if (ratios) return fmt::format("{}", tick);
  std::string words = time_text(tick);
  const std::size_t point = words.find('.');
  const std::size_t unit = words.find(' ');
  if (point < unit && words.find_first_not_of('0', point + 1) == unit) {
    words.erase(point, unit - point);
  }
  return words;
}

double value_of(const Row& row, bool ratios) {
  return ratios ? row.ratio.value_or(0) : row.summary.median;
}

std::string value_text(double value, bool ratios) {
  return ratios ? ratio_text(value) : time_text(value);
}

Ink ink_of(const Row& row, const std::vector<const Row*>& rows) {
  const bool denominator = std::ranges::any_of(
      rows, [&row](const Row* other) { return other->denominator == row.name; });
  if (denominator) return Ink::green;
  return row.about.peer ? Ink::orange : Ink::blue;
}

// Shortest first: those are what a reader looks for.
std::vector<const Row*> drawn(const Results& results, bool ratios) {
  std::vector<const Row*> rows;
  for (const Row& row : results.rows) {
    if (!ratios || row.ratio) rows.push_back(&row);
  }
  if (results.set.chart == Chart::logarithmic_bars) {
    // Of one array: rows of the same value stay in its order.
    std::ranges::sort(rows, {},
                      [ratios](const Row* row) { return std::pair(value_of(*row, ratios), row); });
  }
  return rows;
}

struct Frame {
  double left, right, top, bottom;
};

void vertical_grid(Drawing& drawing, const Axis& axis, const Frame& frame, bool ratios) {
  constexpr double kBelow = 14;
  for (const double tick : axis.ticks()) {
    const double x = frame.left + axis.at(tick) * (frame.right - frame.left);
    drawing.line(x, frame.top, x, frame.bottom, tick > 0 ? "grid" : "axis");
    drawing.text(x, frame.bottom + kBelow, tick_text(tick, ratios), "middle", "small");
  }
}

std::string bars_unit(const Results& results, const std::vector<const Row*>& rows, bool ratios) {
  std::string unit = "processor time";
  if (ratios) {
    const std::string first = rows.front()->denominator.value_or("");
    const bool same =
        std::ranges::all_of(rows, [&first](const Row* row) { return row->denominator == first; });
    unit += same ? fmt::format(", how many times {}", first)
                 : ", how many times what a row is compared with";
  }
  const bool logarithmic = results.set.chart == Chart::logarithmic_bars;
  return unit +
         (logarithmic ? "; the axis is logarithmic; shorter is better" : "; shorter is better");
}

// About what the longest name takes; a font's own widths are nobody's to know here.
double width_of_labels(const std::vector<const Row*>& rows) {
  constexpr double kLetter = 7;
  constexpr double kLeast = 120;
  constexpr double kMost = 480;
  std::size_t longest = 0;
  for (const Row* row : rows) longest = std::max(longest, row->name.size());
  return std::clamp(kLetter * static_cast<double>(longest) + 2 * kMargin, kLeast, kMost);
}

std::string bars(const Results& results) {
  constexpr double kRow = 26;
  constexpr double kBar = 18;
  constexpr double kBase = 13;
  constexpr double kNumbers = 90;
  constexpr double kFoot = 56;
  const bool ratios =
      std::ranges::any_of(results.rows, [](const Row& row) { return row.ratio.has_value(); });
  const auto rows = drawn(results, ratios);
  std::vector<double> values(rows.size());
  std::ranges::transform(rows, values.begin(),
                         [ratios](const Row* row) { return value_of(*row, ratios); });
  const auto [least, most] = std::ranges::minmax(values);
  const Axis axis(least, most, results.set.chart == Chart::logarithmic_bars);
  const Frame frame{.left = width_of_labels(rows),
                    .right = kWidth - kNumbers,
                    .top = kTop,
                    .bottom = kTop + kRow * static_cast<double>(rows.size())};
  Drawing drawing(kWidth, frame.bottom + kFoot + height_of_foot(results), results.set.title,
                  description(results));
  head(drawing, results, bars_unit(results, rows, ratios));
  vertical_grid(drawing, axis, frame, ratios);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = frame.top + kRow * static_cast<double>(i) + (kRow - kBar) / 2;
    constexpr double kGap = 8;
    constexpr double kLeast = 1;
    const double width = std::max(kLeast, axis.at(values[i]) * (frame.right - frame.left));
    drawing.text(frame.left - kGap, y + kBase, rows[i]->name, "end");
    drawing.bar(frame.left, y, width, kBar, ink_of(*rows[i], rows));
    drawing.text(frame.left + width + kGap, y + kBase, value_text(values[i], ratios), "start");
  }
  foot(drawing, results, frame.bottom + kFoot - kMargin);
  return drawing.written();
}

using Series = std::vector<std::pair<double, double>>;

std::map<std::string, Series> series_of(const Results& results) {
  std::map<std::string, Series> series;
  for (const Row& row : results.rows) {
    if (const auto length = length_of(row.name); length && length->length > 0) {
      series[length->series].emplace_back(length->length, row.summary.median);
    }
  }
  for (auto& [name, points] : series) std::ranges::sort(points);
  return series;
}

std::pair<Axis, Axis> axes_of(const std::map<std::string, Series>& series) {
  std::vector<double> lengths;
  std::vector<double> times;
  for (const auto& [name, points] : series) {
    for (const auto& [length, time] : points) {
      lengths.push_back(length);
      times.push_back(time);
    }
  }
  const auto [shortest, longest] = std::ranges::minmax(lengths);
  const auto [least, most] = std::ranges::minmax(times);
  return {Axis(shortest, longest, true), Axis(least, most, true)};
}

void horizontal_grid(Drawing& drawing, const Axis& axis, const Frame& frame) {
  constexpr double kGap = 8;
  constexpr double kBase = 4;
  for (const double tick : axis.ticks()) {
    const double y = frame.bottom - axis.at(tick) * (frame.bottom - frame.top);
    drawing.line(frame.left, y, frame.right, y, "grid");
    drawing.text(frame.left - kGap, y + kBase, tick_text(tick, false), "end", "small");
  }
}

std::string lines(const Results& results) {
  constexpr double kHeight = 420;
  constexpr double kLeft = 90;
  constexpr double kRow = 20;
  constexpr std::size_t kInks = 6;
  constexpr double kFoot = 64;
  const auto series = series_of(results);
  const Frame frame{
      .left = kLeft, .right = kWidth - 3 * kMargin, .top = kTop, .bottom = kTop + kHeight};
  const double legend = kRow * static_cast<double>(series.size());
  Drawing drawing(kWidth, frame.bottom + legend + kFoot + height_of_foot(results),
                  results.set.title, description(results));
  head(drawing, results, "processor time by length; both axes logarithmic");
  double y = frame.bottom + kRow * 2;
  if (!series.empty()) {
    const auto [across, up] = axes_of(series);
    vertical_grid(drawing, across, frame, true);
    horizontal_grid(drawing, up, frame);
    std::size_t number = 0;
    for (const auto& [name, points] : series) {
      const Ink ink = static_cast<Ink>(number % kInks);
      Series placed;
      for (const auto& [length, time] : points) {
        placed.emplace_back(frame.left + across.at(length) * (frame.right - frame.left),
                            frame.bottom - up.at(time) * (frame.bottom - frame.top));
      }
      drawing.curve(placed, ink, number);
      constexpr double kSample = 30;
      constexpr double kBase = 4;
      drawing.curve({{frame.left, y}, {frame.left + kSample, y}}, ink, number);
      drawing.text(frame.left + kSample + kMargin, y + kBase, name, "start");
      y += kRow;
      ++number;
    }
  }
  foot(drawing, results, frame.bottom + legend + kFoot - kMargin);
  return drawing.written();
}

}  // namespace

std::optional<Length> length_of(std::string_view row) {
  const std::size_t slash = row.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view last = row.substr(slash + 1);
  Length length{.series = std::string(row.substr(0, slash))};
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), length.length);
  if (error != std::errc() || end != last.data() + last.size()) return std::nullopt;
  return length;
}

std::vector<double> decades(double least, double most) {
  // What is a power of ten but for rounding is one.
  constexpr double kRounding = 1e-9;
  const auto first = static_cast<int>(std::floor(std::log10(least) + kRounding));
  const auto last = std::max(first + 1, static_cast<int>(std::ceil(std::log10(most) - kRounding)));
  std::vector<double> values;
  for (int power = first; power <= last; ++power) values.push_back(std::pow(10, power));
  return values;
}

std::string chart(const Results& results) {
  return results.set.chart == Chart::lines ? lines(results) : bars(results);
}

}  // namespace oauthspec::bench
