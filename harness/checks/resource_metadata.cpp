// SPDX-License-Identifier: Apache-2.0
// The metadata of a protected resource: RFC 9728.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/checks/challenges.h"
#include "harness/checks/expect.h"
#include "harness/checks/metadata_document.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/well_known.h"

namespace oauthspec::checks {
namespace {

using nlohmann::json;

Attempt<Response> published(Session& session) {
  const auto url = oauth::oauth2::resource_metadata_url(
      session.target().resource, "oauth-protected-resource", session.world().allow_plain_http);
  if (!url) return std::unexpected(unsupported("the resource has no identifier of https"));
  return published_at(session, *url, "the resource has no metadata");
}

Attempt<json> document(Session& session) {
  return read_document(published(session));
}

Finding the_document_is_json(Session& session) {
  return document_is_json(published(session));
}

Finding the_resource_is_named(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  return body->contains("resource") ? pass() : fail("resource is missing");
}

Finding the_resource_is_its_own(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  if (!body->contains("resource")) return inconclusive("resource is missing");
  return body->at("resource") == session.target().resource
             ? pass()
             : fail("resource is not the identifier that the document was asked for with");
}

Finding nothing_is_empty(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  for (const auto& [name, value] : body->items()) {
    // RFC9728-2-8: of this one an empty list says something.
    if (name != "bearer_methods_supported" && value.is_array() && value.empty()) {
      return fail(name + " has no element");
    }
  }
  return pass();
}

Finding bearer_methods_are_known(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  for (const json& method : body->value("bearer_methods_supported", json::array())) {
    if (method != "header" && method != "body" && method != "query") {
      return fail("bearer_methods_supported has a value that RFC 6750 does not know");
    }
  }
  return pass();
}

Finding none_is_no_algorithm(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  const json algorithms = body->value("resource_signing_alg_values_supported", json::array());
  return std::ranges::find(algorithms, json("none")) == algorithms.end()
             ? pass()
             : fail("none is an algorithm of signed responses");
}

Finding both_documents_agree(Session& session) {
  const auto body = document(session);
  if (!body) return body.error();
  const json resources = session.target().server.metadata.value("protected_resources", json());
  if (!resources.is_array() || !body->contains("authorization_servers")) {
    return {Verdict::pass, "not both documents name one another"};
  }
  const bool lists_resource =
      std::ranges::find(resources, json(session.target().resource)) != resources.end();
  const json& servers = body->at("authorization_servers");
  const bool lists_server =
      std::ranges::find(servers, json(session.target().server.issuer)) != servers.end();
  return lists_resource == lists_server
             ? pass()
             : fail("one of the documents names the other, and is not named by it");
}

// The document that the challenge of a request without a token leads to.
Finding the_challenge_leads_to_the_document(Session& session) {
  const auto asked = session.get(session.target().resource);
  if (!asked) return asked.error();
  for (const auto& challenge : challenges_of(*asked)) {
    const auto url = challenge.find("resource_metadata");
    if (!url) continue;
    const auto response = session.get(std::string(*url));
    if (!response) return response.error();
    const json body = json::parse(response->body, nullptr, false);
    return is_success(*response) && body.is_object() &&
                   body.value("resource", json()) == session.target().resource
               ? pass()
               : fail("resource_metadata does not lead to the metadata of the resource");
  }
  return {Verdict::pass, "no challenge has resource_metadata"};
}

constexpr auto kResourceMetadataChecks = std::to_array<Check>({
    {"resource-metadata/the-document-is-json",
     "The metadata of a resource is an object of application/json",
     {"RFC9728-3.2-1"},
     Level::must,
     {Need::resource},
     the_document_is_json},
    {"resource-metadata/the-resource-is-named",
     "resource is there",
     {"RFC9728-2-1"},
     Level::must,
     {Need::resource},
     the_resource_is_named},
    {"resource-metadata/the-resource-is-its-own",
     "resource is the identifier that the document was asked for with",
     {"RFC9728-3.3-1"},
     Level::must,
     {Need::resource},
     the_resource_is_its_own},
    {"resource-metadata/nothing-is-empty",
     "A list without elements is left out",
     {"RFC9728-3.2-3"},
     Level::must,
     {Need::resource},
     nothing_is_empty},
    {"resource-metadata/bearer-methods-are-known",
     "Bearer methods are header, body and query",
     {"RFC9728-2-5"},
     Level::must,
     {Need::resource},
     bearer_methods_are_known},
    {"resource-metadata/none-is-no-algorithm",
     "none is no algorithm of signed responses",
     {"RFC9728-2-6"},
     Level::must,
     {Need::resource},
     none_is_no_algorithm},
    {"resource-metadata/both-documents-agree",
     "A resource and its authorization server name one another",
     {"RFC9728-4-2"},
     Level::should,
     {Need::resource, Need::metadata},
     both_documents_agree},
    {"resource-metadata/the-challenge-leads-to-the-document",
     "resource_metadata of a challenge is the URL of the metadata of the resource",
     {"RFC9728-5.1-1", "RFC9728-3.3-3"},
     Level::must,
     {Need::resource},
     the_challenge_leads_to_the_document},
});

}  // namespace

Topic resource_metadata() {
  return kResourceMetadataChecks;
}

}  // namespace oauthspec::checks
