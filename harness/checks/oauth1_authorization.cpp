// SPDX-License-Identifier: Apache-2.0
// The endpoint where the resource owner decides, and the way back to the client: RFC 5849 section 2.2.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/checks/guessing.h"
#include "harness/checks/oauth1_session.h"
#include "harness/checks/oauth1_visit.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::Credentials;

// Temporary credentials, and the URL that the owner came back to the client with.
struct Returned {
  Credentials temporary;
  std::string url;
};

// Lets the owner allow what a URL of the authorization endpoint asks for; gives the URL that it came back to.
Attempt<std::string> come_back(Session& session, const std::string& url,
                               const std::string& callback) {
  auto returned = session.target().owner.authorize(url, callback);
  if (!returned) {
    return std::unexpected(lost(returned.error()));
  }
  return std::move(returned->url);
}

Attempt<Returned> allowed(Session& session, const std::string& callback,
                          const Parameters& extra = {}) {
  const OAuth1Session oauth1(session);
  auto temporary = temporary_for(oauth1, callback);
  if (!temporary) return std::unexpected(temporary.error());
  std::string url = oauth1.authorization_url(*temporary);
  oauth::message::append_to_query(url, extra);
  auto back = come_back(session, url, callback);
  if (!back) return std::unexpected(back.error());
  return Returned{*std::move(temporary), *std::move(back)};
}

Attempt<Returned> allowed(Session& session) {
  return allowed(session, sure(session.target().oauth1_client).callback);
}

Finding the_callback_has_the_token(Session& session) {
  const auto returned = allowed(session);
  if (!returned) return returned.error();
  const Parameters query = query_of(returned->url);
  if (query.count("oauth_token") != 1) {
    return fail(
        fmt::format("the callback request has oauth_token {} times", query.count("oauth_token")));
  }
  return query.find("oauth_token") == returned->temporary.key
             ? pass()
             : fail("the callback request has another oauth_token");
}

Finding the_callback_has_a_verifier(Session& session) {
  const auto returned = allowed(session);
  if (!returned) return returned.error();
  const Parameters query = query_of(returned->url);
  if (query.count("oauth_verifier") > 1) {
    return fail("the callback request has oauth_verifier twice");
  }
  return query.find("oauth_verifier").value_or("").empty()
             ? fail("the callback request has no oauth_verifier")
             : pass();
}

// The client's callback with a query, and that query.
struct CallbackWithQuery {
  std::string url;
  Parameters query;
};

CallbackWithQuery callback_with_query(const Session& session) {
  std::string url = sure(session.target().oauth1_client).callback;
  if (query_of(url).empty()) {
    oauth::message::append_to_query(url, {{"x", "1"}, {"of", "client"}});
  }
  return {url, query_of(url)};
}

Finding the_callbacks_query_stays(Session& session) {
  const CallbackWithQuery callback = callback_with_query(session);
  const auto returned = allowed(session, callback.url);
  if (!returned) return returned.error();
  const Parameters query = query_of(returned->url);
  for (const auto parameter : callback.query) {
    if (query.find(parameter.name) != parameter.value) {
      return fail(fmt::format("the callback request has lost the callback's own parameter {}",
                              parameter.name));
    }
  }
  return pass();
}

// Where a parameter of the name stands first.
std::size_t place_of(const Parameters& parameters, std::string_view name) {
  std::size_t place = 0;
  while (place < parameters.size() && parameters[place].name != name) ++place;
  return place;
}

Finding the_parameters_come_last(Session& session) {
  const CallbackWithQuery callback = callback_with_query(session);
  const auto returned = allowed(session, callback.url);
  if (!returned) return returned.error();
  const Parameters query = query_of(returned->url);
  const std::size_t first =
      std::min(place_of(query, "oauth_token"), place_of(query, "oauth_verifier"));
  for (const auto parameter : callback.query) {
    const std::size_t place = place_of(query, parameter.name);
    if (place > first && place < query.size()) {
      return fail(fmt::format("the callback's own parameter {} stands behind those of the server",
                              parameter.name));
    }
  }
  return pass();
}

// A parameter of that name in the authorization request is the previous version of the protocol's, and was how sessions were fixed.
Finding the_callback_is_the_requests(Session& session) {
  const std::string callback = sure(session.target().oauth1_client).callback;
  std::string other = callback;
  oauth::message::append_to_query(other, {{"of", "somebody-else"}});
  if (const auto right = allowed(session); !right) return right.error();
  const auto returned = allowed(session, callback, {{"oauth_callback", other}});
  if (!returned) return returned.error();
  return query_of(returned->url).find("of") == "somebody-else"
             ? fail("the owner was sent to a callback that the authorization request named")
             : pass();
}

// Whether a request of the authorization endpoint, which no client's is, gets anywhere.
Finding is_not_authorized(Session& session, const std::string& url, std::string_view authorized) {
  if (const auto right = allowed(session); !right) return right.error();
  const auto back = come_back(session, url, sure(session.target().oauth1_client).callback);
  if (!back) return back.error().unanswered ? back.error() : pass();
  return query_of(*back).find("oauth_verifier") ? fail(std::string(authorized)) : pass();
}

