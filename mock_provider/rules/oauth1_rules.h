// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/verification_steps.h"
#include "mock_provider/rules/oauth1_flow.h"
#include "mock_provider/rules/oauth1_request.h"

namespace oauthspec::provider {

/// What the endpoints of OAuth 1.0 decide.
struct OAuth1Rules {
  // Whether a request is authentic (RFC 5849 section 3.2), in the order in which it is asked.
  decltype(&rules::is_http_method) is_http_method = &rules::is_http_method;
  decltype(&rules::verification_policy) verification_policy = &rules::verification_policy;
  decltype(&oauth::oauth1::collect_parameters) collect_parameters =
      &oauth::oauth1::collect_parameters;
  decltype(&oauth::oauth1::steps::protocol_parameters) protocol_parameters =
      &oauth::oauth1::steps::protocol_parameters;
  decltype(&oauth::oauth1::steps::check_duplicates) check_duplicates =
      &oauth::oauth1::steps::check_duplicates;
  decltype(&oauth::oauth1::steps::check_supported) check_supported =
      &oauth::oauth1::steps::check_supported;
  decltype(&oauth::oauth1::steps::check_required) check_required =
      &oauth::oauth1::steps::check_required;
  decltype(&oauth::oauth1::steps::check_version) check_version =
      &oauth::oauth1::steps::check_version;
  decltype(&oauth::oauth1::steps::choose_method) choose_method =
      &oauth::oauth1::steps::choose_method;
  decltype(&oauth::oauth1::steps::check_timestamp) check_timestamp =
      &oauth::oauth1::steps::check_timestamp;
  decltype(&oauth::oauth1::steps::check_transport) check_transport =
      &oauth::oauth1::steps::check_transport;
  decltype(&rules::known_client) known_client = &rules::known_client;
  decltype(&rules::token_kind) token_kind = &rules::token_kind;
  decltype(&rules::known_temporary) known_temporary = &rules::known_temporary;
  decltype(&rules::known_token) known_token = &rules::known_token;
  decltype(&oauth::oauth1::steps::check_holder) check_holder = &oauth::oauth1::steps::check_holder;
  decltype(&oauth::oauth1::steps::check_lifetime) check_lifetime =
      &oauth::oauth1::steps::check_lifetime;
  decltype(&rules::is_unused) is_unused = &rules::is_unused;
  decltype(&rules::is_in_force) is_in_force = &rules::is_in_force;
  decltype(&oauth::oauth1::steps::uses_nonce) uses_nonce = &oauth::oauth1::steps::uses_nonce;
  decltype(&oauth::oauth1::steps::is_fresh) is_fresh = &oauth::oauth1::steps::is_fresh;
  decltype(&oauth::oauth1::steps::check_body_hash) check_body_hash =
      &oauth::oauth1::steps::check_body_hash;
  decltype(&rules::base_string) base_string = &rules::base_string;
  decltype(&oauth::oauth1::steps::signature_matches) signature_matches =
      &oauth::oauth1::steps::signature_matches;
  decltype(&rules::remember_nonce) remember_nonce = &rules::remember_nonce;

  // Temporary credentials: section 2.1
  decltype(&rules::check_callback) check_callback = &rules::check_callback;
  decltype(&rules::make_credential) make_credential = &rules::make_credential;
  decltype(&rules::temporary_record) temporary_record = &rules::temporary_record;

  // Resource owner authorization: section 2.2
  decltype(&rules::check_authorizable) check_authorizable = &rules::check_authorizable;
  decltype(&rules::make_verifier) make_verifier = &rules::make_verifier;
  decltype(&rules::record_decision) record_decision = &rules::record_decision;
  decltype(&rules::has_callback) has_callback = &rules::has_callback;
  decltype(&rules::allowed_location) allowed_location = &rules::allowed_location;
  decltype(&rules::denied_location) denied_location = &rules::denied_location;

  // Token credentials: section 2.3
  decltype(&rules::check_authorized) check_authorized = &rules::check_authorized;
  decltype(&rules::same_verifier) same_verifier = &rules::same_verifier;
  decltype(&rules::use_up) use_up = &rules::use_up;
  decltype(&rules::token_record) token_record = &rules::token_record;
};

}  // namespace oauthspec::provider
