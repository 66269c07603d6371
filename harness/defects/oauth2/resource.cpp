// SPDX-License-Identifier: Apache-2.0
// RFC 8707 section 2: the resource parameters of a request.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_resource";
constexpr char kResource[] = "resource";

// The answer where it accepts; null where it refuses.
json accepted(const Verdict& answer) {
  const Out* given = std::get_if<Out>(&answer);
  return given != nullptr && given->value.at("verdict") == "accepted" ? given->value : json();
}

Verdict accepting(json resources) {
  return Out{{{"verdict", "accepted"}, {kResource, std::move(resources)}}, {}};
}

// A check that a library leaves out: where the right answer is a refusal, Mend makes the request another one first.
template <void (*Mend)(json& in)>
Verdict mended_request(const json& in) {
  Verdict answer = right<kOp>(in);
  return accepted(answer).is_null() ? misread<kOp, Mend>(in) : answer;
}

bool names_resource(const json& parameter) {
  return parameter[0] == kResource;
}

json resources_of(const json& in) {
  json all = json::array();
  for (const json& parameter : in.at("parameters")) {
    if (names_resource(parameter) && parameter[1] != "") all.push_back(parameter[1]);
  }
  return all;
}

// Changes each resource of the request.
template <void (*Change)(std::string& text)>
void of_resources(json& in) {
  for (json& parameter : in["parameters"]) {
    if (names_resource(parameter)) change_octets(parameter[1], Change);
  }
}

void fragment_cut_off(std::string& text) {
  text.resize(std::min(text.find('#'), text.size()));
}

void query_cut_off(std::string& text) {
  text.resize(std::min(text.find('?'), text.size()));
}

// What is no URI is taken as it stands, as long as any resource will do.
Verdict any_text_accepted(const json& in) {
  const json resources = resources_of(in);
  return in.at("known").is_null() && !resources.empty() ? accepting(resources) : right<kOp>(in);
}

void split_at_space(json& in) {
  json parameters = json::array();
  for (const json& parameter : in["parameters"]) {
    const std::string text = names_resource(parameter) ? adapter::read_bytes(parameter[1]) : "";
    const std::size_t space = text.find(' ', 1);
    if (space == std::string::npos) {
      parameters.push_back(parameter);
    } else {
      parameters.push_back({kResource, text.substr(0, space)});
      parameters.push_back({kResource, text.substr(space + 1)});
    }
  }
  in["parameters"] = parameters;
}

void json_array_read(json& in) {
  json parameters = json::array();
  for (const json& parameter : in["parameters"]) {
    const json list = json::parse(
        names_resource(parameter) ? adapter::read_bytes(parameter[1]) : "", nullptr, false);
    if (!list.is_array()) parameters.push_back(parameter);
    for (const json& item : list.is_array() ? list : json::array())
      parameters.push_back({kResource, item});
  }
  in["parameters"] = parameters;
}

// A map from name to value.
void last_only(json& in) {
  json last;
  for (const json& parameter : in["parameters"]) {
    if (names_resource(parameter)) last = parameter;
  }
  if (!last.is_null()) in["parameters"] = json::array({last});
}

// What is refused by itself is left out.
void wrong_ones_dropped(json& in) {
  json kept = json::array();
  for (const json& parameter : in["parameters"]) {
    json alone = in;
    alone["parameters"] = json::array({parameter});
    if (!accepted(right<kOp>(alone)).is_null()) kept.push_back(parameter);
  }
  in["parameters"] = kept;
}

void known_unchecked(json& in) {
  in["known"] = nullptr;
}

// Adds to the known resources those of the request that Same takes for one of them.
template <bool (*Same)(string_view known, string_view named)>
void known_by(json& in) {
  if (in["known"].is_null()) return;
  const json known = in["known"];
  for (const json& resource : resources_of(in)) {
    const std::string named = adapter::read_bytes(resource);
    if (std::ranges::any_of(
            known, [&](const json& one) { return Same(one.get_ref<const std::string&>(), named); }))
      in["known"].push_back(adapter::write_bytes(named));
  }
}

bool by_beginning(string_view known, string_view named) {
  return named.starts_with(known.substr(0, known.find_last_not_of('/') + 1));
}

bool by_part(string_view known, string_view named) {
  return known.starts_with(named);
}

bool without_case(string_view known, string_view named) {
  std::string a(known);
  std::string b(named);
  to_lower(a);
  to_lower(b);
  return a == b;
}

bool by_host_and_path(string_view known, string_view named) {
  return known.substr(known.find(':')) == named.substr(std::min(named.find(':'), named.size()));
}

void names_in_lower_case(json& in) {
  for (json& parameter : in["parameters"]) change_octets(parameter[0], to_lower);
}

void audience_is_resource(json& in) {
  for (json& parameter : in["parameters"]) {
    if (parameter[0] == "audience") parameter[0] = kResource;
  }
}

bool any_resource(const json& in, bool (*unwanted)(const std::string& text)) {
  return std::ranges::any_of(resources_of(in), [unwanted](const json& resource) {
    return unwanted(adapter::read_bytes(resource));
  });
}

bool with_query(const json& in) {
  return any_resource(in, [](const std::string& text) { return text.find('?') != text.npos; });
}

bool no_https(const json& in) {
  return any_resource(in, [](const std::string& text) { return !text.starts_with("https:"); });
}

