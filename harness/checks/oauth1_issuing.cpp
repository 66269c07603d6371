// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_issuing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/checks/guessing.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

using oauth::message::find_header;
using oauth::oauth1::Credentials;
using oauth::oauth1::Location;

constexpr int kOk = 200;
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

void apply(CredentialsTrial::Change change, OAuth1Parts& parts) {
  if (change != nullptr) {
    change(parts);
  }
}

void alter(OAuth1Parts& parts, std::string_view name) {
  set(parts, name, altered(parts.protocol.find(name).value_or("")));
}

std::string endpoint_of(const Session& session, CredentialsKind kind) {
  const flows::OAuth1Server& server = session.target().oauth1_server;
  return kind == CredentialsKind::temporary ? server.temporary_credential_request
                                            : server.token_request;
}

Parameters form_of(std::string_view body) {
  Parameters form;
  // What cannot be read has no parameters that a check could find.
  static_cast<void>(form.add_form(body).has_value());
  return form;
}

Finding has_one(const Attempt<Parameters>& parameters, std::string_view name) {
  if (!parameters) return parameters.error();
  if (parameters->count(name) > 1) return fail(fmt::format("the response has {} twice", name));
  return parameters->find(name).value_or("").empty()
             ? fail(fmt::format("the response has no {}", name))
             : pass();
}

void in_the_body(OAuth1Parts& parts) {
  post(parts, kForm, "");
  parts.location = Location::form_body;
}

void in_the_query(OAuth1Parts& parts) {
  parts.location = Location::query;
}

// A server may well give a client what it has got from the same owner before.
bool are_one(const std::vector<Credentials>& all) {
  return std::ranges::all_of(all,
                             [&all](const Credentials& one) { return one.key == all.front().key; });
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return small;
}

// RFC 7234 section 3: what lets a shared cache store an answer to a request without Authorization header field, even one to a POST.
bool is_for_caches(const Response& response) {
  std::string control;
  for (const HeaderField& field : response.headers) {
    if (oauth::message::equal_without_case(field.name, "Cache-Control")) {
      control.append(in_small_letters(field.value)).append(",");
    }
  }
  const auto says = [&control](std::string_view directive) {
    return control.find(directive) != std::string::npos;
  };
  if (says("no-store") || says("no-cache") || says("private")) return false;
  return says("public") || (says("max-age=") && !says("max-age=0")) || says("s-maxage=");
}

bool is_loopback(std::string_view url) {
  const auto uri = oauth::codec::parse_uri(url);
  if (!uri || !uri->authority) return false;
  const std::string_view host = uri->authority->host;
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

// An https URL with the scheme http, and nothing else changed.
void without_tls(OAuth1Parts& parts) {
  constexpr std::string_view kHttps = "https:";
  if (parts.request.url.starts_with(kHttps)) {
    parts.request.url.replace(0, kHttps.size(), "http:");
  }
}

}  // namespace

Attempt<OAuth1Parts> right_parts(const OAuth1Session& oauth1, CredentialsKind kind) {
  if (kind == CredentialsKind::temporary) {
    return oauth1.temporary_parts();
  }
  const auto authorized = oauth1.authorized();
  if (!authorized) return std::unexpected(authorized.error());
  return oauth1.token_parts(*authorized);
}

Attempt<Response> attempt(const OAuth1Session& oauth1, OAuth1Parts parts,
                          const CredentialsTrial& trial) {
  renew(oauth1, parts);
  apply(trial.common, parts);
  apply(trial.before, parts);
  auto ready = oauth1.sign(std::move(parts));
  if (!ready) return std::unexpected(std::move(ready.error()));
  apply(trial.after, *ready);
  return oauth1.send(*ready);
}

bool gives_credentials(const Response& response) {
  return OAuth1Session::credentials_of(response).has_value();
}

Finding gives_nothing(const Response& response, std::string_view accepted,
                      std::optional<int> status) {
  if (gives_credentials(response)) return fail(std::string(accepted));
  if (response.status / 100 == 5) {
    return inconclusive("the server answered with " + describe(response));
  }
  return !status || response.status == *status
             ? pass()
             : fail(fmt::format("the server refused with {} where {} is appropriate",
                                describe(response), *status));
}

