// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <pugixml.hpp>

/// What pugixml leaves to its users: text that XML 1.0 allows, whatever an adapter put into it.
namespace oauthspec::report {

/// The text with every octet that is no UTF-8, and every character that XML 1.0 has no way to write, as \xNN.
///
/// Spec: XML 1.0 section 2.2
[[nodiscard]] std::string xml_text(std::string_view text);

/// Adds an attribute.
void set(pugi::xml_node node, const char* name, std::string_view value);
void set(pugi::xml_node node, const char* name, std::size_t value);

/// Makes `text` the content of an element; long ones are cut.
void set_text(pugi::xml_node node, std::string_view text);

/// A document with its declaration, ready to be filled.
[[nodiscard]] pugi::xml_document xml_document();

/// The document as UTF-8, indented.
[[nodiscard]] std::string written(const pugi::xml_document& document);

}  // namespace oauthspec::report
