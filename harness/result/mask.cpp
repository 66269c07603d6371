// SPDX-License-Identifier: Apache-2.0
#include "harness/result/mask.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/codec/base64.h"
#include "harness/result/named_secrets.h"
#include "harness/result/secrets.h"
#include "harness/result/sensitive_names.h"
#include "harness/vector/schema.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;

using Visit = std::function<void(json& value)>;

/// Finds what a schema marks as sensitive.
class Marked {
 public:
  Marked(const json& document, const Visit& visit) : document_(document), visit_(visit) {}

  void find(const json& node, json& value) const {
    if (!node.is_object()) return;
    if (node.value("sensitive", false)) return visit_(value);
    if (node.contains("$ref")) return find(vector::resolve(document_, node), value);
    // A value may match any branch; what one of them marks is better masked than shown.
    for (const char* branches : {"allOf", "anyOf", "oneOf"}) {
      for (const json& branch : node.value(branches, json::array())) find(branch, value);
    }
    if (value.is_object() && node.contains("properties")) {
      for (const auto& [name, property] : node["properties"].items()) {
        if (value.contains(name)) find(property, value[name]);
      }
    }
    if (value.is_array() && node.contains("items")) {
      for (json& item : value) find(node["items"], item);
    }
  }

 private:
  const json& document_;
  const Visit& visit_;
};

bool is_octets(const json& value) {
  return value.is_object() && value.size() == 1 && value.contains("b64") &&
         value["b64"].is_string();
}

/// Calls `visit` for each value in a sensitive one that is secret: a text, a number, {"b64": text}.
void each_leaf(json& value, const Visit& visit) {
  if (value.is_string() || value.is_number() || is_octets(value)) return visit(value);
  if (value.is_object() && value.contains("kty")) {
    // RFC 7518 section 6: the private members of a JSON Web Key; the others may be known to all.
    for (const char* name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
      if (value.contains(name)) each_leaf(value[name], visit);
    }
    return;
  }
  if (!value.is_structured()) return;
  for (json& part : value) each_leaf(part, visit);
}

/// The octets that a leaf stands for.
std::string octets_of(const json& leaf) {
  if (leaf.is_string()) return leaf.get<std::string>();
  if (leaf.is_number()) return leaf.dump();
  const auto text = leaf["b64"].get<std::string>();
  const auto octets = oauth::codec::base64_decode(text);
  return octets ? *octets : text;
}

// Each line of a PEM text is as secret as the whole, but for the first and the last.
void add_pem(Secrets& secrets, std::string_view pem) {
  secrets.add(pem, false);
  while (!pem.empty()) {
    const std::size_t end = std::min(pem.find('\n'), pem.size() - 1);
    std::string_view line = pem.substr(0, end + 1);
    line.remove_suffix(line.ends_with('\n') ? 1 : 0);
    if (!line.starts_with("-----")) secrets.add(line);
    pem.remove_prefix(end + 1);
  }
}

bool parameter(const json& value) {
  return value.is_array() && value.size() == 2 && value[0].is_string() &&
         (value[1].is_string() || is_octets(value[1]));
}

/// A part of a result in which secrets may stand.
struct Part {
  json* value;
  const json* node;  // What the op's schema says of it; nothing of an adapter's own words.
  bool answer;       // An adapter wrote it.
};

std::vector<Part> parts_of(Result& result, const json& op_schema) {
  const json& definitions = op_schema.at("definitions");
  std::vector<Part> parts{{&result.sent, &definitions.at("in"), false}};
  const auto add_out = [&](json& holder, bool answer) {
    if (!holder.is_object() || !holder.contains("out")) return;
    parts.push_back({&holder["out"], &definitions.at("out"), answer});
  };
  if (result.expected) {
    add_out(*result.expected, false);
    if (result.expected->contains("one_of")) {
      for (json& branch : (*result.expected)["one_of"]) add_out(branch, false);
    }
  }
  if (result.got && result.got->is_object()) {
    add_out(*result.got, true);
    for (auto& [name, value] : result.got->items()) {
      if (name != "out") parts.push_back({&value, nullptr, true});
    }
  }
  return parts;
}

bool names_plaintext(const json& sent) {
  return sent.dump(-1, ' ', false, json::error_handler_t::replace).contains("PLAINTEXT");
}

