// SPDX-License-Identifier: Apache-2.0
// Those that read a URI.
#include <utility>

#include "harness/reference/codec/same_uri.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/base_string_uri.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/well_known.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/verifying.h"

namespace oauthspec::testing {
namespace {

using namespace oauth;

/// A reading of the text itself.
template <class Read>
Reading of_text(const std::string& text, Read read) {
  return [text, read] { return outcome_of(read(text)); };
}

/// A reading of a request for the URI.
template <class Read>
Reading of_target(const std::string& text, Read read) {
  return
      [request = message::Request{"GET", text, {}, ""}, read] { return outcome_of(read(request)); };
}

Reading of_uri(const std::string& text) {
  return of_text(text, [](std::string_view uri) { return codec::parse_uri(uri); });
}
/// Compared with the same text whose first letter, of the scheme, is in upper case: only where both are URIs are they the
/// same. Another answer it has not, so that "not the same" is its refusal.
Reading of_two_uris(const std::string& text) {
  std::string other = text;
  if (!other.empty()) other.front() = other.front() == 'h' ? 'H' : 'x';
  return [text, other = std::move(other)]() -> Outcome {
    if (!codec::same_uri(text, other)) return Errc::uri_invalid;
    return std::nullopt;
  };
}
Reading of_base_string_uri(const std::string& text) {
  return of_text(text, [](const std::string& url) { return oauth1::base_string_uri(url); });
}
Reading of_base_string(const std::string& text) {
  return of_target(text,
                   [](const message::Request& request) { return oauth1::base_string(request); });
}
Reading of_verify(const std::string& text) {
  return of_target(text, verify_oauth1);
}
Reading of_callback(const std::string& text) {
  return of_text(text, [](const std::string& url) { return oauth1::parse_callback(url, "t"); });
}
Reading of_endpoint1(const std::string& text) {
  return of_text(text, [](const std::string& url) { return oauth1::authorization_url(url, "t"); });
}
Reading of_endpoint2(const std::string& text) {
  return of_text(text, [](const std::string& url) {
    oauth2::AuthorizationRequest request;
    request.response_type = "code";
    request.client_id = "c";
    return oauth2::authorization_url(url, request);
  });
}
template <oauth2::ResponseMode kMode>
Reading of_response(const std::string& text) {
  return of_target(text, [](const message::Request& request) {
    return oauth2::parse_authorization_response(
        request, {oauth2::ResponseType::code, kMode, "https://client.example", {}, {}, {}});
  });
}
Reading of_token_in_query(const std::string& text) {
  return of_target(text, [](const message::Request& request) {
    return oauth2::find_bearer_token(request, {oauth2::TokenPlacement::query});
  });
}
Reading of_redirect_uri(const std::string& text) {
  std::vector<std::string> registered(3, "http://127.0.0.1/?a");
  registered.push_back(text);
  return [registered = std::move(registered)] {
    return outcome_of(
        oauth2::match_redirect_uri(registered, registered.back(), oauth2::ApplicationType::native));
  };
}
Reading of_issuer(const std::string& text) {
  return of_text(text, [](const std::string& issuer) {
    return oauth2::issuer_metadata_url(issuer, "oauth-authorization-server");
  });
}
Reading of_resource(const std::string& text) {
  return of_text(text, [](const std::string& resource) {
    return oauth2::resource_metadata_url(resource, "oauth-protected-resource");
  });
}

}  // namespace

std::vector<Parser> uri_parsers() {
  using enum oauth2::ResponseMode;
  return {
      {"codec/uri", Syntax::uri, "https://u@h:8080/p?q#f", of_uri},
      {"codec/same_uri", Syntax::uri, "https://h/%7Ea", of_two_uris},
      {"oauth1/base_string_uri", Syntax::uri, "https://h/p", of_base_string_uri},
      {"oauth1/base_string of a query", Syntax::uri, "https://h/p?a=b", of_base_string},
      {"oauth1/verify of a query", Syntax::uri,
       "https://h/?oauth_consumer_key=k&oauth_signature_method=PLAINTEXT&oauth_signature=s%26",
       of_verify},
      {"oauth1/authorization, the callback", Syntax::uri,
       "https://h/?oauth_token=t&oauth_verifier=v", of_callback},
      {"oauth1/authorization, the endpoint", Syntax::uri, "https://h/p", of_endpoint1},
      {"oauth2/authorization_request, the endpoint", Syntax::uri, "https://h/p", of_endpoint2},
      {"oauth2/authorization_response in a query", Syntax::uri, "https://client.example/?code=c",
       of_response<query>},
      {"oauth2/authorization_response in a fragment", Syntax::uri, "https://client.example/#code=c",
       of_response<fragment>},
      {"oauth2/bearer in a query", Syntax::uri, "https://h/?access_token=t", of_token_in_query},
      {"oauth2/redirect_uri", Syntax::uri, "http://127.0.0.1:8080/?a", of_redirect_uri},
      {"oauth2/well_known of an issuer", Syntax::uri, "https://h/p", of_issuer},
      {"oauth2/well_known of a resource", Syntax::uri, "https://h/p", of_resource},
  };
}

}  // namespace oauthspec::testing
