// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/oauth1_text_model.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace oauthspec::fuzz::oauth1_model {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={} \t";

/// Which octets a text of characters names; asked of each octet of an input, so by one look.
constexpr std::array<bool, 256> set_of(std::string_view characters) {
  std::array<bool, 256> set{};
  for (const char character : characters) set[static_cast<unsigned char>(character)] = true;
  return set;
}

constexpr std::array<bool, 256> kIsUnreserved = set_of(kUnreserved);
constexpr std::array<bool, 256> kIsSeparator = set_of(kSeparators);

bool is_token_character(char character) {
  const auto octet = static_cast<unsigned char>(character);
  return octet > 31 && octet < 127 && !kIsSeparator[octet];
}

/// The value of a hexadecimal digit, or 16.
unsigned digit(char character) {
  if (character >= '0' && character <= '9') return static_cast<unsigned>(character - '0');
  if (character >= 'a' && character <= 'f') return static_cast<unsigned>(character - 'a') + 10;
  if (character >= 'A' && character <= 'F') return static_cast<unsigned>(character - 'A') + 10;
  return 16;
}

std::optional<std::string> decode_form_text(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return decode(spaced);
}

/// The grammar of the field, from left to right.
class FieldReader {
 public:
  explicit FieldReader(std::string_view field) : rest_(field) {}

  bool at_end() const { return rest_.empty(); }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  /// LWS = [CRLF] 1*( SP | HT )
  bool take_spaces() {
    bool any = false;
    while (take(" ") || take("\t") || take("\r\n ") || take("\r\n\t")) any = true;
    return any;
  }

  std::string take_token() {
    std::string token;
    while (!rest_.empty() && is_token_character(rest_[0])) token += take_any();
    return token;
  }

  /// quoted-string = ( <"> *(qdtext | quoted-pair ) <"> )
  std::optional<std::string> take_quoted_string() {
    if (!take("\"")) return std::nullopt;
    std::string value;
    while (!take("\"")) {
      if (rest_.starts_with("\r\n ") || rest_.starts_with("\r\n\t")) rest_.remove_prefix(2);
      take("\\");
      if (at_end() || is_control(rest_[0])) return std::nullopt;
      value += take_any();
    }
    return value;
  }

  /// CTL, but for the tab, which is white space.
  static bool is_control(char character) {
    const auto octet = static_cast<unsigned char>(character);
    return (octet < 32 && character != '\t') || octet == 127;
  }

 private:
  char take_any() {
    const char character = rest_[0];
    rest_.remove_prefix(1);
    return character;
  }

  std::string_view rest_;
};

/// One name="value"; false where it is none.
bool read_parameter(FieldReader& reader, AuthorizationField& field) {
  const auto name = decode(reader.take_token());
  if (!name || name->empty() || !reader.take("=")) return false;
  const auto quoted = reader.take_quoted_string();
  if (!quoted) return false;
  if (lower(*name) == "realm") {
    if (field.realm) return false;
    field.realm = *quoted;
    return true;
  }
  const auto value = decode(*quoted);
  if (!value) return false;
  field.parameters.emplace_back(*name, *value);
  return true;
}

}  // namespace

std::string encode(std::string_view octets) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char character : octets) {
    const auto octet = static_cast<unsigned char>(character);
    if (kIsUnreserved[octet]) {
      text += character;
      continue;
    }
    text += '%';
    text += digits[octet / 16];
    text += digits[octet % 16];
  }
  return text;
}

std::optional<std::string> decode(std::string_view text) {
  std::string octets;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      octets += text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const unsigned high = digit(text[at + 1]);
    const unsigned low = digit(text[at + 2]);
    if (high == 16 || low == 16) return std::nullopt;
    octets += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return octets;
}

