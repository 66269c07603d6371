// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/json_tree.h"

#include <array>
#include <utility>
#include <vector>

#include "fuzz/input/json_recogniser.h"
#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/number.h"
#include "fuzz/mutate/text_change.h"

namespace oauthspec::fuzz {
namespace {

constexpr auto kMemberNames = std::to_array<std::string_view>({
    "access_token",
    "active",
    "alg",
    "aud",
    "authorization_endpoint",
    "client_id",
    "client_secret",
    "client_secret_expires_at",
    "cnf",
    "code_challenge_methods_supported",
    "crit",
    "crv",
    "d",
    "device_code",
    "dp",
    "dq",
    "e",
    "error",
    "error_description",
    "error_uri",
    "exp",
    "expires_in",
    "grant_types",
    "htm",
    "htu",
    "iat",
    "id",
    "in",
    "interval",
    "iss",
    "issuer",
    "jku",
    "jti",
    "jwk",
    "jwks",
    "jwks_uri",
    "k",
    "kid",
    "kty",
    "n",
    "nbf",
    "nonce",
    "op",
    "oth",
    "out",
    "p",
    "q",
    "qi",
    "redirect_uris",
    "refresh_token",
    "request_uri",
    "resource",
    "response_types_supported",
    "scope",
    "sub",
    "token_endpoint",
    "token_endpoint_auth_signing_alg_values_supported",
    "token_type",
    "typ",
    "user_code",
    "username",
    "verification_uri",
    "verification_uri_complete",
    "x",
    "x5c",
    "y",
    "",
    "__proto__",
});

/// Texts of values that have broken readers before.
constexpr auto kHostileTexts = std::to_array<std::string_view>({
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "1.0",
    "3600.0",
    "1e99",
    "-1e99",
    "1e-400",
    "2147483648",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551616",
    "\"\"",
    "\"3600\"",
    "\" \"",
    "\"a b\"",
    "\"a\\nb\"",
    "\"\\u0000\"",
    "\"\\\"\"",
    "\"Bearer\"",
    "\"none\"",
    "\"HS256\"",
    "\"https://evil.example/\"",
    "\"//\"",
    "[]",
    "{}",
    "[null]",
    "[\"a\",\"a\"]",
    "[\"a\",1]",
    "[[[[]]]]",
    "{\"a\":{\"a\":{}}}",
    "[\"b64\"]",
    "[\"none\",\"ES256\"]",
    "{\"keys\":[]}",
});

Tree hostile(Dice& dice) {
  return read_tree(pick(kHostileTexts, dice)).value_or(Tree());
}

/// nlohmann's own parser allocates a dozen times before it has read anything, and more to say what is wrong.
struct TreeMaker : BasicTreeMaker<Tree> {
  static Tree* member(Tree& object, std::string&& name) {
    Tree& place = object[std::move(name)];
    place = nullptr;
    return &place;
  }
};

using Values = std::vector<Tree*>;

/// Every value of a tree, itself first. Deep down or far behind, nothing more is learnt.
Values values_of(Tree& tree) {
  constexpr std::size_t kEnough = 256;
  Values values{&tree};
  for (std::size_t at = 0; at < values.size() && values.size() < kEnough; ++at) {
    if (!values[at]->is_structured()) continue;
    for (Tree& inner : *values[at]) values.push_back(&inner);
  }
  return values;
}

/// An object of the tree; null where it has none.
Tree* an_object(Tree& tree, Dice& dice) {
  Values values = values_of(tree);
  std::erase_if(values, [](const Tree* value) { return !value->is_object(); });
  return values.empty() ? nullptr : pick(values, dice);
}

Tree& a_value(Tree& tree, Dice& dice) {
  Values values = values_of(tree);
  // The whole of it seldom.
  if (values.size() > 1 && !one_in(16, dice)) values.erase(values.begin());
  return *pick(values, dice);
}

void replace(Tree& tree, Dice& dice) {
  a_value(tree, dice) = hostile(dice);
}

/// The same, as another type would say it.
void retype(Tree& tree, Dice& dice) {
  Tree& value = a_value(tree, dice);
  if (value.is_string() && one_in(2, dice)) {
    const auto read = read_tree(value.get_ref<const std::string&>());
    value = read ? *read : Tree(value.get_ref<const std::string&>().size());
  } else if (value.is_number() && one_in(2, dice)) {
    value = value.get<double>();
  } else if (value.is_array() && value.size() == 1) {
    value = Tree(value.front());
  } else {
    value = write_tree(value);
  }
}
/// A number that is near, or a text that is not quite the same.
void nudge(Tree& tree, Dice& dice) {
  Values values = values_of(tree);
  std::erase_if(values, [](const Tree* value) { return value->is_structured(); });
  if (values.empty()) return;
  Tree& value = *pick(values, dice);
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    value = is_number(text) ? change_number(text, dice) : change_plain_text(text, dice);
  } else if (value.is_number_integer()) {
    value = read_tree(change_number(write_tree(value), dice)).value_or(Tree(0));
  } else if (value.is_number()) {
    value = value.get<double>() + (one_in(2, dice) ? 0.5 : -1.0);
  } else if (value.is_boolean()) {
    value = !value.get<bool>();
  }
}
/// What stands in one place stands in another, too.
void copy_value(Tree& tree, Dice& dice) {
  const Tree copy = a_value(tree, dice);
  a_value(tree, dice) = copy;
}
void wrap(Tree& tree, Dice& dice) {
  Tree& value = a_value(tree, dice);
  Tree inner = std::move(value);
  if (one_in(2, dice)) {
    value = Tree::array();
    value.push_back(std::move(inner));
  } else {
    value = Tree::object();
    value[std::string(pick(kMemberNames, dice))] = std::move(inner);
  }
}
void add_member(Tree& tree, Dice& dice) {
  if (Tree* const object = an_object(tree, dice)) {
    (*object)[std::string(pick(kMemberNames, dice))] = hostile(dice);
  }
}
/// A member leaves, its value goes on under another name, or in its neighbour's place.
void change_member(Tree& tree, Dice& dice) {
  Tree* const object = an_object(tree, dice);
  if (object == nullptr || object->empty()) return;
  const auto chosen =
      std::next(object->begin(), static_cast<std::ptrdiff_t>(below(dice, object->size())));
  // Copies, since the member goes.
  const std::string name = chosen.key();  // NOLINT(performance-unnecessary-copy-initialization)
  const Tree value = chosen.value();      // NOLINT(performance-unnecessary-copy-initialization)
  const std::size_t which = below(dice, 3);
  if (which == 2) {
    const auto other =
        std::next(object->begin(), static_cast<std::ptrdiff_t>(below(dice, object->size())));
    other.value() = value;
    return;
  }
  object->erase(name);
  if (which == 1) (*object)[std::string(pick(kMemberNames, dice))] = value;
}
void change_array(Tree& tree, Dice& dice) {
  Values values = values_of(tree);
  std::erase_if(values, [](const Tree* value) { return !value->is_array(); });
  if (values.empty()) return;
  Tree& array = *pick(values, dice);
  if (array.empty() || one_in(3, dice)) {
    array.push_back(hostile(dice));
  } else if (one_in(2, dice)) {
    array.push_back(Tree(array[below(dice, array.size())]));
  } else {
    array.erase(below(dice, array.size()));
  }
}
void nest(Tree& tree, Dice& dice) {
  Tree& value = a_value(tree, dice);
  for (std::size_t levels = below(dice, 80); levels > 0; --levels) {
    Tree outer = Tree::array();
    outer.push_back(std::move(value));
    value = std::move(outer);
  }
}

constexpr auto kChanges = std::to_array<void (*)(Tree&, Dice&)>(
    {replace, replace, replace, retype, retype, nudge, nudge, nudge, copy_value, wrap, add_member,
     add_member, change_member, change_member, change_array, nest});

}  // namespace

