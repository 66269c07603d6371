// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/redirections.h"

#include <algorithm>

namespace oauthspec::provider::defects {
namespace {

// Where the separator before the parameter stands; npos where there is none of the name.
std::size_t find_parameter(std::string_view url, std::string_view name) {
  for (const char before : {'?', '&', '#'}) {
    const std::size_t at = url.find(before + std::string(name) + "=");
    if (at != std::string_view::npos) {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

void alter_responses(Rules& rules, const std::function<void(std::string&)>& change) {
  for (const Endpoint endpoint : {Endpoint::authorization, Endpoint::consent}) {
    alter(rules, endpoint, [change](const oauth::message::Request&, http::Reply& reply) {
      for (oauth::message::HeaderField& field : reply.response.headers) {
        // What leads to the provider's own pages is no response yet.
        if (field.name == "Location" && !names(field.value, "interaction")) {
          change(field.value);
        }
      }
    });
  }
}

bool names(std::string_view url, std::string_view name) {
  return find_parameter(url, name) != std::string_view::npos;
}

void drop(std::string& url, std::string_view name) {
  const std::size_t at = find_parameter(url, name);
  if (at == std::string::npos) {
    return;
  }
  const std::size_t end = std::min(url.find_first_of("&#", at + 1), url.size());
  const bool first = url[at] != '&';
  if (first && end < url.size() && url[end] == '&') {
    url.erase(at + 1, end - at);
  } else {
    url.erase(at, end - at);
  }
}

void add(std::string& url, std::string_view parameter) {
  url.append("&").append(parameter);
}

}  // namespace oauthspec::provider::defects
