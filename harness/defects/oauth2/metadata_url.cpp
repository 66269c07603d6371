// SPDX-License-Identifier: Apache-2.0
// RFC 8414 section 3 and RFC 9728 section 3: where a metadata document is.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.metadata_url";

bool of_resource(const json& in) {
  return in.at("suffix") == "oauth-protected-resource";
}

std::string identifier_of(const json& in) {
  return in.at("identifier");
}

// Where the path of an identifier begins.
std::size_t path_of(string_view identifier) {
  const std::size_t authority = identifier.find("://");
  const std::size_t begin = authority == string_view::npos ? 0 : authority + 3;
  return std::min(identifier.find_first_of("/?", begin), identifier.size());
}

template <void (*Change)(std::string& identifier)>
void of_identifier(json& in) {
  change_octets(in["identifier"], Change);
}

// As OpenID Connect Discovery has it.
void appended(json& out, const json& in) {
  std::string url = identifier_of(in);
  if (url.ends_with('/')) url.pop_back();
  out = url + "/.well-known/" + in.at("suffix").get<std::string>();
}

void of_host_only(json& out, const json& in) {
  const std::string identifier = identifier_of(in);
  out = identifier.substr(0, path_of(identifier)) + "/.well-known/" +
        in.at("suffix").get<std::string>();
}

void path_slash_kept(json& out, const json& in) {
  if (identifier_of(in).ends_with('/')) out = out.get<std::string>() + "/";
}

void slash_before_query_kept(json& out, const json& in) {
  const std::string identifier = identifier_of(in);
  const std::size_t path = path_of(identifier);
  std::string url = out;
  if (identifier.substr(path).starts_with("/?")) url.insert(url.find('?'), "/");
  out = identifier.substr(path) == "/" ? url + "/" : url;
}

void query_cut_off(std::string& identifier) {
  identifier.resize(std::min(identifier.find('?'), identifier.size()));
}

void fragment_cut_off(std::string& identifier) {
  identifier.resize(std::min(identifier.find('#'), identifier.size()));
}

void https_assumed(std::string& identifier) {
  const std::size_t scheme = identifier.find("://");
  identifier =
      "https" + (scheme == std::string::npos ? "://" + identifier : identifier.substr(scheme));
}

void slashes_merged(std::string& identifier) {
  const std::size_t path = path_of(identifier);
  std::string rest = identifier.substr(path);
  replace_all(rest, "//", "/");
  identifier.replace(path, std::string::npos, rest);
}

void path_in_lower_case(std::string& identifier) {
  to_lower(identifier);
}

void escapes_undone(json& out) {
  std::string decoded;
  if (oauth::codec::append_form_decoded(decoded, out.get<std::string>())) out = decoded;
}

void escapes_in_capitals(json& out) {
  std::string url = out;
  replace_all(url, "%3f", "%3F");
  replace_all(url, "%7e", "~");
  out = url;
}

void characters_escaped(std::string& identifier) {
  replace_all(identifier, " ", "%20");
  replace_all(identifier, "\\", "%5C");
  replace_all(identifier, "%zz", "%25zz");
  std::erase_if(identifier, [](char octet) { return octet < ' '; });
}

void port_lost(json& out) {
  std::string url = out;
  replace_all(url, ":8443", "");
  out = url;
}

void one_suffix(json& in) {
  if (!of_resource(in)) in["suffix"] = "oauth-authorization-server";
}

// Dots are taken away wrongly: the segment before them stays.
void dots_dropped(json& out) {
  std::string url = out;
  replace_all(url, "/..", "");
  out = url;
}

void user_is_host(json& out) {
  std::string url = out;
  if (const std::size_t at = url.find('@'); at != std::string::npos) url.replace(at, 1, "/");
  out = url;
}

bool with_brackets(const json& in) {
  return identifier_of(in).find('[') != std::string::npos;
}

