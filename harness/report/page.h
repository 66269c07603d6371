// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/report/assets.h"

/// Pages that are one file each: they need no server, no network and nothing else beside them.
namespace oauthspec::report {

/// What a page is made of.
struct Page {
  std::string title;
  Asset style;
  Asset
      script;  ///< A module: it runs when everything else is there; finds `data` in the element of that id.
  std::string body;     ///< Markup.
  nlohmann::json data;  ///< For the script.
};

/// The page as HTML. Only its own style and script can have any effect in it: the Content-Security-Policy names them by
/// their hashes and forbids everything else, requests too.
[[nodiscard]] std::string page(const Page& page);

/// Text as it stands in markup, between tags or in the quotes of an attribute. Octets that are no UTF-8 and control
/// characters are written as \xNN.
[[nodiscard]] std::string escaped(std::string_view text);

/// A template with every {{name}} replaced by the markup of that name. A name that is not known stays.
[[nodiscard]] std::string filled(std::string_view text,
                                 const std::map<std::string, std::string, std::less<>>& markup);

}  // namespace oauthspec::report
