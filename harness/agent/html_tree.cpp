// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html_tree.h"

#include <csetjmp>
#include <cstdint>
#include <memory_resource>
#include <new>

#include <gumbo.h>

#include "harness/agent/ascii.h"
#include "harness/agent/html_limits.h"

namespace oauthspec::agent {
namespace {

/// Where gumbo gets its memory: counted against a budget, and given back as a whole. gumbo asks for no permission to run out of memory,
/// and frees a tree by recursion, which a deep page would take to the end of the stack.
class Arena {
 public:
  [[nodiscard]] std::jmp_buf& way_out() { return way_out_; }

  static void* allocate(void* self, std::size_t size) {
    return static_cast<Arena*>(self)->take(size);
  }
  static void release(void* self, void* piece) { static_cast<Arena*>(self)->give_back(piece); }

 private:
  // Before each piece, as aligned as whatever may follow it.
  struct alignas(std::max_align_t) Head {
    std::size_t size;
  };

  /// A multiple of the alignment: libstdc++ 12 has blocks of 24 octets for sizes up to that, whatever the alignment asked for.
  static std::size_t with_head(std::size_t size) {
    return sizeof(Head) + (size + sizeof(Head) - 1) / sizeof(Head) * sizeof(Head);
  }

  void* take(std::size_t size) {
    const std::size_t whole = with_head(size);
    used_ += whole;
    void* piece = used_ > kMostParserOctets ? nullptr : pool_.allocate(whole);
    // Only frames of C lie between here and parse(), and none of them owns anything but pieces of this pool.
    if (piece == nullptr) std::longjmp(way_out_, 1);  // NOLINT(cert-err52-cpp)
    return new (piece) Head{size} + 1;
  }

  void give_back(void* piece) {
    if (piece == nullptr) return;
    Head* head = static_cast<Head*>(piece) - 1;
    const std::size_t whole = with_head(head->size);
    used_ -= whole;
    pool_.deallocate(head, whole);
  }

  std::pmr::unsynchronized_pool_resource pool_;
  std::size_t used_ = 0;
  std::jmp_buf way_out_{};
};

/// Output: nullptr where the budget did not suffice. Holds no object with a destructor, since gumbo may leave it by longjmp.
const GumboNode* parse(Arena& arena, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = &arena;
  // Gumbo clears the name of an attribute that stands twice only where it has room for the error: else the next name begins with it, and
  // <form a a ction=x> has an action. An error takes as much room as the page is deep, so that a hostile page could not have all of its.
  options.max_errors = 200;
  if (setjmp(arena.way_out()) != 0) return nullptr;  // NOLINT(cert-err52-cpp)
  return gumbo_parse_with_options(&options, html.data(), html.size())->document;
}

std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return lower({piece.data, piece.length});
}

Node node_of(const GumboNode& node) {
  Node out;
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
      node.type == GUMBO_NODE_CDATA) {
    out.text = node.v.text.text;
  } else if (node.type == GUMBO_NODE_DOCUMENT) {
    out.tag = "#document";
  } else if (node.type == GUMBO_NODE_COMMENT) {
    out.tag = "#comment";
  } else {
    out.tag = tag_of(node.v.element);
    const GumboVector& attributes = node.v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
      out.attributes.emplace_back(lower(attribute->name), attribute->value);
    }
  }
  return out;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  const bool has_some = node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
  return has_some ? &node.v.element.children : nullptr;
}

/// Lays the tree out in document order, with a stack of its own.
std::vector<Node> flatten(const GumboNode& document) {
  struct Open {
    const GumboVector* children;
    std::size_t index;
    unsigned next;
  };
  std::vector<Node> nodes;
  std::vector<Open> open;
  const auto enter = [&](const GumboNode& node) {
    Node own = node_of(node);
    own.parent = open.empty() ? Node::kNone : open.back().index;
    own.end = nodes.size() + 1;
    nodes.push_back(std::move(own));
    if (const GumboVector* children = children_of(node))
      open.push_back({children, nodes.size() - 1, 0});
  };
  enter(document);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next < top.children->length) {
      enter(*static_cast<const GumboNode*>(top.children->data[top.next++]));
    } else {
      nodes[top.index].end = nodes.size();
      open.pop_back();
    }
  }
  return nodes;
}

}  // namespace

std::optional<std::string_view> Node::attribute(std::string_view name) const {
  for (const auto& [own, value] : attributes) {
    if (own == name) return value;
  }
  return std::nullopt;
}

std::string Node::text_of(std::string_view name) const {
  return std::string(attribute(name).value_or(""));
}

Tree parse_tree(std::string_view html) {
  const std::size_t size = parseable_size(html);
  Arena arena;
  const GumboNode* document = parse(arena, html.substr(0, size));
  if (document == nullptr) return {.nodes = {}, .truncated = true};
  return {.nodes = flatten(*document), .truncated = size < html.size()};
}

}  // namespace oauthspec::agent
