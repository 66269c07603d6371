// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace oauthspec::agent {
namespace {

// In order, to be found by halves.
constexpr std::array<std::string_view, 38> kBlocks = {
    "address", "article", "aside", "blockquote", "body",     "br",     "button", "caption",
    "dd",      "div",     "dl",    "dt",         "fieldset", "figure", "footer", "form",
    "h1",      "h2",      "h3",    "h4",         "h5",       "h6",     "header", "hr",
    "legend",  "li",      "main",  "nav",        "ol",       "option", "p",      "pre",
    "section", "table",   "td",    "th",         "tr",       "ul"};
constexpr std::array<std::string_view, 6> kSilent = {"head",     "script",   "style",
                                                     "textarea", "template", "select"};

bool is_block(const Node& node) {
  return std::ranges::binary_search(kBlocks, std::string_view(node.tag));
}

bool is_silent(const Node& node) {
  return std::ranges::find(kSilent, node.tag) != kSilent.end() || node.attribute("hidden");
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/// Appends text, white space run together.
void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && !is_space(out.back())) {
      out += ' ';
    }
  }
}

void begin_line(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (!out.empty() && out.back() != '\n') out += '\n';
}

/// No half of a character stays at the end.
void cut_to(std::string& text, std::size_t octets) {
  if (text.size() <= octets) return;
  while (octets > 0 && (static_cast<unsigned char>(text[octets]) & 0xC0U) == 0x80U) --octets;
  text.resize(octets);
}

}  // namespace

std::vector<TextPlace> places_in(const std::vector<Node>& nodes) {
  static_assert(std::ranges::is_sorted(kBlocks));
  std::vector<TextPlace> places;
  places.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    TextPlace place = node.parent == Node::kNone ? TextPlace() : places[node.parent];
    if (is_block(node)) place.block = i;
    if (node.tag == "label") place.label = i;
    place.silent = place.silent || is_silent(node);
    place.inert = place.inert || node.tag == "template";
    place.in_noscript = place.in_noscript || node.tag == "noscript";
    place.disabled = place.disabled || (node.tag == "fieldset" && node.attribute("disabled"));
    places.push_back(place);
  }
  return places;
}

std::string visible_text(const std::vector<Node>& nodes, const std::vector<TextPlace>& places,
                         std::size_t index, TextLimits limits) {
  std::string out;
  std::size_t block = places[index].block;
  const std::size_t end = std::min(nodes[index].end, index + limits.nodes);
  for (std::size_t i = index; i < end && out.size() < limits.octets; ++i) {
    if (nodes[i].tag == "br") begin_line(out);
    if (!nodes[i].tag.empty() || places[i].silent) continue;
    if (places[i].block != block) begin_line(out);
    block = places[i].block;
    append_collapsed(out, nodes[i].text);
  }
  while (!out.empty() && is_space(out.back())) out.pop_back();
  cut_to(out, limits.octets);
  return out;
}

std::string raw_text(const std::vector<Node>& nodes, std::size_t index) {
  std::string out;
  for (std::size_t i = index + 1; i < nodes[index].end; ++i) {
    if (nodes[i].tag.empty()) out += nodes[i].text;
  }
  return out;
}

}  // namespace oauthspec::agent