bool with_brackets(const json& in) {
  return any_resource(in, [](const std::string& text) { return text.find('[') != text.npos; });
}

bool beyond_text(const json& in) {
  return any_resource(in, [](const std::string& text) {
    return std::ranges::any_of(text, [](char octet) { return octet < ' '; });
  });
}

bool empty_value(const json& in) {
  return std::ranges::any_of(in.at("parameters"), [](const json& parameter) {
    return names_resource(parameter) && parameter[1] == "";
  });
}

bool repeated(const json& in) {
  const json all = resources_of(in);
  return std::ranges::any_of(all,
                             [&all](const json& one) { return std::ranges::count(all, one) > 1; });
}

bool no_resource(const json& in) {
  return resources_of(in).empty() && !empty_value(in);
}

void other_error(json& out) {
  if (out.at("verdict") == "refused") out["error"] = "invalid_request";
}

bool other_parameter(const json& in) {
  constexpr string_view kKnown =
      " response_type client_id state redirect_uri scope resource grant_type code refresh_token ";
  return std::ranges::any_of(in.at("parameters"), [&](const json& parameter) {
    return kKnown.find(" " + adapter::read_bytes(parameter[0]) + " ") == string_view::npos;
  });
}

bool fewer_than_granted(const json& in) {
  return in.at("known").is_array() && resources_of(in).size() < in.at("known").size();
}

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "fragment-cut-off", "RFC8707-2-2", "a fragment is cut off and not missed",
     mended_request<of_resources<fragment_cut_off>>, Weight::warn},
    {kOp, "any-text", "RFC8707-2-1", "what is no URI is taken as it stands", any_text_accepted,
     Weight::warn},
    {kOp, "split-at-space", "RFC8707-2-1", "two resources in one parameter are two",
     misread<kOp, split_at_space>, Weight::warn},
    {kOp, "json-array-read", "RFC8707-2-1", "an array of JSON is taken apart",
     misread<kOp, json_array_read>, Weight::warn},
    {kOp, "last-only", "RFC8707-2-4", "of several resources the last one counts",
     misread<kOp, last_only>},
    {kOp, "wrong-ones-dropped", "RFC8707-2-7",
     "what is not known is left out, and the rest accepted", misread<kOp, wrong_ones_dropped>,
     Weight::warn},
    {kOp, "known-unchecked", "RFC8707-2.2-1", "any resource is accepted, whatever the grant is for",
     misread<kOp, known_unchecked>, Weight::warn},
    {kOp, "known-by-beginning", "RFC8707-2-7", "a resource that begins as a known one is accepted",
     misread<kOp, known_by<by_beginning>>, Weight::warn},
    {kOp, "known-by-part", "RFC8707-2.2-1", "the beginning of a known resource is accepted",
     misread<kOp, known_by<by_part>>, Weight::warn},
    {kOp, "known-without-case", "RFC8707-2-7", "resources are compared without case",
     misread<kOp, known_by<without_case>>, Weight::warn},
    {kOp, "known-without-scheme", "RFC8707-2-7", "resources are compared without their schemes",
     misread<kOp, known_by<by_host_and_path>>, Weight::warn},
    {kOp, "query-cut-off", "RFC8707-2-3", "the query of a resource is cut off",
     misread<kOp, of_resources<query_cut_off>>},
    {kOp, "query-refused", "RFC8707-2-3", "a resource with a query is refused",
     refusing<kOp, with_query>},
    {kOp, "urn-refused", "RFC8707-2-1", "a resource of another scheme than https is refused",
     refusing<kOp, no_https>},
    {kOp, "address-crashes", "RFC8707-2-1", "an IPv6 address ends in an exception",
     crashing<kOp, with_brackets>},
    {kOp, "octets-crash", "RFC8707-2-1",
     "control characters and octets beyond ASCII end in an exception", crashing<kOp, beyond_text>},
    {kOp, "empty-crashes", "RFC6749-3.2-7", "a parameter without a value ends in an exception",
     crashing<kOp, empty_value>},
    {kOp, "empty-refused", "RFC6749-3.1-7", "a parameter without a value is refused",
     refusing<kOp, empty_value>},
    {kOp, "repeated-refused", "RFC8707-2-4", "a resource that is named twice is refused",
     refusing<kOp, repeated>, Weight::warn},
    {kOp, "none-crashes", "RFC8707-2-4", "a request without a resource ends in an exception",
     crashing<kOp, no_resource>},
    {kOp, "names-in-lower-case", "RFC6749-1.9-1", "names of parameters are compared without case",
     misread<kOp, names_in_lower_case>, Weight::warn},
    {kOp, "audience-is-resource", "RFC8707-2-1", "audience is taken for resource",
     misread<kOp, audience_is_resource>},
    {kOp, "other-error", "RFC8707-2-7", "a refusal has the code invalid_request",
     miswritten<kOp, other_error>, Weight::warn},
    {kOp, "unknown-parameter-refused", "RFC6749-3.1-8",
     "a request with an unknown parameter is refused", refusing<kOp, other_parameter>},
    {kOp, "unknown-parameter-crashes", "RFC6749-3.2-8",
     "a request with an unknown parameter ends in an exception", crashing<kOp, other_parameter>},
    {kOp, "subset-refused", "RFC8707-2.2-2",
     "a request for fewer resources than were granted is refused",
     refusing<kOp, fewer_than_granted>},
});

}  // namespace

std::span<const Defect> resource_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
