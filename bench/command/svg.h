// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

/// What every chart is made of. A chart stands alone: its colours and its dark ones are inside it, it asks for no file and no font, and it
/// has a title and a description for those who do not see it.
namespace oauthspec::bench {

/// Colours of Okabe and Ito, which people who do not tell red from green tell apart; each is readable on light and on dark.
enum class Ink { blue, orange, green, vermilion, sky, purple };

/// An SVG document that is being drawn.
class Drawing {
 public:
  Drawing(double width, double height, std::string_view title, std::string_view description);

  void line(double x1, double y1, double x2, double y2, std::string_view style_class);
  void bar(double x, double y, double width, double height, Ink ink);
  /// Input: `anchor` is "start", "middle" or "end".
  void text(double x, double y, std::string_view words, std::string_view anchor,
            std::string_view style_class = "");
  /// A line through points, with a mark at each: its form tells it from others where colours do not.
  void curve(const std::vector<std::pair<double, double>>& points, Ink ink, std::size_t mark);

  [[nodiscard]] std::string written() const;

 private:
  void mark(double x, double y, Ink ink, std::size_t form);

  pugi::xml_document document_;
  pugi::xml_node svg_;
};

}  // namespace oauthspec::bench
