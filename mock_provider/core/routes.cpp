// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/routes.h"

#include <algorithm>
#include <array>

#include "mock_provider/control/control.h"
#include "mock_provider/control/events.h"
#include "mock_provider/control/inspector.h"
#include "mock_provider/core/consent.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/oauth1/endpoints.h"
#include "mock_provider/oauth2/authorization.h"
#include "mock_provider/oauth2/device_authorization.h"
#include "mock_provider/oauth2/device_page.h"
#include "mock_provider/oauth2/introspection.h"
#include "mock_provider/oauth2/metadata.h"
#include "mock_provider/oauth2/pushed_authorization.h"
#include "mock_provider/oauth2/registration.h"
#include "mock_provider/oauth2/resource.h"
#include "mock_provider/oauth2/revocation.h"
#include "mock_provider/oauth2/token.h"

namespace oauthspec::provider {
namespace {

http::Reply not_found(Call& call) {
  call.verdict = {.accepted = false,
                  .error = {},
                  .reason = {},
                  .requirement = {},
                  .explanation = "The provider has nothing at this path."};
  return {{.status = 404,
           .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
           .body = "There is nothing here.\n"},
          {}};
}

http::Reply control_here(Call& call) {
  return control::control(call, &finish_of);
}

constexpr std::array kRoutes = {
    Route{"/oauth1/initiate", Endpoint::temporary_credentials,
          &oauth1_endpoints::temporary_credentials},
    Route{"/oauth1/authorize", Endpoint::owner_authorization,
          &oauth1_endpoints::owner_authorization},
    Route{"/oauth1/token", Endpoint::token_credentials, &oauth1_endpoints::token_credentials},
    Route{"/oauth1/resource", Endpoint::oauth1_resource, &oauth1_endpoints::resource},
    Route{"/token", Endpoint::token, &oauth2_endpoints::token},
    Route{"/device_authorization", Endpoint::device_authorization,
          &oauth2_endpoints::device_authorization},
    Route{"/revoke", Endpoint::revocation, &oauth2_endpoints::revocation},
    Route{"/introspect", Endpoint::introspection, &oauth2_endpoints::introspection},
    Route{"/authorize", Endpoint::authorization, &oauth2_endpoints::authorization},
    Route{"/par", Endpoint::pushed_authorization, &oauth2_endpoints::pushed_authorization},
    Route{"/sign-in", Endpoint::sign_in, &sign_in},
    Route{"/consent", Endpoint::consent, &consent},
    Route{"/device", Endpoint::device, &oauth2_endpoints::device_page},
    Route{"/sign-out", Endpoint::sign_in, &sign_out},
    Route{"/register", Endpoint::registration, &oauth2_endpoints::registration},
    Route{"/register/", Endpoint::configuration, &oauth2_endpoints::configuration},
    Route{"/resource", Endpoint::resource, &oauth2_endpoints::resource},
    Route{"/resource/", Endpoint::resource, &oauth2_endpoints::resource},
    Route{"/jwks", Endpoint::jwks, &oauth2_endpoints::jwks},
    Route{"/.well-known/oauth-authorization-server", Endpoint::metadata,
          &oauth2_endpoints::metadata},
    Route{"/.well-known/oauth-protected-resource/", Endpoint::resource_metadata,
          &oauth2_endpoints::resource_metadata},
    Route{"/_control", Endpoint::control, &control_here},
    Route{"/_control/", Endpoint::control, &control_here},
    Route{"/_events", Endpoint::inspector, &control::events},
    Route{"/", Endpoint::inspector, &control::inspector},
    Route{"", Endpoint::inspector, &control::inspector},
    Route{"/_assets/", Endpoint::inspector, &control::assets},
};
constexpr Route kNowhere{"", Endpoint::none, &not_found};

bool fits(const Route& route, std::string_view path) {
  return path == route.path ||
         (route.path.ends_with('/') && route.path.size() > 1 && path.starts_with(route.path));
}

}  // namespace

const Route& find_route(std::string_view path) {
  const auto* const found =
      std::ranges::find_if(kRoutes, [path](const Route& route) { return fits(route, path); });
  return found == kRoutes.end() ? kNowhere : *found;
}

}  // namespace oauthspec::provider
