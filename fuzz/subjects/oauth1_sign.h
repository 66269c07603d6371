// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fuzz/oracle/oauth1_sign.h"
#include "harness/reference/base/error.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/sign.h"

namespace oauthspec::fuzz {

/// The reference's place of that name.
[[nodiscard]] oauth::oauth1::Location location_of(std::string_view place);

/// What the reference assigns and signs; `extra`, further protocol parameters.
[[nodiscard]] oauth::Result<oauth::oauth1::Signed> sign_with_reference(
    const Oauth1Signing& signing, const oauth::message::Request& request,
    const oauth::message::Parameters& extra = {});

}  // namespace oauthspec::fuzz