bool no_host(const json& in) {
  return identifier_of(in).find("://") == std::string::npos;
}

bool resource_with_query(const json& in) {
  return of_resource(in) && identifier_of(in).find('?') != std::string::npos;
}

template <auto Wrong>
constexpr auto kTaken = misread<kOp, of_identifier<Wrong>>;
template <auto Wrong>
constexpr auto kMended = mended<kOp, of_identifier<Wrong>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "appended", "RFC8414-3-1", "the well-known string stands behind the issuer's path",
     miswritten<kOp, appended>},
    {kOp, "appended-to-resource", "RFC9728-3-1",
     "the well-known string stands behind the resource's path", miswritten<kOp, appended>},
    {kOp, "path-dropped", "RFC8414-3-1", "the document is that of the host, whatever the path is",
     miswritten<kOp, of_host_only>},
    {kOp, "slash-kept", "RFC8414-3.1-2", "a slash at the end stays",
     miswritten<kOp, path_slash_kept>},
    {kOp, "slash-behind-host-kept", "RFC9728-3.1-2", "a slash behind the host stays",
     miswritten<kOp, slash_before_query_kept>},
    {kOp, "query-dropped", "RFC9728-3-1", "the query of a resource is dropped",
     kTaken<query_cut_off>},
    {kOp, "query-crashes", "RFC9728-3-1", "a resource with a query ends in an exception",
     crashing<kOp, resource_with_query>},
    {kOp, "query-cut-off", "RFC8414-2-2", "the query of an issuer is cut off and not missed",
     kMended<query_cut_off>, Weight::warn},
    {kOp, "fragment-cut-off", "RFC9728-1.2-1", "a fragment is cut off and not missed",
     kMended<fragment_cut_off>, Weight::warn},
    {kOp, "insecure-fetched", "RFC8414-3-3", "another scheme than https is taken for it",
     kMended<https_assumed>, Weight::warn},
    {kOp, "insecure-resource-fetched", "RFC9728-1.2-1",
     "a resource of another scheme than https is taken for one", kMended<https_assumed>,
     Weight::warn},
    {kOp, "characters-escaped", "RFC8414-2-2", "what may not stand in a URI is escaped or dropped",
     kMended<characters_escaped>, Weight::warn},
    {kOp, "slashes-merged", "RFC8414-3-1", "two slashes in the path become one",
     kTaken<slashes_merged>},
    {kOp, "in-lower-case", "RFC8414-3-1", "capitals in the path are lost",
     kTaken<path_in_lower_case>},
    {kOp, "escapes-undone", "RFC8414-3-1", "escapes in the path are undone",
     miswritten<kOp, escapes_undone>},
    {kOp, "escapes-normalised", "RFC8414-3-1", "escapes in the path are written otherwise",
     miswritten<kOp, escapes_in_capitals>},
    {kOp, "port-lost", "RFC8414-3-1", "the port is lost", miswritten<kOp, port_lost>},
    {kOp, "one-suffix", "RFC8414-3-1", "there is one well-known string only",
     misread<kOp, one_suffix>},
    {kOp, "dots-dropped", "RFC8414-3-1", "\"..\" is dropped, and the segment before it stays",
     miswritten<kOp, dots_dropped>, Weight::warn},
    {kOp, "user-is-host", "RFC8414-3-1", "a user's name in the identifier is taken for the host",
     miswritten<kOp, user_is_host>},
    {kOp, "address-crashes", "RFC8414-3-1", "an IPv6 address ends in an exception",
     crashing<kOp, with_brackets>},
    {kOp, "no-host-crashes", "RFC8414-2-2", "a text without a host ends in an exception",
     crashing<kOp, no_host>},
    {kOp, "resource-query-refused", "RFC9728-1.2-2", "a resource with a query is refused",
     refusing<kOp, resource_with_query>},
});

}  // namespace

std::span<const Defect> metadata_url_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
