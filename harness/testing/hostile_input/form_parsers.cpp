// SPDX-License-Identifier: Apache-2.0
// Those that read a form.
#include <utility>

#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/resource.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/testing/hostile_input/messages.h"
#include "harness/testing/hostile_input/parsers.h"
#include "harness/testing/hostile_input/verifying.h"

namespace oauthspec::testing {
namespace {

using namespace oauth;
using message::Parameters;

/// A reading of a request whose body is the text.
template <class Read>
Reading of_request(const std::string& text, Read read) {
  return [request = form_request(text), read] { return outcome_of(read(request)); };
}

Reading of_form(const std::string& text) {
  return [text] {
    Parameters parameters;
    return outcome_of(parameters.add_form(text));
  };
}
Reading of_token_request(const std::string& text) {
  return of_request(text, oauth2::parse_token_request);
}
Reading of_form_post(const std::string& text) {
  return of_request(text, [](const message::Request& request) {
    return oauth2::parse_authorization_response(
        request, {oauth2::ResponseType::code, oauth2::ResponseMode::form_post, {}, {}, {}, {}});
  });
}
Reading of_bearer_body(const std::string& text) {
  return of_request(text, [](const message::Request& request) {
    return oauth2::find_bearer_token(request, {oauth2::TokenPlacement::body});
  });
}
Reading of_base_string(const std::string& text) {
  return of_request(text,
                    [](const message::Request& request) { return oauth1::base_string(request); });
}
Reading of_verify(const std::string& text) {
  return of_request(text, verify_oauth1);
}

Reading of_credentials(const std::string& text) {
  message::Response response{200, {{"Content-Type", "application/x-www-form-urlencoded"}}, text};
  return [response = std::move(response)] {
    return outcome_of(oauth1::parse_credentials_response(oauth1::CredentialsKind::token, response));
  };
}

/// A reading of the parameters that the text holds.
template <class Read>
Reading of_parameters(const std::string& text, Read read) {
  return [text, read]() -> Outcome {
    Parameters parameters;
    if (const auto done = parameters.add_form(text); !done) return done.error().code;
    return outcome_of(read(parameters));
  };
}
Reading of_authorization_request(const std::string& text) {
  return of_parameters(text, oauth2::parse_authorization_request);
}
Reading of_resources(const std::string& text) {
  return of_parameters(text, [](const Parameters& parameters) {
    return oauth2::parse_resources(parameters, std::nullopt);
  });
}

}  // namespace

std::vector<Parser> form_parsers() {
  return {
      {"message/parameters", Syntax::form, "a=b+c&d=%41", of_form},
      {"oauth1/base_string", Syntax::form, "a=%41", of_base_string},
      {"oauth1/verify", Syntax::form,
       "oauth_consumer_key=k&oauth_signature_method=PLAINTEXT&oauth_signature=s%26", of_verify},
      {"oauth1/credentials_response", Syntax::form, "oauth_token=t&oauth_token_secret=s",
       of_credentials},
      {"oauth2/token_request", Syntax::form, "client_id=c&grant_type=authorization_code&code=d",
       of_token_request},
      {"oauth2/token_request for an exchange", Syntax::form,
       "client_id=c&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&"
       "subject_token=t&subject_token_type=u",
       of_token_request},
      {"oauth2/authorization_request", Syntax::form, "response_type=code&client_id=c",
       of_authorization_request},
      {"oauth2/authorization_response in a form", Syntax::form, "code=c", of_form_post},
      {"oauth2/bearer in a form", Syntax::form, "access_token=t", of_bearer_body},
      {"oauth2/resource", Syntax::form, "resource=https%3A%2F%2Fh%2F", of_resources},
  };
}

}  // namespace oauthspec::testing
