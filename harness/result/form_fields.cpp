// SPDX-License-Identifier: Apache-2.0
#include "harness/result/form_fields.h"

#include <algorithm>
#include <optional>

#include "harness/result/without_case.h"

namespace oauthspec::result {
namespace {

constexpr std::string_view kWhite = " \t\r\n\f";
constexpr std::string_view kEndOfName = " \t\r\n\f/>=";
constexpr std::string_view kEndOfBareValue = " \t\r\n\f>";

// Reads the attributes of one tag, from left to right.
class Attributes {
 public:
  Attributes(std::string_view html, std::size_t at) : html_(html), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }

  /// The next one; its value is empty where it has none.
  std::optional<FormField> next() {
    skip(" \t\r\n\f/");
    if (at_ >= html_.size() || html_[at_] == '>') return std::nullopt;
    const TextRange name = until(kEndOfName);
    // A "=" where a name begins would stop this for ever.
    if (name.begin == name.end) ++at_;
    skip(kWhite);
    if (at_ >= html_.size() || html_[at_] != '=') return FormField{name, {at_, at_}};
    ++at_;
    skip(kWhite);
    return FormField{name, value()};
  }

 private:
  void skip(std::string_view octets) {
    at_ = std::min(html_.find_first_not_of(octets, at_), html_.size());
  }
  TextRange until(std::string_view octets) {
    const std::size_t begin = at_;
    at_ = std::min(html_.find_first_of(octets, at_), html_.size());
    return {begin, at_};
  }
  TextRange value() {
    if (at_ >= html_.size() || (html_[at_] != '"' && html_[at_] != '\'')) {
      return until(kEndOfBareValue);
    }
    const std::string_view mark = html_.substr(at_, 1);
    ++at_;
    const TextRange inside = until(mark);
    at_ = std::min(at_ + 1, html_.size());
    return inside;
  }

  std::string_view html_;
  std::size_t at_;
};

}  // namespace

std::vector<FormField> form_fields(std::string_view html) {
  constexpr std::string_view kInput = "input";
  std::vector<FormField> fields;
  std::size_t at = html.find('<');
  while (at < html.size()) {
    ++at;
    if (equal_without_case(html.substr(at, kInput.size()), kInput)) {
      FormField field;
      Attributes attributes(html, at + kInput.size());
      while (const auto attribute = attributes.next()) {
        const auto name =
            html.substr(attribute->name.begin, attribute->name.end - attribute->name.begin);
        if (equal_without_case(name, "name")) field.name = attribute->value;
        if (equal_without_case(name, "value")) field.value = attribute->value;
      }
      at = attributes.at();
      if (field.name.begin < field.name.end && field.value.begin < field.value.end) {
        fields.push_back(field);
      }
    }
    at = html.find('<', at);
  }
  return fields;
}

}  // namespace oauthspec::result
