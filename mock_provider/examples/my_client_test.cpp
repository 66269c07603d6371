// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/http/client.h"

int main() {
  FILE* provider = popen("exec \"${OAUTHSPEC_PROVIDER:-oauthspec-provider}\" --port 0", "r");
  char line[1024] = "";
  if (provider == nullptr || std::fgets(line, sizeof line, provider) == nullptr) return 1;
  const auto at = nlohmann::json::parse(line);
  oauthspec::http::SocketTransport http;  // any HTTP library will do
  const std::string credentials = "&client_id=client&client_secret=secret";
  const auto token = http.send({"POST",
                                at.at("origin").get<std::string>() + "/token",
                                {{"Content-Type", "application/x-www-form-urlencoded"}},
                                "grant_type=client_credentials" + credentials});
  const auto seen = http.send({"GET", at.at("control").get<std::string>() + "/transcript", {}, ""});
  kill(at.at("pid").get<pid_t>(), SIGTERM);
  if (pclose(provider) != 0 || !token || token->status != 200 || !seen) return 1;
  const auto exchanges = nlohmann::json::parse(seen->body).at("exchanges");
  return exchanges.at(0).at("verdict").at("accepted") == true ? 0 : 1;
}