/// Masks one result: finds all secrets first, and then every place where one of them stands.
class Masking {
 public:
  Masking(Result& result, const json& op_schema)
      : result_(result), op_schema_(op_schema), plaintext_(names_plaintext(result.sent)) {}

  void run() {
    const std::vector<Part> parts = parts_of(result_, op_schema_);
    for (const Part& part : parts) {
      if (part.node != nullptr) find_marked(*part.node, *part.value);
      find_named(*part.value, part.node != nullptr ? Reading::data : Reading::prose);
    }
    std::array texts{std::pair(&result_.message, std::vector<NamedSecret>()),
                     std::pair(&result_.stderr_text, std::vector<NamedSecret>())};
    for (auto& [text, named] : texts) {
      named = named_secrets(*text, Reading::prose, plaintext_);
      add(named);
    }
    secrets_.close();
    for (const Part& part : parts) hide(*part.value, part.answer);
    for (auto& [text, named] : texts) *text = secrets_.hidden(*text, named, true);
  }

 private:
  void add(const std::vector<NamedSecret>& named) {
    for (const NamedSecret& one : named) {
      for (const std::string& value : one.values) secrets_.add(value);
    }
  }

  // The value is a secret, or holds nothing but secrets.
  void add_whole(json& value) {
    each_leaf(value, [this](json& leaf) {
      const std::string octets = octets_of(leaf);
      if (octets.empty()) return;
      if (octets.starts_with("-----BEGIN ")) {
        add_pem(secrets_, octets);
      } else {
        secrets_.add(octets);
        add(named_secrets(octets, Reading::data, plaintext_));
      }
      whole_.insert(&leaf);
    });
  }

  void add_named(const json& text, std::vector<NamedSecret> named) {
    add(named);
    // The places are those of the octets, not of their Base64.
    if (text.is_string()) named_[&text] = std::move(named);
  }

  void find_marked(const json& node, json& value) {
    const Visit visit = [this](json& marked) { add_whole(marked); };
    Marked(op_schema_, visit).find(node, value);
  }

  void find_named(json& value, Reading reading) {
    if (value.is_string() || is_octets(value)) {
      return add_named(value, named_secrets(octets_of(value), reading, plaintext_));
    }
    if (parameter(value)) return find_in_parameter(value, reading);
    if (value.is_object()) {
      for (auto& [name, member] : value.items()) {
        if (sensitivity(name) == Sensitivity::secret) add_whole(member);
      }
    }
    if (!value.is_structured()) return;
    for (json& part : value) find_named(part, reading);
  }

  void find_in_parameter(json& pair, Reading reading) {
    find_named(pair[0], reading);
    const Sensitivity kind = sensitivity(pair[0].get<std::string>());
    if (kind == Sensitivity::none) return find_named(pair[1], reading);
    if (kind != Sensitivity::signature) return add_whole(pair[1]);
    add_named(pair[1], signature_secrets(octets_of(pair[1]), plaintext_));
  }

  void hide(json& value, bool answer) {
    if (whole_.contains(&value)) return hide_whole(value);
    if (value.is_string()) {
      const auto named = named_.find(&value);
      value = secrets_.hidden(value.get<std::string>(),
                              named == named_.end() ? std::vector<NamedSecret>() : named->second,
                              false);
    }
    if (!value.is_structured()) return;
    for (json& part : value) hide(part, answer);
    if (value.is_object() && answer) hide_names(value);
  }

  void hide_whole(json& leaf) {
    const std::string mask = secrets_.mask(octets_of(leaf));
    if (leaf.is_object()) {
      leaf["b64"] = mask;
    } else {
      leaf = mask;
    }
  }

  // A library may make a member's name of anything.
  void hide_names(json& object) {
    json hidden = json::object();
    for (auto& [name, member] : object.items()) {
      hidden[secrets_.hidden(name, {}, false)] = std::move(member);
    }
    object = std::move(hidden);
  }

  Result& result_;
  const json& op_schema_;
  bool plaintext_;
  Secrets secrets_;
  std::set<const json*> whole_;                            // Values that are secret as a whole.
  std::map<const json*, std::vector<NamedSecret>> named_;  // Of each text.
};

}  // namespace

Result masked(Result result, const json& op_schema) {
  Masking(result, op_schema).run();
  return result;
}

}  // namespace oauthspec::result
