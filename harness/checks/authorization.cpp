// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/authorization.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/checks/expect.h"
#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Parameters response_parameters(const Request& arrived) {
  Parameters all = query_of(arrived.url);
  for (const auto parameter : fragment_of(arrived.url)) {
    all.add(parameter);
  }
  // A body that cannot be read holds nothing that a check could find.
  static_cast<void>(all.add_form(arrived.body).has_value());
  return all;
}

}  // namespace

bool AuthorizationAnswer::is_success() const {
  return parameters.find("code").has_value() || parameters.find("access_token").has_value();
}

std::string AuthorizationAnswer::describe() const {
  if (!has_arrived()) {
    return fmt::format("a page with the status {}", page.status);
  }
  return is_success() ? "success" : fmt::format("the error \"{}\"", error());
}

Attempt<Parameters> right_request(Session& session, const CodeRequest& request,
                                  std::string* verifier) {
  std::string made = oauth2::make_code_verifier(session.world().random);
  const auto challenge =
      oauth2::code_challenge(session.world().backend, made, oauth2::ChallengeMethod::s256);
  if (verifier != nullptr) {
    *verifier = std::move(made);
  }
  if (!challenge) {
    return std::unexpected(inconclusive("the challenge could not be computed"));
  }
  return with(with(session.code_parameters(request), "code_challenge", *challenge),
              "code_challenge_method", "S256");
}

IssuedCode issued_code(const Parameters& request, const Parameters& response,
                       std::string verifier) {
  IssuedCode issued;
  issued.code = response.find("code").value_or("");
  issued.redirect_uri = request.find("redirect_uri").value_or("");
  issued.code_verifier = std::move(verifier);
  issued.state = request.find("state").value_or("");
  issued.response = response;
  return issued;
}

Attempt<AuthorizationAnswer> ask(Session& session, const Parameters& parameters,
                                 const std::optional<std::string>& redirect_uri,
                                 flows::ResourceOwner* owner) {
  std::string url = session.target().server.authorization_endpoint;
  oauth::message::append_form_to_query(url, parameters);
  const std::string end =
      redirect_uri.value_or(std::string(parameters.find("redirect_uri").value_or("")));
  flows::ResourceOwner& who = owner != nullptr ? *owner : session.target().owner;
  const auto before = session.last_exchange();
  auto returned = who.authorize(url, end);
  AuthorizationAnswer answer;
  // The visits of somebody else's browser are not kept.
  if (session.last_exchange() != before) answer.exchange = session.last_exchange();
  if (returned) {
    answer.parameters = response_parameters(*returned);
    answer.arrived = std::move(returned->url);
    return answer;
  }
  if (!returned.error().response) {
    return std::unexpected(lost(returned.error()));
  }
  answer.page = *std::move(returned.error().response);
  return answer;
}

Attempt<AuthorizationAnswer> right_answer(Session& session, const CodeRequest& request) {
  const auto parameters = right_request(session, request);
  if (!parameters) {
    return std::unexpected(parameters.error());
  }
  auto answer = ask(session, *parameters);
  if (answer && !answer->is_success()) {
    return std::unexpected(
        inconclusive("the right request does not succeed: " + answer->describe()));
  }
  return answer;
}

Finding refused(const AuthorizationAnswer& answer, std::initializer_list<std::string_view> errors,
                std::string_view accepted) {
  if (answer.is_success()) {
    return shown_by(answer.exchange, fail(std::string(accepted)));
  }
  if (!answer.has_arrived()) {
    return answer.page.status / 100 == 4
               ? pass()
               : inconclusive("the browser stayed on " + answer.describe());
  }
  if (answer.error().empty()) {
    return shown_by(answer.exchange, fail("the response has neither a code nor an error"));
  }
  if (errors.size() == 0 || std::ranges::find(errors, answer.error()) != errors.end()) {
    return pass();
  }
  return shown_by(answer.exchange,
                  fail(fmt::format("the server refused with {} where the error is {}",
                                   answer.describe(), fmt::join(errors, " or "))));
}

Finding succeeded(const AuthorizationAnswer& answer, std::string_view refused) {
  if (answer.is_success()) {
    return pass();
  }
  return shown_by(answer.exchange, fail(fmt::format("{}: {}", refused, answer.describe())));
}

std::size_t times_in(std::string_view url, std::string_view name) {
  return query_of(url).count(name) + fragment_of(url).count(name);
}

}  // namespace oauthspec::checks
