// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/reference_model.h"

#include <algorithm>

#include "fuzz/oracle/percent_model.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

void remove_last_segment(std::string& output) {
  const std::size_t slash = output.rfind('/');
  output.erase(slash == std::string::npos ? 0 : slash);
}

// Section 5.2.3
std::string merge(const ReferenceParts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return '/' + std::string(path);
  const std::string_view folder = base.path.substr(0, base.path.rfind('/') + 1);
  return std::string(folder).append(path);
}

/// Sets the path and the query of a reference that has neither scheme nor authority; `path` is where the path is kept.
void resolve_path(const ReferenceParts& base, const ReferenceParts& reference,
                  ReferenceParts& target, std::string& path) {
  if (reference.path.empty()) {
    path = base.path;
    target.query = reference.query ? reference.query : base.query;
    return;
  }
  const bool is_whole = reference.path.starts_with('/');
  path = is_whole ? model_remove_dot_segments(reference.path)
                  : model_remove_dot_segments(merge(base, reference.path));
  target.query = reference.query;
}

char lower(char character) {
  const bool is_upper = character >= 'A' && character <= 'Z';
  return is_upper ? static_cast<char>(character - 'A' + 'a') : character;
}

/// Escapes of unreserved characters undone, the others written with upper-case digits; `is_caseless` has letters in lower case.
std::string normal_part(std::string_view part, bool is_caseless) {
  std::string normal;
  for (std::size_t at = 0; at < part.size(); ++at) {
    std::string octet(1, part[at]);
    if (part[at] == '%') {
      std::string decoded;
      static_cast<void>(append_model_decoded(decoded, part.substr(at, 3)));
      octet.clear();
      append_model_encoded(octet, decoded);
      at += 2;
    }
    const bool is_letter = octet.size() == 1;
    normal.append(is_letter && is_caseless ? std::string(1, lower(octet[0])) : octet);
  }
  return normal;
}

std::string normal_authority(const HostParts& parts, std::string_view scheme) {
  std::string normal;
  if (parts.userinfo) normal = normal_part(*parts.userinfo, false) + '@';
  normal += normal_part(parts.host, true);
  const std::string_view port = parts.port.value_or("");
  const std::string_view usual = scheme == "http" ? "80" : scheme == "https" ? "443" : "";
  if (port != usual && !port.empty()) normal.append(":").append(port);
  return normal;
}

std::string normal_path(const UriParts& uri) {
  std::string path = normal_part(uri.path, false);
  if (path.empty()) return uri.authority ? "/" : "";
  if (path.starts_with('/')) path = model_remove_dot_segments(path);
  // Section 3.3: a path without an authority does not begin with "//".
  if (!uri.authority && path.starts_with("//")) path.insert(0, "/.");
  return path;
}

}  // namespace

std::string model_remove_dot_segments(std::string_view input) {
  std::string output;
  while (!input.empty()) {
    if (input.starts_with("../")) {
      input.remove_prefix(3);
    } else if (input.starts_with("./")) {
      input.remove_prefix(2);
    } else if (input.starts_with("/./")) {
      input.remove_prefix(2);
    } else if (input == "/.") {
      input = "/";
    } else if (input.starts_with("/../")) {
      input.remove_prefix(3);
      remove_last_segment(output);
    } else if (input == "/..") {
      input = "/";
      remove_last_segment(output);
    } else if (input == "." || input == "..") {
      input = "";
    } else {
      const std::string_view segment = input.substr(0, input.find('/', 1));
      output += segment;
      input.remove_prefix(segment.size());
    }
  }
  return output;
}

std::optional<std::string> model_resolve(std::string_view base_text,
                                         std::string_view reference_text) {
  if (!model_parse_uri(base_text)) return std::nullopt;
  const ReferenceParts base = model_split_reference(base_text);
  const ReferenceParts reference = model_split_reference(reference_text);
  ReferenceParts target = reference;
  std::string path;
  if (!reference.scheme) target.scheme = base.scheme;
  if (reference.scheme || reference.authority) {
    path = model_remove_dot_segments(reference.path);
  } else {
    resolve_path(base, reference, target, path);
    target.authority = base.authority;
  }
  // Section 3.3: a path without an authority does not begin with "//".
  if (!target.authority && path.starts_with("//")) path.insert(0, "/.");
  target.path = path;
  std::string text = model_join(target);
  if (!model_parse_uri(text)) return std::nullopt;
  return text;
}

std::optional<std::string> model_normal_form(std::string_view text) {
  const auto uri = model_parse_uri(text);
  if (!uri) return std::nullopt;
  std::string scheme(uri->scheme);
  std::ranges::transform(scheme, scheme.begin(), lower);
  std::string normal = scheme + ':';
  if (uri->authority) normal += "//" + normal_authority(*uri->authority, scheme);
  normal += normal_path(*uri);
  if (uri->query) normal += '?' + normal_part(*uri->query, false);
  if (uri->fragment) normal += '#' + normal_part(*uri->fragment, false);
  return normal;
}

}  // namespace oauthspec::fuzz
