// SPDX-License-Identifier: Apache-2.0
#include "bench/command/svg.h"

#include <array>

#include <fmt/format.h>

#include "harness/report/xml.h"

namespace oauthspec::bench {
namespace {

using report::set;

// Where a viewer knows no style, attributes say the same with currentColor.
constexpr std::string_view kStyle =
    "svg{color:#1f2328;background:#ffffff;font:13px system-ui,sans-serif}"
    "text{fill:currentColor;paint-order:stroke;stroke:#ffffff;stroke-width:3px}"
    ".title{font-size:16px;font-weight:600}.small{font-size:11px}"
    ".grid{stroke:currentColor;stroke-opacity:.2}.axis{stroke:currentColor;stroke-opacity:.7}"
    ".mark{stroke:currentColor;stroke-opacity:.6}"
    "@media(prefers-color-scheme:dark){svg{color:#e6edf3;background:#0d1117}"
    "text{stroke:#0d1117}}";

constexpr std::array<std::string_view, 6> kColours{"#0072b2", "#e69f00", "#009e73",
                                                   "#d55e00", "#56b4e9", "#cc79a7"};

std::string_view colour(Ink ink) {
  return kColours.at(static_cast<std::size_t>(ink));
}

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

}  // namespace

Drawing::Drawing(double width, double height, std::string_view title, std::string_view description)
    : document_(report::xml_document()), svg_(document_.append_child("svg")) {
  set(svg_, "xmlns", "http://www.w3.org/2000/svg");
  set(svg_, "viewBox", fmt::format("0 0 {} {}", number(width), number(height)));
  set(svg_, "width", number(width));
  set(svg_, "height", number(height));
  set(svg_, "role", "img");
  set(svg_, "aria-labelledby", "title description");
  auto named = svg_.append_child("title");
  set(named, "id", "title");
  report::set_text(named, title);
  auto described = svg_.append_child("desc");
  set(described, "id", "description");
  report::set_text(described, description);
  report::set_text(svg_.append_child("style"), kStyle);
}

void Drawing::line(double x1, double y1, double x2, double y2, std::string_view style_class) {
  auto node = svg_.append_child("line");
  set(node, "x1", number(x1));
  set(node, "y1", number(y1));
  set(node, "x2", number(x2));
  set(node, "y2", number(y2));
  set(node, "stroke", "currentColor");
  set(node, "class", style_class);
}

void Drawing::bar(double x, double y, double width, double height, Ink ink) {
  auto node = svg_.append_child("rect");
  set(node, "x", number(x));
  set(node, "y", number(y));
  set(node, "width", number(width));
  set(node, "height", number(height));
  set(node, "rx", "2");
  set(node, "fill", colour(ink));
  set(node, "class", "mark");
}

void Drawing::text(double x, double y, std::string_view words, std::string_view anchor,
                   std::string_view style_class) {
  auto node = svg_.append_child("text");
  set(node, "x", number(x));
  set(node, "y", number(y));
  set(node, "text-anchor", anchor);
  set(node, "fill", "currentColor");
  if (!style_class.empty()) set(node, "class", style_class);
  report::set_text(node, words);
}

void Drawing::curve(const std::vector<std::pair<double, double>>& points, Ink ink,
                    std::size_t form) {
  std::string path;
  for (const auto& [x, y] : points) path += fmt::format("{},{} ", number(x), number(y));
  auto node = svg_.append_child("polyline");
  set(node, "points", path);
  set(node, "fill", "none");
  set(node, "stroke", colour(ink));
  set(node, "stroke-width", "2");
  for (const auto& [x, y] : points) mark(x, y, ink, form);
}

void Drawing::mark(double x, double y, Ink ink, std::size_t form) {
  constexpr std::array<std::string_view, 4> kForms{"M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
                                                   "M-4,-4h8v8h-8z", "M0,-5l5,9h-10z",
                                                   "M0,-5l5,5l-5,5l-5,-5z"};
  auto node = svg_.append_child("path");
  set(node, "d", kForms.at(form % kForms.size()));
  set(node, "transform", fmt::format("translate({} {})", number(x), number(y)));
  set(node, "fill", colour(ink));
  set(node, "class", "mark");
}

std::string Drawing::written() const {
  return report::written(document_);
}

}  // namespace oauthspec::bench
