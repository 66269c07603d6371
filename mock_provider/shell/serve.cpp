// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/serve.h"

#include <algorithm>
#include <chrono>
#include <expected>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "harness/http/server.h"
#include "harness/http/tls.h"
#include "harness/reference/base/system_clock.h"
#include "harness/reference/crypto/system_random.h"
#include "harness/report/text.h"
#include "mock_provider/control/behaviours.h"
#include "mock_provider/rules/rules.h"
#include "mock_provider/shell/planted.h"
#include "mock_provider/shell/provider.h"
#include "mock_provider/shell/seeded_source.h"
#include "mock_provider/shell/setup.h"
#include "mock_provider/shell/stop_watch.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider {
namespace {

constexpr std::chrono::milliseconds kGrace{2000};

int complain(const cli::Console& console, const std::string& what, int code) {
  console.err << "oauthspec-provider: " << report::harmless(what) << std::endl;
  return code;
}

std::expected<http::TlsIdentity, std::string> identity_for(const ServeArguments& arguments,
                                                           const oauth::Clock& clock) {
  if (!arguments.certificate.empty()) {
    return http::read_tls_identity(arguments.certificate, arguments.key);
  }
  auto identity = http::make_tls_identity(clock);
  if (identity && !arguments.ca_out.empty()) {
    std::ofstream file(arguments.ca_out, std::ios::binary);
    file << identity->authority_pem << std::flush;
    if (!file) {
      return std::unexpected(fmt::format("{}: cannot be written", arguments.ca_out));
    }
  }
  return identity;
}

http::ServerOptions server_options(const ServeArguments& arguments,
                                   std::optional<http::TlsIdentity> identity) {
  http::ListenOptions plain{.address = arguments.address,
                            .any_address = arguments.any_address,
                            .port = arguments.port,
                            .identity = std::nullopt};
  http::ServerOptions options;
  options.listen = {plain};
  if (identity) {
    plain.port = arguments.tls_port.value_or(0);
    plain.identity = std::move(identity);
    options.listen.push_back(std::move(plain));
  }
  return options;
}

// Every name under which this machine reaches its ports: each is an issuer of its own.
std::vector<std::string> origins_of(const http::Server& server, const Config& config) {
  std::vector<std::string> origins;
  for (const http::Endpoint& endpoint : server.endpoints()) {
    origins.push_back(endpoint.origin);
  }
  for (const http::Endpoint& endpoint : server.endpoints()) {
    const std::string scheme = endpoint.tls ? "https" : "http";
    for (const char* host : {"localhost", "127.0.0.1", "[::1]"}) {
      std::string origin = fmt::format("{}://{}:{}", scheme, host, endpoint.port);
      if (std::ranges::find(origins, origin) == origins.end()) {
        origins.push_back(std::move(origin));
      }
    }
  }
  std::ranges::copy(config.issuers, std::back_inserter(origins));
  return origins;
}

void announce(const std::vector<http::Endpoint>& endpoints, const cli::Console& console) {
  const std::string& origin = endpoints.front().origin;
  nlohmann::ordered_json line = {{"origin", origin},
                                 {"tls_origin", nullptr},
                                 {"issuer", origin},
                                 {"metadata", origin + "/.well-known/oauth-authorization-server"},
                                 {"inspector", origin + "/"},
                                 {"control", origin + "/_control"},
                                 {"pid", getpid()}};
  if (endpoints.size() > 1) {
    line["tls_origin"] = endpoints.back().origin;
  }
  console.out << line.dump() << std::endl;
}

int exit_code(Stop stop) {
  return stop == Stop::interrupted ? cli::interrupted
         : stop == Stop::failed    ? cli::unusable
                                   : cli::as_expected;
}

// Listens, says so, and waits for its end.
int listen(const ServeArguments& arguments, const Config& config, http::ServerOptions options,
           State& state, const cli::Console& console) {
  const StopWatch watch;
  Provider provider(state, arguments.log ? &console.err : nullptr);
  auto held = provider.hold();
  auto server = http::Server::start(provider, std::move(options));
  if (!server) {
    return complain(console, server.error(), cli::unusable);
  }
  state.settings.origins = origins_of(**server, config);
  held.unlock();
  announce((*server)->endpoints(), console);
  const Stop stop = watch.wait(arguments.exit_with_parent);
  (*server)->stop(kGrace);
  return exit_code(stop);
}

}  // namespace

int serve(const ServeArguments& arguments, const cli::Console& console) {
  if (arguments.list_behaviours) {
    console.out << control::behaviours_table();
    return cli::as_expected;
  }
  if (arguments.list_defects) {
    console.out << list_defects();
    return cli::as_expected;
  }
  auto rules = rules_with(arguments.defect);
  if (!rules) {
    return complain(console, rules.error(), cli::usage);
  }
  const oauth::crypto::Backend& backend = oauth::crypto::openssl();
  const auto config = set_up(backend, arguments);
  if (!config) {
    return complain(console, config.error(), cli::usage);
  }
  if (arguments.list_clients) {
    console.out << list_clients(config->registry);
    return cli::as_expected;
  }
  auto keys = signing_keys(backend, *config);
  if (!keys) {
    return complain(console, keys.error(), cli::usage);
  }
  const oauth::SystemClock clock;
  std::optional<http::TlsIdentity> identity;
  if (arguments.tls_port) {
    auto made = identity_for(arguments, clock);
    if (!made) {
      return complain(console, made.error(), cli::usage);
    }
    identity = *std::move(made);
  }
  SeededSource seeded(arguments.seed.value_or(0));
  if (arguments.seed) {
    console.err
        << "oauthspec-provider: --seed: whoever knows the seed can foretell each code and token"
        << std::endl;
  }
  oauth::RandomSource& random = arguments.seed ? seeded : oauth::crypto::system_random();
  http::raise_open_file_limit();
  State state({backend, clock, random}, config->settings, config->registry, *std::move(rules),
              std::make_shared<const SigningKeys>(*std::move(keys)));
  return listen(arguments, *config, server_options(arguments, std::move(identity)), state, console);
}

}  // namespace oauthspec::provider
