// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/session.h"

#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Attempt<Response> answer_of(flows::Outcome<Response> outcome) {
  if (!outcome) {
    return std::unexpected(unanswered("no answer: " + outcome.error().reason));
  }
  return *std::move(outcome);
}

std::string url_with(const std::string& endpoint, const Parameters& parameters) {
  std::string url = endpoint;
  oauth::message::append_form_to_query(url, parameters);
  return url;
}

}  // namespace

Parameters with(const Parameters& parameters, std::string_view name, std::string_view value) {
  Parameters changed;
  bool set = false;
  for (const auto parameter : parameters) {
    if (parameter.name != name) {
      changed.add(parameter);
    } else if (!set) {
      changed.add(name, value);
      set = true;
    }
  }
  if (!set) {
    changed.add(name, value);
  }
  return changed;
}

Parameters without(const Parameters& parameters, std::string_view name) {
  Parameters changed;
  for (const auto parameter : parameters) {
    if (parameter.name != name) {
      changed.add(parameter);
    }
  }
  return changed;
}

Parameters also(const Parameters& parameters, std::string_view name, std::string_view value) {
  Parameters changed = parameters;
  changed.add(name, value);
  return changed;
}

Finding lost(const flows::Failure& failure) {
  std::string message = "the owner did not come back: " + failure.reason;
  return failure.endless ? unanswered(std::move(message)) : inconclusive(std::move(message));
}

IssuedCode made_up_code(Session& session) {
  IssuedCode code;
  code.code = session.fresh_text(32);
  code.redirect_uri = session.client().redirect_uris.front();
  code.code_verifier = session.fresh_text(43);
  return code;
}

Session::Session(const Target& target) : target_(&target), world_(target.world) {}

Attempt<Response> Session::send(const Request& request) {
  return answer_of(flows::send(world_, "request", request));
}

Attempt<Response> Session::get(const std::string& url, std::vector<HeaderField> headers) {
  return send({"GET", url, std::move(headers), ""});
}

Attempt<Response> Session::post(const std::string& url, const Parameters& form,
                                std::vector<HeaderField> headers) {
  headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  return send({"POST", url, std::move(headers), oauth::message::write_form(form)});
}

Attempt<Response> Session::post_as(const TestClient& client, const std::string& url,
                                   const Parameters& form, std::vector<HeaderField> headers) {
  Parameters all = form;
  if (auto added = oauth2::add_client_authentication(client.client, all, headers); !added) {
    return std::unexpected(inconclusive("the client's credentials cannot be written"));
  }
  return post(url, all, std::move(headers));
}

Attempt<Response> Session::token(const TestClient& client, const Parameters& form,
                                 std::vector<HeaderField> headers) {
  return post_as(client, target_->server.token_endpoint, form, std::move(headers));
}

Attempt<Response> Session::authorization(const Parameters& parameters) {
  return get(url_with(target_->server.authorization_endpoint, parameters));
}

Attempt<Request> Session::authorized(const Parameters& parameters) {
  std::string redirect_uri(parameters.find("redirect_uri").value_or(""));
  if (redirect_uri.empty() && !client().redirect_uris.empty()) {
    redirect_uri = client().redirect_uris.front();
  }
  auto returned = target_->owner.authorize(
      url_with(target_->server.authorization_endpoint, parameters), redirect_uri);
  if (!returned) {
    return std::unexpected(lost(returned.error()));
  }
  return *std::move(returned);
}

Parameters Session::code_parameters(const CodeRequest& request) {
  const TestClient& client =
      request.client != nullptr ? *request.client : sure(target_->confidential);
  Parameters parameters{{"response_type", "code"}, {"client_id", client.id()}};
  if (request.redirect_uri) {
    parameters.add("redirect_uri", *request.redirect_uri);
  } else if (!client.redirect_uris.empty()) {
    parameters.add("redirect_uri", client.redirect_uris.front());
  }
  const auto own = oauth2::write_scope(client.scope);
  const std::string scope = request.scope ? *request.scope : own.value_or("");
  if (!scope.empty()) {
    parameters.add("scope", scope);
  }
  parameters.add("state", fresh_text());
  for (const auto parameter : request.extra) {
    parameters = with(parameters, parameter.name, parameter.value);
  }
  return parameters;
}

Attempt<IssuedCode> Session::code(const CodeRequest& request) {
  Parameters parameters = code_parameters(request);
  IssuedCode issued;
  if (request.challenge) {
    issued.code_verifier = oauth2::make_code_verifier(world_.random);
    const auto challenge =
        oauth2::code_challenge(world_.backend, issued.code_verifier, oauth2::ChallengeMethod::s256);
    if (!challenge) {
      return std::unexpected(inconclusive("the challenge could not be computed"));
    }
    parameters =
        with(with(parameters, "code_challenge", *challenge), "code_challenge_method", "S256");
  }
  issued.redirect_uri = parameters.find("redirect_uri").value_or("");
  issued.state = parameters.find("state").value_or("");
  const auto returned = authorized(parameters);
  if (!returned) {
    return std::unexpected(returned.error());
  }
  issued.arrived = returned->url;
  issued.response = query_of(returned->url);
  const auto code = issued.response.find("code");
  if (!code) {
    return std::unexpected(inconclusive("the authorization response has no code"));
  }
  issued.code = *code;
  return issued;
}