std::string base64(std::string_view octets) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    const std::string_view group = octets.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t place = 0; place < 3; ++place) {
      const char character = place < group.size() ? group[place] : '\0';
      bits = bits * 256 + static_cast<unsigned char>(character);
    }
    for (std::size_t place = 0; place < 4; ++place) {
      text += place > group.size() ? '=' : alphabet[bits >> (18 - 6 * place) & 63];
    }
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& character : out) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& character : out) {
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 32);
  }
  return out;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

std::optional<Pairs> read_form(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(piece.size() + 1, text.size()));
    if (piece.empty()) continue;
    const std::size_t equals = std::min(piece.find('='), piece.size());
    const auto name = decode_form_text(piece.substr(0, equals));
    const auto value = decode_form_text(piece.substr(std::min(equals + 1, piece.size())));
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(*name, *value);
  }
  return pairs;
}

std::string write_pairs(const Pairs& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (&name != &pairs.front().first) text += '&';
    text += encode(name) + '=' + encode(value);
  }
  return text;
}

bool is_form(const std::vector<oauth::message::HeaderField>& headers) {
  const std::vector<std::string> types = fields_named(headers, "content-type");
  if (types.size() != 1) return false;
  std::string type = lower(types[0].substr(0, types[0].find(';')));
  while (!type.empty() && std::string_view(" \t\r\n").contains(type.back())) type.pop_back();
  while (!type.empty() && std::string_view(" \t\r\n").contains(type.front())) type.erase(0, 1);
  return type == "application/x-www-form-urlencoded";
}

std::vector<std::string> fields_named(const std::vector<oauth::message::HeaderField>& headers,
                                      std::string_view name) {
  std::vector<std::string> values;
  for (const auto& field : headers) {
    if (field.name.size() == name.size() && lower(field.name) == name)
      values.push_back(field.value);
  }
  return values;
}

bool has_name_twice(const Pairs& pairs) {
  std::vector<std::string_view> names;
  names.reserve(pairs.size());
  for (const auto& [name, value] : pairs) names.push_back(name);
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

std::optional<std::string> find(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
  return found == pairs.end() ? std::nullopt : std::optional(found->second);
}

std::size_t count(const Pairs& pairs, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(pairs, name, &Pairs::value_type::first));
}

bool is_oauth_field(std::string_view field) {
  field.remove_prefix(std::min(field.find_first_not_of(" \t\r\n"), field.size()));
  return lower(FieldReader(field).take_token()) == "oauth";
}

std::optional<AuthorizationField> read_authorization(std::string_view field) {
  FieldReader reader(field);
  reader.take_spaces();
  if (lower(reader.take_token()) != "oauth") return std::nullopt;
  const bool apart = reader.take_spaces();
  AuthorizationField read;
  if (reader.at_end()) return read;
  if (!apart || !read_parameter(reader, read)) return std::nullopt;
  while (true) {
    reader.take_spaces();
    if (reader.at_end()) break;
    if (!reader.take(",")) return std::nullopt;
    reader.take_spaces();
    if (!read_parameter(reader, read)) return std::nullopt;
  }
  if (has_name_twice(read.parameters)) return std::nullopt;
  return read;
}

std::optional<std::string> write_authorization(const AuthorizationField& field) {
  std::vector<std::string> parts;
  if (field.realm) {
    if (std::ranges::any_of(*field.realm, FieldReader::is_control)) return std::nullopt;
    std::string quoted = "realm=\"";
    for (const char character : *field.realm) {
      if (character == '"' || character == '\\') quoted += '\\';
      quoted += character;
    }
    parts.push_back(quoted + '"');
  }
  for (const auto& [name, value] : field.parameters) {
    if (name.empty() || lower(name) == "realm") return std::nullopt;
    parts.push_back(encode(name) + "=\"" + encode(value) + '"');
  }
  std::string text = "OAuth";
  for (const std::string& part : parts) text += (&part == &parts.front() ? " " : ", ") + part;
  return text;
}

}  // namespace oauthspec::fuzz::oauth1_model
