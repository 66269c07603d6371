// SPDX-License-Identifier: Apache-2.0
#include "harness/target/live_site.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/agent/user_agent.h"
#include "harness/checks/example_keys.h"
#include "harness/flows/agent_owner.h"
#include "harness/http/simultaneous.h"
#include "harness/http/tls_probe.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/oauth2/well_known.h"

namespace oauthspec::target {
namespace {

using flows::OAuth2Server;
using nlohmann::json;

std::chrono::microseconds since_start() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

// False where a stop was requested before the time had gone by.
bool sleep_for(std::int64_t seconds, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any over;
  std::unique_lock lock(mutex);
  return !over.wait_for(lock, stop, std::chrono::seconds(seconds), [] { return false; }) &&
         !stop.stop_requested();
}

// An endpoint that the configuration names counts for more than that of the metadata.
void prefer(std::string& metadata, const std::string& configured) {
  if (!configured.empty()) metadata = configured;
}

OAuth2Server put_together(const OAuth2Server& configured, json metadata, const json& supports) {
  for (const auto& [name, value] : supports.items()) metadata[name] = value;
  OAuth2Server server = flows::server_of(std::move(metadata));
  prefer(server.issuer, configured.issuer);
  prefer(server.authorization_endpoint, configured.authorization_endpoint);
  prefer(server.token_endpoint, configured.token_endpoint);
  prefer(server.device_authorization_endpoint, configured.device_authorization_endpoint);
  prefer(server.pushed_authorization_request_endpoint,
         configured.pushed_authorization_request_endpoint);
  prefer(server.revocation_endpoint, configured.revocation_endpoint);
  prefer(server.introspection_endpoint, configured.introspection_endpoint);
  prefer(server.registration_endpoint, configured.registration_endpoint);
  prefer(server.jwks_uri, configured.jwks_uri);
  return server;
}

bool is_http(const std::string& url) {
  return url.starts_with("http:");
}

std::string metadata_url_of(const Config& config) {
  if (!config.metadata_url.empty()) return config.metadata_url;
  const std::string& issuer = config.description.server.issuer;
  return oauth::oauth2::issuer_metadata_url(issuer, "oauth-authorization-server", is_http(issuer))
      .value_or("");
}

Diagnosis no_metadata(Health health, std::string finding, std::string remedy) {
  return {health, "the metadata", std::move(finding), std::move(remedy)};
}

constexpr const char* kWithoutMetadata =
    "If it is elsewhere, name it in oauth2.metadata_url; if the server has none, name "
    "oauth2.endpoints.authorization and token.";

std::expected<json, Diagnosis> fetch_metadata(const Config& config, const std::string& url) {
  http::SocketTransport transport(config.connection);
  const auto response = transport.send({"GET", url, {{"Accept", "application/json"}}, ""});
  if (!response) {
    return std::unexpected(no_metadata(Health::unreachable,
                                       fmt::format("{}: {}", url, response.error().detail),
                                       remedy_for(response.error().code)));
  }
  if (response->status != 200) {
    return std::unexpected(
        no_metadata(Health::fault, fmt::format("{} was answered with {}", url, response->status),
                    kWithoutMetadata));
  }
  auto members = oauth::codec::parse_json(response->body);
  if (!members || !members->is_object()) {
    return std::unexpected(
        no_metadata(Health::fault, fmt::format("{} is no JSON object", url), kWithoutMetadata));
  }
  return *std::move(members);
}

/// One person's browser, or what stands for it.
class Person {
 public:
  Person(const SignIn& sign_in, http::Transport& transport, const Surroundings& surroundings) {
    if (const auto* const form = std::get_if<FormSignIn>(&sign_in)) {
      agent_.emplace(transport, surroundings.clock, form->instructions);
      for (const PresetCookie& cookie : form->cookies) {
        agent_->cookies().store(cookie.url,
                                {{"Set-Cookie", cookie.name + "=" + cookie.value + "; Path=/"}});
      }
      owner_ = std::make_unique<flows::AgentOwner>(*agent_);
    } else if (const auto* const program = std::get_if<ProgramSignIn>(&sign_in)) {
      owner_ = std::make_unique<ProgramOwner>(*program);
    } else {
      owner_ = std::make_unique<ManualOwner>(surroundings.ask);
    }
  }

