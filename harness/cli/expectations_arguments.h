// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace oauthspec::cli {

class Options;

/// What a run is held against.
struct ExpectationsArguments {
  std::string file;  ///< Empty: nothing is expected to fail.
  bool update = false;
};

/// Adds --expectations and --update-expectations to `options`; parsing fills `arguments`.
void add_expectations(Options& options, ExpectationsArguments& arguments);

}  // namespace oauthspec::cli
