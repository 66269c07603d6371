// SPDX-License-Identifier: Apache-2.0
#include "harness/result/mask.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"
#include "harness/vector/schema.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;
namespace codec = oauth::codec;

// Shorter ones stand in other words by chance.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kPiece = 8;

using Visit = std::function<void(json& value)>;

/// How a secret is written in its own place.
enum class Written : std::uint8_t { plain, base64 };

using SecretVisit = std::function<void(json& text, Written written)>;

/// Finds what a schema marks as sensitive.
class Places {
 public:
  Places(const json& document, const Visit& visit) : document_(document), visit_(visit) {}

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

/// Calls `visit` for each text of a sensitive value that is secret.
void each_secret_text(json& value, const SecretVisit& visit) {
  if (value.is_string()) return visit(value, Written::plain);
  if (value.is_object() && value.size() == 1 && value.contains("b64")) {
    return visit(value["b64"], Written::base64);
  }
  if (value.is_object() && value.contains("kty")) {
    // RFC 7518 section 6: the private members of a JSON Web Key; the others may be known to all.
    for (const char* name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
      if (value.contains(name)) each_secret_text(value[name], visit);
    }
    return;
  }
  if (!value.is_structured()) return;
  for (json& part : value) each_secret_text(part, visit);
}

std::string escaped_for_print(std::string_view octets) {
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += {'\\', c};
    } else if (octet < 0x20 || octet > 0x7E) {
      text += fmt::format("\\x{:02X}", octet);
    } else {
      text += c;
    }
  }
  return text;
}

std::string escaped_for_json(const std::string& octets, bool ascii) {
  const std::string quoted = json(octets).dump(-1, ' ', ascii, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// The characters that a secret fills alone in the Base64 of any text around it: three forms, by
// how many octets stand before it.
void add_base64(std::set<std::string>& forms, std::string_view secret, codec::Base64 alphabet) {
  constexpr std::size_t kOctet = 8;
  constexpr std::size_t kDigit = 6;
  constexpr std::size_t kGroup = 3;
  for (std::size_t before = 0; before < kGroup; ++before) {
    const std::string text =
        codec::base64_encode(std::string(before, '\0') + std::string(secret), alphabet);
    const std::size_t first = (before * kOctet + kDigit - 1) / kDigit;
    const std::size_t last = (before + secret.size()) * kOctet / kDigit;
    forms.insert(text.substr(first, last - first));
  }
  forms.insert(codec::base64_encode(secret, alphabet));
}

void add_forms(std::set<std::string>& forms, const std::string& secret) {
  if (secret.size() < kShortest) return;
  const std::string once = codec::percent_encode(secret);
  const std::string form = codec::form_encode(secret);
  forms.insert({secret, once, codec::percent_encode(once), form, codec::percent_encode(form),
                escaped_for_print(secret), escaped_for_json(secret, true),
                escaped_for_json(secret, false)});
  add_base64(forms, secret, codec::Base64::standard);
  add_base64(forms, secret, codec::Base64::url);
}

/// Every form in which the secrets of one result may stand somewhere.
class Forms {
 public:
  void add(const std::string& text, Written written) {
    if (written == Written::base64) {
      if (const auto octets = codec::base64_decode(text)) add_forms(forms_, *octets);
    }
    // A PEM text is broken into lines, and each of them is as secret as the whole.
    if (text.starts_with("-----BEGIN ")) return add_lines(text);
    add_forms(forms_, text);
  }

  /// The longest first, so that no piece of a form is left behind.
  void close() {
    ordered_.assign(forms_.begin(), forms_.end());
    std::ranges::sort(ordered_, std::ranges::greater{}, &std::string::size);
    for (const std::string& form : ordered_) {
      for (std::size_t i = 0; i + kPiece <= form.size(); ++i)
        pieces_.insert(form.substr(i, kPiece));
    }
  }

  void mask(std::string& text) const {
    for (const std::string& form : ordered_) {
      for (std::size_t at = text.find(form); at != std::string::npos;
           at = text.find(form, at + std::string_view(kMask).size())) {
        text.replace(at, form.size(), kMask);
      }
    }
  }

  /// Masks pieces, too: a message shows texts that are cut.
  void mask_pieces(std::string& text) const {
    mask(text);
    if (pieces_.empty()) return;
    std::string out;
    std::size_t hidden_until = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i + kPiece <= text.size() && pieces_.contains(text.substr(i, kPiece))) {
        if (i >= hidden_until) out += kMask;
        hidden_until = i + kPiece;
      }
      if (i >= hidden_until) out += text[i];
    }
    text = std::move(out);
  }

  void mask_values(json& value) const {
    if (value.is_string()) {
      auto text = value.get<std::string>();
      mask(text);
      value = std::move(text);
    }
    if (!value.is_structured()) return;
    for (json& part : value) mask_values(part);
  }

 private:
  void add_lines(const std::string& pem) {
    std::size_t begin = 0;
    while (begin < pem.size()) {
      const std::size_t end = std::min(pem.find('\n', begin), pem.size());
      const std::string line = pem.substr(begin, end - begin);
      if (!line.starts_with("-----")) add_forms(forms_, line);
      begin = end + 1;
    }
  }

  std::set<std::string> forms_;
  std::vector<std::string> ordered_;
  std::unordered_set<std::string> pieces_;
};

/// Each value of a result that the op's schema describes, with the definition that does.
void each_described(Result& result, const json& op_schema,
                    const std::function<void(const json& node, json& value)>& visit) {
  const json& definitions = op_schema.at("definitions");
  visit(definitions.at("in"), result.sent);
  const auto outs = [&](json& holder) {
    if (holder.is_object() && holder.contains("out")) visit(definitions.at("out"), holder["out"]);
  };
  if (result.got) outs(*result.got);
  if (!result.expected) return;
  outs(*result.expected);
  if (result.expected->contains("one_of")) {
    for (json& branch : (*result.expected)["one_of"]) outs(branch);
  }
}

void each_secret(Result& result, const json& op_schema, const SecretVisit& visit) {
  const Visit texts = [&visit](json& value) { each_secret_text(value, visit); };
  const Places places(op_schema, texts);
  each_described(result, op_schema,
                 [&places](const json& node, json& value) { places.find(node, value); });
}

}  // namespace

Result masked(Result result, const json& op_schema) {
  Forms forms;
  each_secret(result, op_schema, [&forms](json& secret, Written written) {
    if (secret.is_string()) forms.add(secret.get<std::string>(), written);
  });
  forms.close();
  each_secret(result, op_schema, [](json& secret, Written /*written*/) {
    if (secret != "") secret = kMask;
  });
  forms.mask_values(result.sent);
  if (result.expected) forms.mask_values(*result.expected);
  if (result.got) forms.mask_values(*result.got);
  forms.mask_pieces(result.message);
  forms.mask_pieces(result.stderr_text);
  return result;
}

}  // namespace oauthspec::result
