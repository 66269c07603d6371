// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/oauth1_replies.h"

#include <utility>

#include "harness/reference/oauth1/request_parameters.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::Parameters;
using oauth::message::Request;

constexpr int kOk = 200;
constexpr int kSeeOther = 303;

Parameters form_of(std::string_view text) {
  Parameters form;
  // The provider writes what it can read; of a request, what cannot be read is not there.
  static_cast<void>(form.add_form(text).has_value());
  return form;
}

std::string text_of(const Parameters& parameters, std::string_view name) {
  return std::string(parameters.find(name).value_or(""));
}

}  // namespace

void edit_credentials(Rules& rules, Endpoint endpoint,
                      const std::function<void(const Request&, Parameters&)>& edit) {
  alter(rules, endpoint, [edit](const Request& request, http::Reply& reply) {
    if (reply.response.status == kOk) {
      Parameters form = form_of(reply.response.body);
      edit(request, form);
      reply.response.body = write_form(form);
    }
  });
}

void write_credentials(Rules& rules, Endpoint endpoint, const std::string& name,
                       const std::string& value) {
  edit_credentials(rules, endpoint, [name, value](const Request&, Parameters& form) {
    Parameters edited;
    for (const auto parameter : form) {
      if (parameter.name != name) {
        edited.add(parameter);
      } else if (!value.empty()) {
        edited.add(name, value);
      }
    }
    form = std::move(edited);
  });
}

void refuse_with(Rules& rules, Endpoint endpoint, const std::string& problem, int status) {
  alter(rules, endpoint, [problem, status](const Request&, http::Reply& reply) {
    if (text_of(form_of(reply.response.body), "oauth_problem") == problem) {
      reply.response.status = status;
    }
  });
}

std::string in_query(const Request& request, const std::string& name) {
  const auto question = request.url.find('?');
  return question == std::string::npos
             ? std::string()
             : text_of(form_of(std::string_view(request.url).substr(question + 1)), name);
}

std::string in_request(const Request& request, const std::string& name) {
  const auto collected = oauth::oauth1::collect_parameters(request);
  if (!collected) {
    return {};
  }
  for (const Parameters* place :
       {&collected->authorization_header, &collected->form_body, &collected->query}) {
    if (place->find(name)) {
      return text_of(*place, name);
    }
  }
  return {};
}

void send_to(http::Reply& reply, const std::string& url) {
  reply.response = {.status = kSeeOther, .headers = {{"Location", url}}, .body = {}};
}

std::shared_ptr<Seen> watch_temporary_credentials(Rules& rules) {
  auto seen = std::make_shared<Seen>();
  edit_credentials(
      rules, Endpoint::temporary_credentials, [seen](const Request& request, Parameters& form) {
        (*seen)[text_of(form, "oauth_token")] = {text_of(form, "oauth_token_secret"),
                                                 in_request(request, "oauth_callback")};
      });
  return seen;
}

}  // namespace oauthspec::provider::defects
