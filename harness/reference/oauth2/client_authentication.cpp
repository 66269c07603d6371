// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/client_authentication.h"

#include <algorithm>
#include <utility>

#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/characters.h"

namespace oauth::oauth2 {
namespace {

constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;

struct Adder {
  const std::string& client_id;
  message::Parameters& form;
  std::vector<message::HeaderField>& headers;

  Result<void> operator()(const NoAuthentication& /*none*/) const {
    // RFC6749-3.2.1-2, RFC6749-4.1.3-6, RFC8628-3.1-2, RFC8628-3.4-3, RFC7009-5-6
    form.add("client_id", client_id);
    return {};
  }
  Result<void> operator()(const TlsCertificate& /*shown by the connection*/) const {
    // RFC8705-2-2
    form.add("client_id", client_id);
    return {};
  }
  Result<void> operator()(const SecretBasic& basic) const {
    if (!sound(basic.client_secret)) return refuse();
    // RFC6749-2.3.1-2
    headers.push_back({"Authorization", write_basic_authorization(client_id, basic.client_secret)});
    return {};
  }
  Result<void> operator()(const SecretPost& post) const {
    if (!sound(post.client_secret)) return refuse();
    // RFC6749-2.3.1-5, RFC6749-2.3.1-6
    form.add("client_id", client_id);
    form.add("client_secret", post.client_secret.reveal());
    return {};
  }
  Result<void> operator()(const Assertion& assertion) const {
    // RFC6749-3.2-7: without a value it would count as omitted.
    if (assertion.client_assertion.reveal().empty()) return refuse();
    // RFC7523-2.2-1, RFC7523-2.2-2; RFC 7521 section 4.2: client_id is not needed, and does no harm.
    form.add("client_assertion_type", kJwtAssertionType);
    form.add("client_assertion", assertion.client_assertion.reveal());
    return {};
  }

  // RFC6749-A.2-1
  static bool sound(const Secret& secret) {
    return std::ranges::all_of(secret.reveal(), is_vschar);
  }
  static std::unexpected<Error> refuse() {
    return std::unexpected(Error{Errc::credentials_invalid, 0});
  }
};

std::unexpected<Refusal> invalid_request() {
  return std::unexpected(Refusal{"invalid_request", kBadRequest, Errc::credentials_invalid});
}

std::optional<std::string> value_of(const message::Parameters& form, std::string_view name) {
  const auto value = form.find(name);
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

/// Whether any Authorization header field is of the scheme Basic.
bool uses_basic(std::string_view field) {
  return message::equal_without_case(field.substr(0, field.find(' ')), "Basic");
}

Judgement<PresentedClient> from_basic(const message::Request& request, PresentedClient shown) {
  auto password = parse_basic_authorization(
      message::find_header(request.headers, "Authorization").value_or(""));
  // RFC6749-5.2-6
  if (!password) {
    return std::unexpected(Refusal{"invalid_client", kUnauthorized, password.error().code});
  }
  // Two names for one client are none.
  if (shown.client_id && *shown.client_id != password->client_id) return invalid_request();
  shown.client_id = std::move(password->client_id);
  shown.authentication = SecretBasic{std::move(password->client_secret)};
  return shown;
}

}  // namespace

Result<void> add_client_authentication(const Client& client, message::Parameters& form,
                                       std::vector<message::HeaderField>& headers) {
  // RFC6749-A.1-1, RFC6749-3.2-7: a name without a value is none; an assertion names its client by itself.
  const bool named = !std::holds_alternative<Assertion>(client.authentication);
  if (named && !is_all(client.client_id, is_vschar)) return Adder::refuse();
  return std::visit(Adder{client.client_id, form, headers}, client.authentication);
}

Judgement<PresentedClient> find_client(const message::Request& request,
                                       const message::Parameters& form) {
  const std::size_t fields = message::count_headers(request.headers, "Authorization");
  const auto field = message::find_header(request.headers, "Authorization");
  const bool basic = field && uses_basic(*field);
  const auto secret = value_of(form, "client_secret");
  const auto assertion = value_of(form, "client_assertion");
  const auto type = value_of(form, "client_assertion_type");
  PresentedClient shown{value_of(form, "client_id"), NoAuthentication{}};
  // RFC6749-2.3-3, RFC6749-5.2-3: one method only, and all of it.
  const int methods = (basic ? 1 : 0) + (secret ? 1 : 0) + (assertion ? 1 : 0);
  if (methods > 1 || fields > 1 || assertion.has_value() != type.has_value()) {
    return invalid_request();
  }
  if (basic) return from_basic(request, std::move(shown));
  if (secret) {
    // RFC6749-2.3.1-5
    if (!shown.client_id) return invalid_request();
    shown.authentication = SecretPost{Secret(*secret)};
  }
  if (assertion) {
    if (*type != kJwtAssertionType) return invalid_request();
    shown.authentication = Assertion{Secret(*assertion)};
  }
  return shown;
}

}  // namespace oauth::oauth2
