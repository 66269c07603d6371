// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/wrong_assembly.h"

#include "harness/defects/oauth1/wrong_encoding.h"

namespace oauthspec::defects::oauth1::wrong {

std::string uri_before_method(const Functions& library, const BaseStringParts& parts) {
  return library.encode(parts.uri) + "&" + parts.method + "&" + library.encode(parts.parameters);
}

std::string uri_not_encoded(const Functions& library, const BaseStringParts& parts) {
  return parts.method + "&" + parts.uri + "&" + library.encode(parts.parameters);
}

std::string parameters_encoded_once(const Functions& library, const BaseStringParts& parts) {
  return parts.method + "&" + library.encode(parts.uri) + "&" + parts.parameters;
}

std::string separators_not_encoded(const Functions& library, const BaseStringParts& parts) {
  std::string out = parts.method + "&" + library.encode(parts.uri) + "&";
  for (const char c : parts.parameters)
    out += c == '=' || c == '&' ? std::string(1, c) : library.encode(string_view(&c, 1));
  return out;
}

std::string escapes_not_encoded_again(const Functions& library, const BaseStringParts& parts) {
  return parts.method + "&" + library.encode(parts.uri) + "&" + escapes_kept(parts.parameters);
}

std::string method_case_kept(const Functions& library, string_view method) {
  return library.encode(method);
}

std::string method_not_encoded(const Functions& /*library*/, string_view method) {
  std::string upper(method);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return upper;
}

}  // namespace oauthspec::defects::oauth1::wrong
