// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace oauthspec::cli {

/// What a run is held against.
struct ExpectationsArguments {
  std::string file;  ///< Empty: nothing is expected to fail.
  bool update = false;
};

/// Adds --expectations and --update-expectations to `app`; parsing fills `arguments`.
void add_expectations(CLI::App& app, ExpectationsArguments& arguments);

}  // namespace oauthspec::cli
