// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/misread_form.h"

#include <algorithm>
#include <expected>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace oauthspec::provider::defects {

using oauth::message::Parameters;
using oauth::message::ParameterView;
using oauth::message::Request;

Parameters form_of(const Request& request) {
  Parameters form;
  return form.add_form(request.body) ? form : Parameters();
}

Request with_form(Request request, FormChange change) {
  request.body = oauth::message::write_form(change(form_of(request)));
  return request;
}

bool goes_to(const Request& request, std::string_view path) {
  const std::string_view url = request.url;
  return url.substr(0, url.find('?')).ends_with(path);
}

Parameters last_of_each(const Parameters& form) {
  std::vector<ParameterView> kept;
  std::set<std::string_view> seen;
  for (const ParameterView parameter : form) {
    if (!seen.insert(parameter.name).second) {
      std::erase_if(kept, [&](const ParameterView& one) { return one.name == parameter.name; });
    }
    kept.push_back(parameter);
  }
  Parameters once;
  for (const ParameterView& parameter : kept) once.add(parameter);
  return once;
}

std::unexpected<oauth::oauth2::Refusal> invalid_request() {
  return std::unexpected(
      oauth::oauth2::Refusal{"invalid_request", 400, oauth::Errc::parameter_invalid});
}

}  // namespace oauthspec::provider::defects
