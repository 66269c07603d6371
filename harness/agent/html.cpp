// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "harness/agent/ascii.h"
#include "harness/agent/html_controls.h"
#include "harness/agent/html_text.h"
#include "harness/agent/html_tree.h"

namespace oauthspec::agent {
namespace {

constexpr std::size_t kNone = Node::kNone;

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::array<std::string_view, Size>& list) {
  return std::ranges::find(list, text) != list.end();
}

bool is_table_part(std::string_view tag) {
  constexpr std::array<std::string_view, 5> kParts = {"table", "tbody", "thead", "tfoot", "tr"};
  return is_one_of(tag, kParts);
}

std::string keyword(const Node& node, std::string_view attribute, std::string_view fallback,
                    const std::array<std::string_view, 2>& others) {
  std::string value = lower(trim(node.text_of(attribute)));
  return is_one_of(value, others) ? value : std::string(fallback);
}

Form form_of(const Node& node) {
  Form form;
  form.id = node.text_of("id");
  form.name = node.text_of("name");
  if (const auto action = node.attribute("action")) form.action = std::string(*action);
  form.method = keyword(node, "method", "get", {"post", "dialog"});
  form.enctype = keyword(node, "enctype", "application/x-www-form-urlencoded",
                         {"multipart/form-data", "text/plain"});
  form.role = lower(node.text_of("role"));
  return form;
}

/// Turns a tree into a Page in one walk, after a first one that finds forms and labels.
class Reader {
 public:
  explicit Reader(const Tree& tree) : nodes_(tree.nodes), places_(places_in(tree.nodes)) {
    page_.truncated = tree.truncated;
  }

