// SPDX-License-Identifier: Apache-2.0
#include "harness/result/mask.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/codec/base64.h"
#include "harness/result/named_secrets.h"
#include "harness/result/secrets.h"
#include "harness/result/sensitive_names.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;

using Visit = std::function<void(json& value)>;

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

/// Whether the answer's value is just what was expected, which need not be masked twice.
bool got_expected(const Result& result) {
  if (!result.expected || !result.got || !result.expected->contains("out")) return false;
  const auto got = result.got->find("out");
  return got != result.got->end() && *got == result.expected->at("out");
}

/// A part of a result in which secrets may stand.
struct Part {
  json* value;
  const SensitivePlaces*
      places;   // What the op's schema says of it; nothing of an adapter's own words.
  bool answer;  // An adapter wrote it.
};

std::vector<Part> parts_of(Result& result, const SensitivePlaces& in, const SensitivePlaces& out) {
  std::vector<Part> parts{{&result.sent, &in, false}};
  const auto add_out = [&](json& holder, bool answer) {
    if (!holder.is_object() || !holder.contains("out")) return;
    parts.push_back({&holder["out"], &out, answer});
  };
  if (result.expected) {
    add_out(*result.expected, false);
    if (result.expected->contains("one_of")) {
      for (json& branch : (*result.expected)["one_of"]) add_out(branch, false);
    }
  }
  if (result.got && result.got->is_object()) {
    if (!got_expected(result)) add_out(*result.got, true);
    for (auto& [name, value] : result.got->items()) {
      if (name != "out") parts.push_back({&value, nullptr, true});
    }
  }
  return parts;
}

// Whether a word stands in any text of a value, or in any name.
bool mentions(const json& value, std::string_view word) {
  if (value.is_string()) return value.get_ref<const std::string&>().contains(word);
  if (!value.is_structured()) return false;
  for (auto part = value.begin(); part != value.end(); ++part) {
    if (mentions(*part, word) || (value.is_object() && part.key().contains(word))) return true;
  }
  return false;
}

/// Masks one result: finds all secrets first, and then every place where one of them stands.
class Masking {
 public:
  explicit Masking(Result& result)
      : result_(result), plaintext_(mentions(result.sent, "PLAINTEXT")) {}

  /// Finds the secrets of the parts, without those of the texts beside them.
  const Secrets& find(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.places != nullptr) {
        part.places->visit(*part.value, [this](json& marked) { add_whole(marked); });
      }
      find_named(*part.value, part.places != nullptr ? Reading::data : Reading::prose);
    }
    return secrets_;
  }

  void run(const std::vector<Part>& parts) {
    find(parts);
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
    if (text.is_string() && !named.empty()) named_[&text] = std::move(named);
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
      const auto found = named_.find(&value);
      const auto named =
          found == named_.end() ? std::span<const NamedSecret>() : std::span(found->second);
      auto& text = value.get_ref<std::string&>();
      if (secrets_.any_searched() || !named.empty()) text = secrets_.hidden(text, named, false);
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
  bool plaintext_;
  Secrets secrets_;
  std::set<const json*> whole_;                            // Values that are secret as a whole.
  std::map<const json*, std::vector<NamedSecret>> named_;  // Of each text.
};

}  // namespace

Mask::Mask(const json& op_schema)
    : in_(op_schema, op_schema.at("definitions").at("in")),
      out_(op_schema, op_schema.at("definitions").at("out")) {}

Result Mask::masked(Result result) const {
  const bool repeated = got_expected(result);
  Masking(result).run(parts_of(result, in_, out_));
  if (repeated) result.got->at("out") = result.expected->at("out");
  return result;
}

std::vector<std::string> Mask::secrets_of(json in) const {
  Result question;
  question.sent = std::move(in);
  return Masking(question).find(parts_of(question, in_, out_)).searched();
}

}  // namespace oauthspec::result
