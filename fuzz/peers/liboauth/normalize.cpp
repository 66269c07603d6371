// SPDX-License-Identifier: Apache-2.0
// oauth_cmpstringp() and oauth_serialize_url_parameters(), by which liboauth normalises parameters.
#include "fuzz/oracle/base_string.h"
#include "fuzz/parser.h"
#include "fuzz/peers/liboauth/pairs.h"

namespace oauthspec::fuzz::liboauth {
namespace {

std::string normalize(const Pairs& parameters) {
  ParameterArray array(parameters);
  array.sort();
  return array.serialize();
}

}  // namespace
}  // namespace oauthspec::fuzz::liboauth

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_base_string,
                      oauthspec::fuzz::BaseStringBuilder{
                          .normalize = oauthspec::fuzz::liboauth::normalize})
