// SPDX-License-Identifier: Apache-2.0
// oauth_serialize_url_parameters() writes forms. What reads them, oauth_split_post_paramters(), takes the signature out and gives
// "name=value" decoded, in which no name can be told from its value: there is no decode() in it.
#include "fuzz/oracle/form.h"

#include "fuzz/parser.h"
#include "fuzz/peers/liboauth/pairs.h"

namespace oauthspec::fuzz::liboauth {
namespace {

std::string write(const FormPairs& pairs) {
  return ParameterArray(pairs).serialize();
}

}  // namespace
}  // namespace oauthspec::fuzz::liboauth

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_form,
                      oauthspec::fuzz::FormCodec{.write = oauthspec::fuzz::liboauth::write})
