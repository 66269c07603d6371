// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/cli/expectations_arguments.h"
#include "harness/cli/report_files.h"

namespace oauthspec::cli {

class Options;

/// oauthspec vectors
struct VectorsArguments {
  std::vector<std::string> patterns;
  std::string adapter;  ///< Empty, and exec as well: the reference, in process.
  std::string exec;     ///< An adapter that is started for each question.
  std::string backend;  ///< Of the reference; empty: openssl.
  unsigned sessions = 1;
  double timeout_seconds = 10;
  unsigned max_restarts = 200;
  std::vector<std::string> policies;
  std::string shard;
  std::string results;
  std::vector<ReportRequest> reports;
  bool resume = false;
  ExpectationsArguments expectations;
  bool show_secrets = false;
  std::string vectors;
  std::string colour = "auto";
  bool verbose = false;
};

/// Adds its options to `options`; parsing fills `arguments`.
void add_vectors(Options& options, VectorsArguments& arguments);

}  // namespace oauthspec::cli
