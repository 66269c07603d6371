// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/arguments.h"

#include <map>

#include <CLI/CLI.hpp>

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

void add_address_options(CLI::App& app, ServeArguments& arguments) {
  app.add_option("--port", arguments.port, "The port for http; 0: one that is free")
      ->capture_default_str();
  auto* tls = app.add_option("--tls-port", arguments.tls_port,
                             "A port for https besides; 0: one that is free");
  auto* key = app.add_option("--key", arguments.key, "Its private key, a PEM file")->needs(tls);
  auto* certificate =
      app.add_option("--certificate", arguments.certificate,
                     "The certificate for https, a PEM file; else one is made at the start")
          ->needs(tls)
          ->needs(key);
  key->needs(certificate);
  app.add_option("--ca-out", arguments.ca_out,
                 "Write the certificate that clients have to trust to this file")
      ->needs(tls)
      ->excludes(certificate);
  app.add_option("--listen", arguments.address, "The IP address to listen at")
      ->capture_default_str();
  app.add_flag(
      "--any-address", arguments.any_address,
      "Let --listen name an address that other machines reach; its passwords are known to all");
  app.add_option(
         "--issuer", arguments.issuers,
         "One more origin that it is reached at, as http://provider.test:8080; may be repeated")
      ->allow_extra_args(false);
}

void add_behaviour_options(CLI::App& app, ServeArguments& arguments) {
  const std::map<std::string, Profile> profiles{
      {"rfc6749", Profile::rfc6749}, {"bcp", Profile::bcp}, {"oauth21", Profile::oauth21}};
  const std::map<std::string, TokenFormat> formats{{"opaque", TokenFormat::opaque},
                                                   {"jwt", TokenFormat::jwt}};
  app.add_option(
      "--config", arguments.config,
      "Clients, users and settings: a JSON file as mock_provider/config.schema.json says");
  app.add_option("--profile", arguments.profile,
                 "Whose rules it keeps: rfc6749, bcp (RFC 9700) or oauth21")
      ->transform(CLI::CheckedTransformer(profiles).description(""))
      ->option_text("PROFILE");
  app.add_option("--token-format", arguments.token_format,
                 "The form of access tokens: opaque or jwt (RFC 9068)")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->option_text("FORMAT");
  app.add_option("--approve-as", arguments.approve_as,
                 "Show no page: this user signs in and allows everything at once");
  app.add_option("--defect", arguments.defect,
                 "Plant this defect, one bug on purpose; --list-defects names all")
      ->option_text("NAME");
  app.add_option("--seed", arguments.seed,
                 "Draw codes and tokens from this number, the same in each run; for replays alone");
}

void add_listing_flags(CLI::App& app, ServeArguments& arguments) {
  app.add_flag("--list-behaviours", arguments.list_behaviours,
               "List the ways in which /_control makes it misbehave, and do nothing else");
  app.add_flag("--list-clients", arguments.list_clients,
               "List the clients and users that it would know, and do nothing else");
  app.add_flag(
      "--list-defects", arguments.list_defects,
      "List what --defect plants, each with the requirement that it breaks, and do nothing "
      "else");
}

CLI::App* add_selftest(CLI::App& app, SelftestArguments& arguments) {
  CLI::App* command = app.add_subcommand(
      "selftest", "Prove that the server checks catch every planted defect, in this process");
  command->add_option("NAME", arguments.names, "Which defects; else all of them");
  auto* list = command->add_flag("--list", arguments.list,
                                 "List the defects, each with the requirement that it breaks");
  command->add_option("--json", arguments.json, "Write what came of each defect to this file")
      ->excludes(list);
  command->footer(
      "Exit: 0 when each defect is caught by a check that cites the requirement which it breaks, "
      "and every\n      check passes on the provider without one under each profile; 1 when not; "
      "2 usage.\n\n"
      "Examples:\n"
      "  oauthspec provider selftest\n"
      "  oauthspec provider selftest code-used-twice\n");
  return command;
}

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words, const cli::Console& console) {
  CLI::App app("A mock provider of OAuth 1.0 and 2.0 for tests.", "oauthspec-provider");
  app.set_version_flag("--version", "oauthspec-provider " OAUTHSPEC_VERSION);
  app.footer(kFooter);
  ServeArguments arguments;
  add_address_options(app, arguments);
  add_behaviour_options(app, arguments);
  app.add_flag("--log", arguments.log, "Write a line for each request to stderr");
  app.add_flag(
      "--exit-with-parent", arguments.exit_with_parent,
      "Stop when stdin comes to its end, as it does with the program that started this one");
  app.add_flag("--show-secrets", arguments.show_secrets,
               "Let the transcript show tokens and secrets to who asks for them");
  add_listing_flags(app, arguments);
  SelftestArguments selftest;
  const CLI::App* const command = add_selftest(app, selftest);
  std::vector<std::string> reversed(words.rbegin(), words.rend());  // As CLI11 takes them.
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    // CLI11's own exit codes count from 100; ours say "usage" for all of them.
    const bool fine = app.exit(error, console.out, console.err) == 0;
    return Finished{fine ? cli::as_expected : cli::usage};
  }
  if (command->parsed()) {
    return selftest;
  }
  return arguments;
}

}  // namespace oauthspec::provider