Finding an_unknown_token_is_not_authorized(Session& session) {
  const OAuth1Session oauth1(session);
  auto temporary = oauth1.temporary_credentials();
  if (!temporary) return temporary.error();
  temporary->key = altered(temporary->key);
  return is_not_authorized(session, oauth1.authorization_url(*temporary),
                           "an identifier that was given to nobody was authorized");
}

Finding no_token_is_not_authorized(Session& session) {
  return is_not_authorized(session, session.target().oauth1_server.resource_owner_authorization,
                           "a request without oauth_token was authorized");
}

// As many as a person can be asked to allow.
Attempt<std::vector<AuthorizedCredentials>> several(const OAuth1Session& oauth1) {
  constexpr std::size_t kMany = 4;
  std::vector<AuthorizedCredentials> all;
  while (all.size() < kMany) {
    auto authorized = oauth1.authorized();
    if (!authorized) return std::unexpected(authorized.error());
    all.push_back(*std::move(authorized));
  }
  return all;
}

Finding a_verifier_is_new(Session& session) {
  const OAuth1Session oauth1(session);
  const auto one = oauth1.authorized();
  if (!one) return one.error();
  const auto other = oauth1.authorized();
  if (!other) return other.error();
  return one->verifier == other->verifier ? fail("two authorizations have the same oauth_verifier")
                                          : pass();
}

// RFC 5849 names no number: its own example has 32 bits, and those of seven digits, which people type, have fewer than these.
Finding a_verifier_is_unguessable(Session& session) {
  constexpr double kFewestBits = 24;
  const auto all = several(OAuth1Session(session));
  if (!all) return all.error();
  std::vector<std::string> verifiers;
  for (const AuthorizedCredentials& authorized : *all) verifiers.push_back(authorized.verifier);
  const double bits = bits_to_guess(verifiers);
  return bits >= kFewestBits ? pass()
                             : fail(fmt::format("verification codes differ in {:.0f} bits", bits));
}

Finding a_verifier_is_nothing_known(Session& session) {
  const OAuth1Session oauth1(session);
  const auto authorized = oauth1.authorized();
  if (!authorized) return authorized.error();
  const std::string_view verifier = authorized->verifier;
  if (verifier == authorized->temporary.key) {
    return fail("oauth_verifier is the identifier of the temporary credentials");
  }
  return verifier == authorized->temporary.secret.reveal() || verifier == oauth1.client().key
             ? fail("oauth_verifier is something that the client had before")
             : pass();
}

constexpr auto kOauth1AuthorizationChecks = std::to_array<Check>({
    {"oauth1-authorization/the-token",
     "The callback request has the oauth_token of the temporary credentials, once",
     {"RFC5849-2.2-10"},
     Level::must,
     {Need::oauth1},
     the_callback_has_the_token},
    {"oauth1-authorization/a-verifier",
     "The callback request has an oauth_verifier, once",
     {"RFC5849-2.2-11"},
     Level::must,
     {Need::oauth1},
     the_callback_has_a_verifier},
    {"oauth1-authorization/the-callbacks-query-stays",
     "The callback request keeps the query that the callback has",
     {"RFC5849-2.2-12"},
     Level::must,
     {Need::oauth1},
     the_callbacks_query_stays},
    {"oauth1-authorization/the-parameters-come-last",
     "The parameters of the protocol stand behind those that the callback has",
     {"RFC5849-2.2-12"},
     Level::must,
     {Need::oauth1},
     the_parameters_come_last},
    {"oauth1-authorization/the-callback-is-the-requests",
     "The owner is sent to the callback that temporary credentials were asked for with",
     {"RFC5849-2.2-9"},
     Level::must,
     {Need::oauth1},
     the_callback_is_the_requests},
    {"oauth1-authorization/an-unknown-token",
     "An oauth_token that was given to nobody is not authorized",
     {"RFC5849-2.2-2"},
     Level::must,
     {Need::oauth1},
     an_unknown_token_is_not_authorized},
    {"oauth1-authorization/no-token",
     "A request without oauth_token is not authorized by itself",
     {"RFC5849-2.2-3"},
     Level::must,
     {Need::oauth1},
     no_token_is_not_authorized},
    {"oauth1-authorization/a-verifier-is-new",
     "Each authorization has a verification code of its own",
     {"RFC5849-2.2-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_new},
    {"oauth1-authorization/a-verifier-is-unguessable",
     "A verification code is not to be found by trying",
     {"RFC5849-2.2-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_unguessable},
    {"oauth1-authorization/a-verifier-is-nothing-known",
     "A verification code is nothing that the client had before",
     {"RFC5849-2.2-8"},
     Level::must,
     {Need::oauth1},
     a_verifier_is_nothing_known},
});

}  // namespace

Topic oauth1_authorization() {
  return kOauth1AuthorizationChecks;
}

}  // namespace oauthspec::checks
