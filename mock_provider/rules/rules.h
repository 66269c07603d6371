// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "harness/http/reply.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/rules/authorization_rules.h"
#include "mock_provider/rules/client_rules.h"
#include "mock_provider/rules/device_rules.h"
#include "mock_provider/rules/dpop_rules.h"
#include "mock_provider/rules/exchange_rules.h"
#include "mock_provider/rules/grant_rules.h"
#include "mock_provider/rules/interaction_rules.h"
#include "mock_provider/rules/introspection_rules.h"
#include "mock_provider/rules/oauth1_rules.h"
#include "mock_provider/rules/registration_rules.h"
#include "mock_provider/rules/request_rules.h"
#include "mock_provider/rules/resource_rules.h"
#include "mock_provider/rules/revocation_rules.h"
#include "mock_provider/rules/token_rules.h"

namespace oauthspec::provider {

/// Changes a finished reply of one endpoint: how a planted defect writes a response wrongly.
struct Alteration {
  Endpoint endpoint{};
  std::function<void(const oauth::message::Request&, http::Reply&)> alter;
};

/// Every decision that a specification asks of the provider, as a function. As it is made, each is the right one, which asks the
/// reference. A planted defect (defects/) puts another function in the place of one. The endpoints look into no record and compare
/// nothing themselves: whatever can be decided wrongly stands in this table.
struct Rules {
  RequestRules request;
  ClientRules client;
  AuthorizationRules authorization;
  InteractionRules interaction;
  GrantRules grant;
  ExchangeRules exchange;
  TokenRules token;
  DpopRules dpop;
  DeviceRules device;
  RevocationRules revocation;
  IntrospectionRules introspection;
  RegistrationRules registration;
  ResourceRules resource;
  OAuth1Rules oauth1;
  std::vector<Alteration> alterations;
};

}  // namespace oauthspec::provider