Finding gives_them_by_right(const OAuth1Session& oauth1, CredentialsKind kind,
                            const OAuth1Parts& parts, CredentialsTrial::Change common) {
  const auto response = attempt(oauth1, parts, {.common = common});
  if (!response) return response.error();
  if (gives_credentials(*response)) return pass();
  const auto others = right_parts(oauth1, kind);
  if (!others) return others.error();
  const auto second = attempt(oauth1, *others, {.common = common});
  if (!second) return second.error();
  return gives_credentials(*second)
             ? pass()
             : inconclusive("a right request is refused, too: " + describe(*second));
}

// Each shape has temporary credentials of its own: a server may well give them up with the first request that misuses them.
Finding refuses(Session& session, CredentialsKind kind, std::span<const Shape> shapes,
                std::optional<int> status) {
  const OAuth1Session oauth1(session);
  Finding found = pass();
  Finding control = pass();
  for (const Shape& shape : shapes) {
    const auto right = right_parts(oauth1, kind);
    if (!right) return right.error();
    const auto response = attempt(oauth1, *right, shape.trial);
    if (!response) return response.error();
    // What gives credentials away needs no control.
    if (gives_credentials(*response)) return fail(std::string(shape.accepted));
    if (found.verdict == Verdict::pass) found = gives_nothing(*response, shape.accepted, status);
    if (&shape == &shapes.back()) {
      control = gives_them_by_right(oauth1, kind, *right, shape.trial.common);
    }
  }
  return control.verdict == Verdict::pass ? found : control;
}

Finding takes(Session& session, CredentialsKind kind, const CredentialsTrial& trial,
              std::string_view refused) {
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kind);
  if (!right) return right.error();
  const auto response = attempt(oauth1, *right, trial);
  if (!response) return response.error();
  if (gives_credentials(*response)) return pass();
  Finding control = gives_them_by_right(oauth1, kind, *right, trial.common);
  return control.verdict == Verdict::pass ? taken(*response, refused) : control;
}

Attempt<Response> answer_of(Session& session, CredentialsKind kind) {
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kind);
  if (!right) return std::unexpected(right.error());
  return attempt(oauth1, *right);
}

Attempt<Parameters> given(Session& session, CredentialsKind kind) {
  const auto response = answer_of(session, kind);
  if (!response) return std::unexpected(response.error());
  if (!is_success(*response)) {
    return std::unexpected(inconclusive("a right request is refused: " + describe(*response)));
  }
  return form_of(response->body);
}

Finding answers_with_200(Session& session, CredentialsKind kind) {
  const auto response = answer_of(session, kind);
  if (!response) return response.error();
  if (is_success(*response) && response->status != kOk) {
    return fail(fmt::format("a right request is answered with {}", describe(*response)));
  }
  return taken(*response, "a right request was refused");
}

Finding answers_with_a_form(Session& session, CredentialsKind kind) {
  const auto response = answer_of(session, kind);
  if (!response) return response.error();
  if (!is_success(*response)) {
    return inconclusive("a right request is refused: " + describe(*response));
  }
  return oauth::message::has_form_content_type(response->headers)
             ? pass()
             : fail(fmt::format("the credentials have the Content-Type \"{}\"",
                                find_header(response->headers, "Content-Type").value_or("")));
}

Finding gives_an_identifier(Session& session, CredentialsKind kind) {
  return has_one(given(session, kind), "oauth_token");
}

Finding gives_a_secret(Session& session, CredentialsKind kind) {
  return has_one(given(session, kind), "oauth_token_secret");
}

Finding verifies_the_signature(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request with a wrong signature was accepted",
       {.after = [](auto& parts) { alter(parts, "oauth_signature"); }}},
      {"a request that was signed with another client secret was accepted",
       {.before =
            [](auto& parts) {
              parts.client.secret = oauth::Secret(altered(parts.client.secret.reveal()));
            }}},
      {"a request with an empty signature was accepted",
       {.after = [](auto& parts) { set(parts, "oauth_signature", ""); }}},
      {"a request without a signature was accepted",
       {.after = [](auto& parts) { leave_out(parts, "oauth_signature"); }}},
  });
  return refuses(session, kind, kShapes);
}

Finding wrong_signature_is_unauthorized(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request with a wrong signature was accepted",
       {.after = [](auto& parts) { alter(parts, "oauth_signature"); }}},
  });
  return refuses(session, kind, kShapes, kUnauthorized);
}

Finding unknown_client_is_unauthorized(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request by an unknown client was accepted",
       {.before = [](auto& parts) { alter(parts, "oauth_consumer_key"); }}},
  });
  return refuses(session, kind, kShapes, kUnauthorized);
}

