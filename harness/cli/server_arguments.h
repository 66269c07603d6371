// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/cli/expectations_arguments.h"
#include "harness/cli/report_files.h"

namespace oauthspec::cli {

class Options;

/// oauthspec server
struct ServerArguments {
  std::vector<std::string> patterns;
  std::string config;  ///< Empty only with `list`.
  bool list = false;
  std::vector<std::string> also;  ///< Documents that the server does not claim.
  bool without_waiting = false;
  std::int64_t patience = 900;  ///< Seconds.
  bool unexamined = false;
  std::string results;
  std::vector<ReportRequest> reports;
  ExpectationsArguments expectations;
  bool show_secrets = false;
  std::string vectors;
  std::string colour = "auto";
  bool verbose = false;
};

/// oauthspec doctor
struct DoctorArguments {
  std::string config;
  std::string colour = "auto";
};

/// Each adds its options to `options`; parsing fills `arguments`.
void add_server(Options& options, ServerArguments& arguments);
void add_doctor(Options& options, DoctorArguments& arguments);

}  // namespace oauthspec::cli
