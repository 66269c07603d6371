// SPDX-License-Identifier: Apache-2.0
#include "harness/testing/hostile_input/parsers.h"

#include <iterator>
#include <utility>

namespace oauthspec::testing {

const std::vector<Parser>& all_parsers() {
  static const std::vector<Parser> kAll = [] {
    std::vector<Parser> all;
    for (auto* const list :
         {json_parsers, jose_parsers, form_parsers, uri_parsers, field_parsers, text_parsers}) {
      std::vector<Parser> some = list();
      std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
  }();
  return kAll;
}

}  // namespace oauthspec::testing