Parameters Session::code_form(const IssuedCode& code) const {
  Parameters form{{"grant_type", "authorization_code"}, {"code", code.code}};
  if (!code.redirect_uri.empty()) {
    form.add("redirect_uri", code.redirect_uri);
  }
  if (!code.code_verifier.empty()) {
    form.add("code_verifier", code.code_verifier);
  }
  return form;
}

Attempt<Response> Session::redeem(const IssuedCode& code, const TestClient* client) {
  return token(client != nullptr ? *client : sure(target_->confidential), code_form(code));
}

Attempt<IssuedTokens> Session::tokens(const CodeRequest& request) {
  const auto issued = code(request);
  if (!issued) {
    return std::unexpected(issued.error());
  }
  const auto response = redeem(*issued, request.client);
  if (!response) {
    return std::unexpected(response.error());
  }
  return read_tokens(*response);
}

Parameters client_credentials_form() {
  return {{"grant_type", "client_credentials"}};
}

Attempt<Response> Session::client_credentials() {
  auto response = token(client(), client_credentials_form(client()));
  if (response && !is_success(*response)) {
    return std::unexpected(inconclusive("the right request was refused: " + describe(*response)));
  }
  return response;
}

Attempt<IssuedTokens> Session::tokens_for_itself(const TestClient& client,
                                                 const Parameters& extra) {
  Parameters form = client_credentials_form(client);
  for (const auto parameter : extra) {
    form.add(parameter);
  }
  const auto response = token(client, form);
  if (!response) {
    return std::unexpected(response.error());
  }
  return read_tokens(*response);
}

Attempt<std::int64_t> IssuedTokens::expires_in() const {
  const auto lifetime = members.find("expires_in");
  if (lifetime == members.end() || !lifetime->is_number_integer()) {
    return std::unexpected(inconclusive("the token response does not say when the token expires"));
  }
  return lifetime->get<std::int64_t>();
}

Attempt<IssuedTokens> Session::read_tokens(const Response& response) {
  const auto body = json_of(response);
  if (!is_success(response) || !body || !body->is_object() || !body->contains("access_token") ||
      !body->at("access_token").is_string()) {
    return std::unexpected(inconclusive("no tokens were issued: " + describe(response)));
  }
  IssuedTokens tokens;
  tokens.access_token = body->at("access_token").get<std::string>();
  const auto refresh = body->find("refresh_token");
  if (refresh != body->end() && refresh->is_string()) {
    tokens.refresh_token = refresh->get<std::string>();
  }
  tokens.members = *body;
  tokens.response = response;
  return tokens;
}

Attempt<Response> Session::resource(std::string_view access_token) {
  return get(target_->resource, {{"Authorization", "Bearer " + std::string(access_token)}});
}

Attempt<bool> Session::takes(std::string_view access_token) {
  const auto response = resource(access_token);
  if (!response) {
    return std::unexpected(response.error());
  }
  if (is_success(*response) || response->status == 401 || response->status == 403) {
    return is_success(*response);
  }
  return std::unexpected(inconclusive("the resource answered with " + describe(*response)));
}

Attempt<std::vector<Response>> Session::at_once(const std::vector<Request>& requests) {
  http::Recorder* const recorder = target_->recorder;
  const auto started = recorder != nullptr ? recorder->elapsed() : std::chrono::microseconds();
  std::vector<Answered> answered = target_->at_once(requests);
  std::vector<Response> responses;
  std::optional<Finding> missing;
  for (std::size_t i = 0; i < answered.size(); ++i) {
    Answered& one = answered[i];
    if (recorder != nullptr) recorder->add(requests[i], one, started);
    if (one) {
      responses.push_back(*std::move(one));
    } else {
      missing = unanswered("no answer: " + one.error().detail);
    }
  }
  if (missing) return std::unexpected(*missing);
  return responses;
}

Attempt<void> Session::wait(std::int64_t seconds) {
  if (seconds > target_->patience) {
    return std::unexpected(
        inconclusive(fmt::format("this takes {} seconds, more than the {} that a check may wait",
                                 seconds, target_->patience)));
  }
  if (!world_.wait(seconds)) {
    return std::unexpected(inconclusive("the run ended while the check waited"));
  }
  return {};
}

std::optional<std::size_t> Session::last_exchange() const {
  if (target_->recorder == nullptr || target_->recorder->exchanges().empty()) return std::nullopt;
  return target_->recorder->exchanges().size() - 1;
}

std::string Session::fresh_text(std::size_t octets) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::vector<std::uint8_t> drawn(octets);
  world_.random.fill(drawn);
  std::string text;
  for (const std::uint8_t octet : drawn) {
    text += kAlphabet[octet % kAlphabet.size()];
  }
  return text;
}

}  // namespace oauthspec::checks
