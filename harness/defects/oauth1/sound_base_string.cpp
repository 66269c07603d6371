// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>
#include <utility>

#include "harness/defects/oauth1/functions.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::defects::oauth1 {
namespace {

Result<Parameters> read_form(string_view text) {
  Parameters parameters;
  if (auto done = parameters.add_form(text); !done) return std::unexpected(done.error());
  return parameters;
}

// RFC5849-3.4.1.2-3
Result<Authority> authority(const Uri& uri, std::optional<string_view> host_field) {
  const Authority declared = uri.authority.value_or(Authority{});
  if (declared.host.empty()) return refuse(Errc::uri_host_missing);
  if (!host_field) return declared;
  const auto sent = oauth::codec::parse_host_and_port(*host_field);
  if (!sent || sent->host.empty()) return refuse(Errc::host_header_invalid);
  return sent;
}

Result<void> check_port(const Authority& authority) {
  const auto number = oauth::codec::port_number(authority);
  if (!number) return std::unexpected(number.error());
  return {};
}

// RFC5849-3.4.1.2-2
std::string lower_case(string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

std::string host(const Authority& authority) {
  return lower_case(authority.host);
}

// RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5
std::string port(string_view scheme, const Authority& authority) {
  const unsigned usual = lower_case(scheme) == "https" ? 443 : 80;
  const auto number = oauth::codec::port_number(authority);
  if (!number || number->value_or(usual) == usual) return {};
  return ":" + std::string(authority.port.value_or(""));
}

// RFC5849-3.4.1.2-6, RFC5849-3.4.1.2-7
std::string path(const Uri& uri) {
  return uri.path.empty() ? "/" : std::string(uri.path);
}

Result<Parameters> query(const Functions& library, const Request& request) {
  const auto uri = library.take_apart(request.url);
  if (!uri) return std::unexpected(uri.error());
  return library.read_form(uri->query.value_or(""));
}

Result<Parameters> header(const Functions& library, const Request& request) {
  std::optional<Parameters> found;
  for (const auto& field : request.headers) {
    if (!oauth::message::equal_without_case(field.name, "Authorization") ||
        !rfc::has_oauth_scheme(field.value))
      continue;
    if (found) return refuse(Errc::header_duplicate);
    auto read = library.parse_header(field.value);
    if (!read) return std::unexpected(read.error());
    found = std::move(read->parameters);
  }
  return found.value_or(Parameters{});
}

Result<Parameters> body(const Functions& library, const Request& request) {
  if (!oauth::message::has_form_content_type(request.headers)) return Parameters{};
  return library.read_form(request.body);
}

// RFC5849-3.4.1.3.1-5
bool is_signed(const ParameterView& parameter) {
  return parameter.name != "oauth_signature";
}

Pairs gather(const RequestParameters& collected) {
  Pairs all;
  for (const Parameters* source :
       {&collected.query, &collected.authorization_header, &collected.form_body}) {
    for (const ParameterView parameter : *source)
      all.push_back({std::string(parameter.name), std::string(parameter.value)});
  }
  return all;
}

// RFC5849-3.4.1.3.2-1, RFC5849-3.4.1.3.2-2, RFC5849-3.4.1.3.2-3
Pairs arrange(const Functions& library, Pairs decoded) {
  for (Pair& pair : decoded) pair = {library.encode(pair.name), library.encode(pair.value)};
  std::ranges::sort(decoded, {}, [](const Pair& pair) { return std::tie(pair.name, pair.value); });
  return decoded;
}

// RFC5849-3.4.1.3.2-4
std::string join(const Pairs& arranged) {
  std::string out;
  for (const Pair& pair : arranged) {
    if (!out.empty()) out += '&';
    out += pair.name + "=" + pair.value;
  }
  return out;
}

// RFC5849-3.4.1.1-2, RFC5849-3.4.1.1-3
std::string method(const Functions& library, string_view method) {
  std::string upper(method);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return library.encode(upper);
}

// RFC5849-3.4.1.1-1, RFC5849-3.4.1.1-4
std::string assemble(const Functions& library, const BaseStringParts& parts) {
  return parts.method + "&" + library.encode(parts.uri) + "&" + library.encode(parts.parameters);
}

}  // namespace

void put_base_string_functions(Functions& library) {
  library.encode = oauth::codec::percent_encode;
  library.decode = oauth::codec::percent_decode;
  library.read_form = read_form;
  library.take_apart = oauth::codec::parse_uri;
  library.authority = authority;
  library.check_port = check_port;
  library.scheme = lower_case;
  library.host = host;
  library.port = port;
  library.path = path;
  library.parse_header = rfc::parse_authorization_header;
  library.query = query;
  library.header = header;
  library.body = body;
  library.is_signed = is_signed;
  library.gather = gather;
  library.arrange = arrange;
  library.join = join;
  library.method = method;
  library.assemble = assemble;
}

Result<std::string> base_string_uri(const Functions& library, string_view url,
                                    std::optional<string_view> host_field) {
  const auto uri = library.take_apart(url);
  if (!uri) return std::unexpected(uri.error());
  // RFC5849-3.4.1.2-8
  const std::string scheme = lower_case(uri->scheme);
  if (scheme != "http" && scheme != "https") return refuse(Errc::uri_scheme_unsupported);
  const auto authority = library.authority(*uri, host_field);
  if (!authority) return std::unexpected(authority.error());
  if (auto done = library.check_port(*authority); !done) return std::unexpected(done.error());
  return library.scheme(uri->scheme) + "://" + library.host(*authority) +
         library.port(uri->scheme, *authority) + library.path(*uri);
}

std::string normalize(const Functions& library, Pairs decoded) {
  return library.join(library.arrange(library, std::move(decoded)));
}

Result<RequestParameters> collect(const Functions& library, const Request& request) {
  auto query = library.query(library, request);
  if (!query) return std::unexpected(query.error());
  auto header = library.header(library, request);
  if (!header) return std::unexpected(header.error());
  auto body = library.body(library, request);
  if (!body) return std::unexpected(body.error());
  RequestParameters collected;
  collected.query = std::move(*query);
  collected.authorization_header = std::move(*header);
  collected.form_body = std::move(*body);
  return collected;
}

Result<std::string> base_string(const Functions& library, const Request& request,
                                const RequestParameters& collected,
                                const Parameters& protocol_parameters) {
  const auto uri =
      base_string_uri(library, request.url, oauth::message::find_header(request.headers, "Host"));
  if (!uri) return std::unexpected(uri.error());
  Pairs all = library.gather(collected);
  for (const ParameterView parameter : protocol_parameters)
    all.push_back({std::string(parameter.name), std::string(parameter.value)});
  std::erase_if(all, [&](const Pair& pair) { return !library.is_signed({pair.name, pair.value}); });
  return library.assemble(
      library, {library.method(library, request.method), *uri, normalize(library, std::move(all))});
}

}  // namespace oauthspec::defects::oauth1
