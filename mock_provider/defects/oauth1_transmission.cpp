// SPDX-License-Identifier: Apache-2.0
// Where protocol parameters stand, and how they are written there: RFC 5849 section 3.5.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "harness/reference/oauth1/base_string.h"
#include "mock_provider/defects/oauth1_edits.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
namespace steps = oauth::oauth1::steps;
using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;

Result<Parameters> from_every_place(const oauth1::RequestParameters& collected) {
  Parameters found;
  for (const auto* place :
       {&collected.authorization_header, &collected.form_body, &collected.query}) {
    for (const auto parameter : *place) {
      if (oauth1::is_protocol_parameter(parameter.name)) found.add(parameter);
    }
  }
  return found;
}

Result<Parameters> not_from_the_query(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  rest.query = {};
  return steps::protocol_parameters(rest);
}

Result<Parameters> not_from_the_body(const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters rest = collected;
  rest.form_body = {};
  return steps::protocol_parameters(rest);
}

Result<oauth1::RequestParameters> scheme_with_case(const Request& request) {
  Request rest = request;
  std::erase_if(rest.headers, [](const auto& field) {
    return field.name == "Authorization" && !field.value.starts_with("OAuth ");
  });
  return oauth1::collect_parameters(rest);
}

Result<std::string> realm_signed(const Request& request,
                                 const oauth1::RequestParameters& collected) {
  oauth1::RequestParameters all = collected;
  if (all.realm) all.query.add("realm", *all.realm);
  return oauth1::base_string(request, all);
}

void without_cache_control(const Request&, http::Reply& reply) {
  std::erase_if(reply.response.headers,
                [](const auto& field) { return field.name == "Cache-Control"; });
}

// The header field hides what else there is.
Result<Parameters> from_the_header_first(const Collected& collected) {
  Collected first = collected;
  if (!collected.authorization_header.empty()) {
    first.form_body = {};
    first.query = {};
  }
  return steps::protocol_parameters(first);
}

Result<Collected> from_any_body(const Request& request) {
  auto collected = oauth1::collect_parameters(request);
  const auto type = oauth::message::find_header(request.headers, "Content-Type").value_or("");
  if (collected && collected->form_body.empty() && !type.starts_with("multipart/")) {
    if (const auto done = collected->form_body.add_form(request.body); !done) {
      return std::unexpected(done.error());
    }
  }
  return collected;
}

Result<Collected> from_parts(const Request& request) {
  auto collected = oauth1::collect_parameters(request);
  const auto type = oauth::message::find_header(request.headers, "Content-Type").value_or("");
  if (collected && type.starts_with("multipart/")) {
    for (const auto part : multipart_of(request)) {
      collected->form_body.add(part);
    }
  }
  return collected;
}

std::unexpected<oauth::Error> malformed() {
  return std::unexpected(oauth::Error{oauth::Errc::header_malformed, 0});
}

Result<Collected> split_at_comma_and_space(const Request& request) {
  const auto field = oauth::message::find_header(request.headers, "Authorization").value_or("");
  for (auto at = field.find("\","); at != std::string_view::npos; at = field.find("\",", at + 1)) {
    if (!field.substr(at).starts_with("\", oauth_")) return malformed();
  }
  return oauth1::collect_parameters(request);
}

// Each part between two commas has to be a name and a quoted value.
Result<Collected> split_at_every_comma(const Request& request) {
  std::string_view field =
      oauth::message::find_header(request.headers, "Authorization").value_or("");
  while (!field.empty()) {
    const auto end = std::min(field.find(','), field.size());
    if (!field.substr(0, end).ends_with('"')) return malformed();
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return oauth1::collect_parameters(request);
}

constexpr std::array kOauth1TransmissionDefects = {
    Defect{"oauth1-places-mixed", "RFC5849-3.5-2",
           "Protocol parameters are gathered from all places.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &from_every_place; }},
    Defect{"oauth1-query-no-place", "RFC5849-3.5.3-1",
           "Protocol parameters in the query are passed over.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &not_from_the_query; }},
    Defect{"oauth1-body-no-place", "RFC5849-3.5-1",
           "Protocol parameters in the body are passed over.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &not_from_the_body; }},
    Defect{"oauth1-cacheable", "RFC5849-4.4-1",
           "Nothing keeps an authenticated answer from caches.",
           [](Rules& rules) { alter(rules, Endpoint::oauth1_resource, &without_cache_control); }},
    Defect{"oauth1-scheme-with-case", "RFC5849-3.5.1-4",
           "The scheme of the Authorization header field is compared with its case.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &scheme_with_case; }},
    Defect{"oauth1-realm-signed", "RFC5849-3.5.1-5", "The realm takes part in the signature.",
           [](Rules& rules) { rules.oauth1.base_string = &realm_signed; }},
    Defect{"oauth1-header-hides-the-rest", "RFC5849-3.5-1",
           "Beside the header field, no other place is looked at.",
           [](Rules& rules) { rules.oauth1.protocol_parameters = &from_the_header_first; }},
    Defect{"oauth1-any-body-is-a-place", "RFC5849-3.5.2-3",
           "Protocol parameters are taken from bodies of any type.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &from_any_body; }},
    Defect{"oauth1-parts-are-a-place", "RFC5849-3.5.2-1",
           "Protocol parameters are taken from the parts of a multipart body.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &from_parts; }},
    Defect{"oauth1-comma-and-space", "RFC5849-3.5.1-3",
           "The header field is split at a comma with one space behind it.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &split_at_comma_and_space; }},
    Defect{"oauth1-every-comma", "RFC5849-3.5.1-5",
           "The header field is split at every comma, within quotation marks, too.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &split_at_every_comma; }},
};

}  // namespace

DefectTopic oauth1_transmission() {
  return kOauth1TransmissionDefects;
}

}  // namespace oauthspec::provider::defects
