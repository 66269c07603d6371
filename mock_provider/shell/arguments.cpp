// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/arguments.h"

#include <map>

#include "harness/cli/command_line/options.h"

namespace oauthspec::provider {
namespace {

constexpr const char* kFooter =
    "Prints one line of JSON when it listens: {\"origin\": ..., \"metadata\": ..., ...}. SIGTERM "
    "stops it.\n"
    "mock_provider/README.md has the endpoints, the clients and users that it knows by default, "
    "and the\n"
    "configuration file.\n\n"
    "Examples:\n"
    "  oauthspec provider\n"
    "  oauthspec provider --port 0 --approve-as alice --exit-with-parent\n"
    "  oauthspec provider --profile oauth21 --tls-port 8443 --ca-out ca.pem\n"
    "  oauthspec provider --defect code-used-twice\n"
    "  oauthspec provider selftest\n\n"
    "Exit: 0 stopped by SIGTERM, or with the parent; 2 usage or configuration; 3 the address, the "
    "port or the\n"
    "      certificate cannot be used; 130 interrupted.\n";

void add_address_options(cli::Options& options, ServeArguments& arguments) {
  options.add("--port", arguments.port, "The port for http; 0: one that is free").show_default();
  const auto tls = options.add("--tls-port", arguments.tls_port,
                               "A port for https besides; 0: one that is free");
  auto key = options.add("--key", arguments.key, "Its private key, a PEM file").needs(tls);
  const auto certificate =
      options
          .add("--certificate", arguments.certificate,
               "The certificate for https, a PEM file; else one is made at the start")
          .needs(tls)
          .needs(key);
  key.needs(certificate);
  options
      .add("--ca-out", arguments.ca_out,
           "Write the certificate that clients have to trust to this file")
      .needs(tls)
      .excludes(certificate);
  options.add("--listen", arguments.address, "The IP address to listen at").show_default();
  options.add(
      "--any-address", arguments.any_address,
      "Let --listen name an address that other machines reach; its passwords are known to all");
  options.add(
      "--issuer", arguments.issuers,
      "One more origin that it is reached at, as http://provider.test:8080; may be repeated");
}

void add_behaviour_options(cli::Options& options, ServeArguments& arguments) {
  const std::map<std::string, Profile> profiles{
      {"rfc6749", Profile::rfc6749}, {"bcp", Profile::bcp}, {"oauth21", Profile::oauth21}};
  const std::map<std::string, TokenFormat> formats{{"opaque", TokenFormat::opaque},
                                                   {"jwt", TokenFormat::jwt}};
  options.add("--config", arguments.config,
              "Clients, users and settings: a JSON file as mock_provider/config.schema.json says");
  options
      .add("--profile", arguments.profile,
           "Whose rules it keeps: rfc6749, bcp (RFC 9700) or oauth21", profiles)
      .help_text("PROFILE");
  options
      .add("--token-format", arguments.token_format,
           "The form of access tokens: opaque or jwt (RFC 9068)", formats)
      .help_text("FORMAT");
  options.add("--approve-as", arguments.approve_as,
              "Show no page: this user signs in and allows everything at once");
  options
      .add("--defect", arguments.defect,
           "Plant this defect, one bug on purpose; --list-defects names all")
      .help_text("NAME");
  options.add("--seed", arguments.seed,
              "Draw codes and tokens from this number, the same in each run; for replays alone");
}

void add_listing_flags(cli::Options& options, ServeArguments& arguments) {
  options.add("--list-behaviours", arguments.list_behaviours,
              "List the ways in which /_control makes it misbehave, and do nothing else");
  options.add("--list-clients", arguments.list_clients,
              "List the clients and users that it would know, and do nothing else");
  options.add("--list-defects", arguments.list_defects,
              "List what --defect plants, each with the requirement that it breaks, and do nothing "
              "else");
}

void add_serve(cli::Options& options, ServeArguments& arguments) {
  add_address_options(options, arguments);
  add_behaviour_options(options, arguments);
  options.add("--log", arguments.log, "Write a line for each request to stderr");
  options.add(
      "--exit-with-parent", arguments.exit_with_parent,
      "Stop when stdin comes to its end, as it does with the program that started this one");
  options.add("--show-secrets", arguments.show_secrets,
              "Let the transcript show tokens and secrets to who asks for them");
  add_listing_flags(options, arguments);
}

void add_selftest(cli::Options& options, SelftestArguments& arguments) {
  options.add("NAME", arguments.names, "Which defects; else all of them");
  const auto list = options.add("--list", arguments.list,
                                "List the defects, each with the requirement that it breaks");
  options.add("--json", arguments.json, "Write what came of each defect to this file")
      .excludes(list);
  options.footer(
      "Exit: 0 when each defect is caught by a check that cites the requirement which it breaks, "
      "and every\n      check passes on the provider without one under each profile; 1 when not; "
      "2 usage.\n\n"
      "Examples:\n"
      "  oauthspec provider selftest\n"
      "  oauthspec provider selftest code-used-twice\n");
}

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words, const cli::Console& console) {
  cli::Program<Arguments> program("oauthspec-provider", OAUTHSPEC_VERSION,
                                  "A mock provider of OAuth 1.0 and 2.0 for tests.", kFooter);
  program.add_own(add_serve);
  program.add("selftest",
              "Prove that the server checks catch every planted defect, in this process",
              add_selftest);
  return program.read(words, console);
}

}  // namespace oauthspec::provider