  [[nodiscard]] flows::ResourceOwner& owner() { return *owner_; }

 private:
  std::optional<agent::UserAgent> agent_;
  std::unique_ptr<flows::ResourceOwner> owner_;
};

class LiveSite final : public checks::Site {
 public:
  LiveSite(const Config& config, const checks::Description& description,
           const Surroundings& surroundings, const std::stop_token& stop)
      : transport_(config.connection),
        recorder_(transport_, since_start),
        // Without anybody to sign in, no flow with a browser comes to its end, and says so.
        allowing_(config.sign_in.value_or(FormSignIn{}), recorder_, surroundings),
        target_({.transport = recorder_,
                 .backend = surroundings.backend,
                 .clock = surroundings.clock,
                 .random = surroundings.random,
                 .wait = [stop](std::int64_t seconds) { return sleep_for(seconds, stop); },
                 .allow_plain_http = is_http(description.server.token_endpoint) ||
                                     is_http(description.oauth1_server.token_request)},
                allowing_.owner()) {
    static_cast<checks::Description&>(target_) = description;
    if (config.sign_in_to_deny) {
      denying_.emplace(*config.sign_in_to_deny, recorder_, surroundings);
      target_.denying_owner = &denying_->owner();
    }
    if (config.sign_in) {
      const auto* const form = std::get_if<FormSignIn>(&*config.sign_in);
      if (form != nullptr) target_.browser = form->instructions;
    }
    target_.recorder = &recorder_;
    target_.keys = checks::example_keys(surroundings.backend);
    target_.patience = surroundings.patience;
    target_.at_once = [&config](const std::vector<oauth::message::Request>& requests) {
      return http::send_simultaneously(requests, config.connection);
    };
    target_.handshake = [&config](const std::string& url, const checks::TlsOffer& offer) {
      return probe(config, url, offer);
    };
  }

  [[nodiscard]] const checks::Target& target() const override { return target_; }

 private:
  static std::expected<void, http::TransportFailure> probe(const Config& config,
                                                           const std::string& url,
                                                           const checks::TlsOffer& offer) {
    http::TlsProbe probe{.version = offer.version,
                         .ciphers = offer.ciphers,
                         .trust = config.connection.trust,
                         .addresses = config.connection.addresses,
                         .timeout = config.connection.timeout};
    probe.trust.insecure = probe.trust.insecure || offer.trusting;
    const auto agreed = http::probe_tls(url, probe);
    if (!agreed) return std::unexpected(agreed.error());
    return {};
  }

  http::SocketTransport transport_;
  http::Recorder recorder_;
  Person allowing_;
  std::optional<Person> denying_;
  checks::Target target_;
};

}  // namespace

std::expected<checks::Description, Diagnosis> describe(const Config& config) {
  checks::Description description = config.description;
  const std::string url = metadata_url_of(config);
  json metadata = json::object();
  if (!url.empty()) {
    auto fetched = fetch_metadata(config, url);
    if (!fetched && config.metadata_required) return std::unexpected(fetched.error());
    if (fetched) metadata = *std::move(fetched);
  }
  description.server =
      put_together(config.description.server, std::move(metadata), config.supports);
  return description;
}

std::unique_ptr<checks::Site> make_live_site(const Config& config,
                                             const checks::Description& description,
                                             const Surroundings& surroundings,
                                             const std::stop_token& stop) {
  return std::make_unique<LiveSite>(config, description, surroundings, stop);
}

}  // namespace oauthspec::target