  Page read() {
    find_forms_and_labels();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].tag.empty() || nodes_[i].tag.front() == '#' || places_[i].inert) continue;
      read_element(i);
    }
    if (!nodes_.empty()) page_.text = visible_text(nodes_, places_, 0, kPageTextLimits);
    return std::move(page_);
  }

 private:
  void find_forms_and_labels() {
    form_at_.assign(nodes_.size(), kNone);
    std::size_t inherited = kNone;  // The form of controls that the parser moved out of a table.
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = nodes_[i];
      const std::size_t outer = node.parent == kNone ? kNone : form_at_[node.parent];
      form_at_[i] = outer != kNone ? outer : inherited;
      if (places_[i].inert) continue;
      if (node.tag == "label" && node.attribute("for")) label_for_.emplace(node.text_of("for"), i);
      if (node.tag != "form") continue;
      form_at_[i] = page_.forms.size();
      inherited = is_table_part(nodes_[node.parent].tag) ? form_at_[i] : kNone;
      page_.forms.push_back(form_of(node));
      page_.forms.back().text = visible_text(nodes_, places_, i, kFormTextLimits);
    }
  }

  /// By the attribute "form", or the form around it.
  [[nodiscard]] std::size_t owner_of(std::size_t index) const {
    const auto named = nodes_[index].attribute("form");
    if (!named) return form_at_[index];
    const auto found = std::ranges::find(page_.forms, *named, &Form::id);
    return found == page_.forms.end() || named->empty()
               ? kNone
               : static_cast<std::size_t>(found - page_.forms.begin());
  }

  [[nodiscard]] std::string label_of(std::size_t index) const {
    std::string label;
    const auto add = [&](std::string_view text) {
      if (text.empty()) return;
      if (!label.empty()) label += ' ';
      label += text;
    };
    const auto by_id = label_for_.find(nodes_[index].text_of("id"));
    if (by_id != label_for_.end() && !by_id->first.empty())
      add(visible_text(nodes_, places_, by_id->second, kShortTextLimits));
    if (places_[index].label != kNone)
      add(visible_text(nodes_, places_, places_[index].label, kShortTextLimits));
    for (const char* name : {"aria-label", "placeholder", "title", "alt"})
      add(nodes_[index].text_of(name));
    return label;
  }

  void read_control(std::size_t index) {
    Control control = control_of(nodes_, places_, index);
    // The text of a button is what a button is labelled with, before anything else.
    const std::string label = label_of(index);
    control.label += control.label.empty() || label.empty() ? label : " " + label;
    if (!control.read_only_text.empty())
      mark(control.read_only_text, control.name + " " + control.id);
    const std::size_t owner = owner_of(index);
    if (owner != kNone) page_.forms[owner].controls.push_back(std::move(control));
  }

  void read_element(std::size_t index) {
    const Node& node = nodes_[index];
    const std::string& tag = node.tag;
    if (is_control(tag)) {
      read_control(index);
    } else if (tag == "a" || tag == "area") {
      read_link(index);
    } else if (tag == "title" && page_.title.empty()) {
      page_.title = raw_text(nodes_, index);
    } else if (tag == "base" && !page_.base_href && node.attribute("href")) {
      page_.base_href = node.text_of("href");
    } else if (tag == "meta" && !page_.refresh && !places_[index].in_noscript &&
               lower(node.text_of("http-equiv")) == "refresh") {
      page_.refresh = parse_refresh(node.text_of("content"));
    } else if (tag == "script" || tag == "body") {
      read_script(index);
    }
    read_marked(index);
  }

  void read_link(std::size_t index) {
    const Node& node = nodes_[index];
    if (!node.attribute("href")) return;
    std::string text = visible_text(nodes_, places_, index, kShortTextLimits);
    for (const char* name : {"title", "aria-label"}) {
      const std::string more = node.text_of(name);
      if (!more.empty()) text += (text.empty() ? "" : " ") + more;
    }
    page_.links.push_back({node.text_of("href"), std::move(text), node.text_of("id")});
  }

  void read_script(std::size_t index) {
    constexpr std::size_t kMost = 256UL * 1024;
    const Node& node = nodes_[index];
    const std::string script =
        node.tag == "script" ? raw_text(nodes_, index) : node.text_of("onload");
    if (script.empty() || page_.scripts.size() + script.size() > kMost) return;
    page_.scripts += script + "\n";
  }

  void mark(std::string_view text, std::string names) {
    constexpr std::size_t kMost = 128;
    text = trim(text);
    if (text.empty() || text.size() > kMost ||
        text.find_first_of(" \t\n") != std::string_view::npos)
      return;
    page_.marked.push_back({std::string(text), lower(names)});
  }

  void read_marked(std::size_t index) {
    constexpr std::array<std::string_view, 16> kTags = {
        "code",   "kbd", "samp", "pre", "strong", "b",  "tt", "em",
        "output", "h1",  "h2",   "h3",  "h4",     "h5", "h6", "mark"};
    const Node& node = nodes_[index];
    const std::string names = node.text_of("id") + " " + node.text_of("class");
    if (is_one_of(node.tag, kTags) || (names.size() > 1 && !is_control(node.tag)))
      mark(visible_text(nodes_, places_, index, kShortTextLimits), names);
  }

  const std::vector<Node>& nodes_;
  std::vector<TextPlace> places_;
  std::vector<std::size_t> form_at_;
  std::map<std::string, std::size_t, std::less<>> label_for_;
  Page page_;
};

}  // namespace

bool Control::is_typed() const {
  constexpr std::array<std::string_view, 15> kTyped = {
      "text", "password", "email", "tel",  "number",         "url",   "search", "textarea",
      "date", "month",    "week",  "time", "datetime-local", "color", "range"};
  return is_one_of(type, kTyped);
}

bool Page::submits_itself() const {
  return scripts.find(".submit(") != std::string::npos ||
         scripts.find("['submit'](") != std::string::npos ||
         scripts.find("[\"submit\"](") != std::string::npos;
}

Page parse_page(std::string_view html) {
  const Tree tree = parse_tree(html);
  return Reader(tree).read();
}

}  // namespace oauthspec::agent