Finding missing_is_a_bad_request(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request without oauth_consumer_key was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_consumer_key"); }}},
      {"a request without oauth_signature_method was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_signature_method"); }}},
      {"a request without oauth_timestamp was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_timestamp"); }}},
      {"a request without oauth_nonce was accepted",
       {.before = [](auto& parts) { leave_out(parts, "oauth_nonce"); }}},
      {"a request without oauth_signature was accepted",
       {.after = [](auto& parts) { leave_out(parts, "oauth_signature"); }}},
  });
  return refuses(session, kind, kShapes, kBadRequest);
}

// In the query, where a second one is no fault of the Authorization header field's grammar.
Finding twice_is_a_bad_request(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a request with oauth_version twice was accepted",
       {.common = &in_the_query,
        .before =
            [](auto& parts) { parts.protocol = also(parts.protocol, "oauth_version", "1.0"); }}},
      {"a request with oauth_nonce twice was accepted",
       {.common = &in_the_query,
        .before =
            [](auto& parts) {
              parts.protocol = also(parts.protocol, "oauth_nonce",
                                    std::string(parts.protocol.find("oauth_nonce").value_or("")));
            }}},
  });
  return refuses(session, kind, kShapes, kBadRequest);
}

Finding unsupported_method_is_a_bad_request(Session& session, CredentialsKind kind) {
  constexpr auto kShapes = std::to_array<Shape>({
      {"a signature method that does not exist was accepted",
       {.before = [](auto& parts) { set(parts, "oauth_signature_method", "HMAC-UNHEARD-OF"); }}},
  });
  return refuses(session, kind, kShapes, kBadRequest);
}

Finding body_is_a_place(Session& session, CredentialsKind kind) {
  return takes(session, kind, {.before = &in_the_body},
               "protocol parameters in the body were refused");
}

Finding query_is_a_place(Session& session, CredentialsKind kind) {
  return takes(session, kind, {.before = &in_the_query},
               "protocol parameters in the query were refused");
}

// By the body, as it is the Authorization header field that tells a cache.
Finding is_not_for_caches(Session& session, CredentialsKind kind) {
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kind);
  if (!right) return right.error();
  const auto response = attempt(oauth1, *right, {.before = &in_the_body});
  if (!response) return response.error();
  if (!is_success(*response)) return inconclusive("the body is no place: " + describe(*response));
  return is_for_caches(*response) ? fail("a shared cache may store the credentials") : pass();
}

Attempt<std::vector<Credentials>> several(Session& session, CredentialsKind kind) {
  const std::size_t many = kind == CredentialsKind::temporary ? 8 : 3;
  std::vector<Credentials> all;
  while (all.size() < many) {
    const auto response = answer_of(session, kind);
    if (!response) return std::unexpected(response.error());
    auto credentials = OAuth1Session::credentials_of(*response);
    if (!credentials) return std::unexpected(credentials.error());
    all.push_back(*std::move(credentials));
  }
  return all;
}

// RFC 5849 names no number. Fewer bits than these can be tried out, offline, while credentials are valid; its own examples have more.
Finding secrets_are_long(Session& session, CredentialsKind kind) {
  constexpr double kFewestBits = 56;
  const auto all = several(session, kind);
  if (!all) return all.error();
  if (kind == CredentialsKind::token && are_one(*all)) {
    return inconclusive("each authorization gives the same token credentials");
  }
  std::vector<std::string> secrets;
  for (const Credentials& credentials : *all) secrets.emplace_back(credentials.secret.reveal());
  const double bits = bits_to_guess(secrets);
  return bits >= kFewestBits ? pass()
                             : fail(fmt::format("shared-secrets differ in {:.0f} bits", bits));
}

Finding tls_is_required(Session& session, CredentialsKind kind) {
  const std::string url = endpoint_of(session, kind);
  if (!url.starts_with("https:") && is_loopback(url)) {
    return unsupported("the endpoint is at a loopback address, and there without TLS");
  }
  const OAuth1Session oauth1(session);
  const auto right = right_parts(oauth1, kind);
  if (!right) return right.error();
  const auto response = attempt(oauth1, *right, {.before = &without_tls});
  if (response && gives_credentials(*response)) return fail("credentials are given without TLS");
  // That nobody answers without TLS is as good.
  return gives_them_by_right(oauth1, kind, *right);
}

}  // namespace oauthspec::checks
