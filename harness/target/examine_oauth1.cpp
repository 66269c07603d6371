// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

void examine_resource(Examination& examination, const checks::OAuth1Session& oauth1,
                      const oauth::oauth1::Credentials& token) {
  const std::string& url = examination.target().oauth1_resource;
  if (url.empty()) {
    return examination.note("the protected resource of OAuth 1.0", "none is named",
                            "Name one in oauth1.resource: most checks of OAuth 1.0 need it.");
  }
  const std::string subject = "the protected resource " + url;
  const auto response = oauth1.sign_and_send(oauth1.resource_parts(token));
  if (!response || !checks::is_success(*response)) {
    return examination.fault(subject,
                             response ? "it answers " + checks::describe(*response) +
                                            " to a request with fresh token credentials"
                                      : response.error().message,
                             "Name a resource that takes token credentials by HMAC-SHA1.");
  }
  examination.good(subject, "it takes token credentials");
}

void examine_client(Examination& examination, const char* place,
                    const checks::TestOAuth1Client& client, bool first) {
  const std::string subject = fmt::format("the client oauth1.clients.{}", place);
  const checks::OAuth1Session oauth1(examination.session());
  const auto parts = checks::OAuth1Session::by(client, oauth1.temporary_parts());
  const auto response = oauth1.sign_and_send(parts);
  const auto temporary = response ? checks::OAuth1Session::credentials_of(*response)
                                  : std::unexpected(response.error());
  if (!temporary) {
    return examination.fault(subject, temporary.error().message,
                             "Correct client_key, client_secret and callback, or register the "
                             "client so; the request was signed by " +
                                 std::string(name(parts.method)) + '.');
  }
  examination.good(subject, "it is known");
  const auto token = oauth1.token_credentials(client);
  if (!token) {
    return examination.fault("token credentials for oauth1.clients." + std::string(place),
                             token.error().message,
                             "Follow the sign-in with a browser, and correct sign_in or callback.");
  }
  examination.good("token credentials for oauth1.clients." + std::string(place),
                   "the owner signs in and allows");
  if (first) examine_resource(examination, oauth1, *token);
}

}  // namespace

void examine_oauth1(Examination& examination) {
  const checks::Target& target = examination.target();
  if (target.oauth1_client) examine_client(examination, "first", *target.oauth1_client, true);
  if (target.oauth1_second) {
    examine_client(examination, "second", *target.oauth1_second, false);
  } else {
    examination.note("the client oauth1.clients.second", "none is named",
                     "Checks that need one say `unsupported`.");
  }
  if (target.oauth1_rsa_client) {
    examine_client(examination, "rsa", *target.oauth1_rsa_client, false);
  }
}

}  // namespace oauthspec::target
