// SPDX-License-Identifier: Apache-2.0
#include "harness/report/xml.h"

#include <sstream>
#include <utility>

#include "harness/report/text.h"

namespace oauthspec::report {

std::string xml_text(std::string_view text) {
  std::string safe = harmless(text);
  // U+FFFE and U+FFFF, the last characters that harmless() leaves and XML does not know.
  for (const auto& [forbidden, written] : {std::pair("\xEF\xBF\xBE", "\\xEF\\xBF\\xBE"),
                                           std::pair("\xEF\xBF\xBF", "\\xEF\\xBF\\xBF")}) {
    for (std::size_t at = safe.find(forbidden); at != std::string::npos;
         at = safe.find(forbidden, at)) {
      safe.replace(at, std::string_view(forbidden).size(), written);
    }
  }
  return safe;
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

void set(pugi::xml_node node, const char* name, std::size_t value) {
  node.append_attribute(name).set_value(static_cast<unsigned long long>(value));
}

void set_text(pugi::xml_node node, std::string_view text) {
  constexpr std::size_t kMostOctets = 16UL * 1024;
  node.text().set(xml_text(shortened(text, kMostOctets)).c_str());
}

pugi::xml_document xml_document() {
  pugi::xml_document document;
  const pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  return document;
}

std::string written(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace oauthspec::report