std::optional<Tree> read_tree(std::string_view text) {
  constexpr std::size_t kDepth = 1024;
  std::optional<Tree> tree(std::in_place);
  if (!recognise_json<TreeMaker>(text, kDepth, *tree)) tree.reset();
  return tree;
}

void change_tree(Tree& tree, Dice& dice) {
  pick(kChanges, dice)(tree, dice);
}

void graft(Tree& tree, Tree other, Dice& dice) {
  if (tree.is_object() && other.is_object() && one_in(2, dice)) {
    for (auto& [name, value] : other.get_ref<Tree::object_t&>()) {
      if (one_in(2, dice)) tree[name] = std::move(value);
    }
    return;
  }
  a_value(tree, dice) = std::move(a_value(other, dice));
}

std::string write_with_a_member_twice(Tree tree, Dice& dice) {
  // No tree holds two members of one name: the second has another name until it is written.
  constexpr std::string_view kTwice = "~twice";
  Tree* const object = an_object(tree, dice);
  if (object == nullptr || object->empty()) return write_tree(tree);
  const auto place = static_cast<std::ptrdiff_t>(below(dice, object->size()));
  const std::string name = std::next(object->begin(), place).key();
  const std::string second = name + std::string(kTwice);
  (*object)[second] = one_in(2, dice) ? hostile(dice) : Tree((*object)[name]);
  if (one_in(2, dice)) std::swap((*object)[name], (*object)[second]);
  std::string text = write_tree(tree);
  const std::size_t at = text.rfind(std::string(kTwice) + "\":");
  if (at != std::string::npos) text.erase(at, kTwice.size());
  return text;
}

std::string write_tree(const Tree& tree) {
  return tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

}  // namespace oauthspec::fuzz
