// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cstdint>
#include <string>

#include "mock_provider/control/har.h"
#include "mock_provider/control/operation.h"
#include "mock_provider/control/transcript.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;
using Filter = std::expected<TranscriptFilter, ControlError>;

std::expected<std::uint64_t, ControlError> number_of(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) {
    return bad_request("from is no number.");
  }
  return number;
}

std::expected<void, ControlError> set_secrets(const State& state, const std::string& value,
                                              TranscriptFilter& filter) {
  if (value != "show") {
    return bad_request("secrets is \"show\", or left out.");
  }
  if (!state.settings.show_secrets) {
    return std::unexpected(
        ControlError{.status = 403,
                     .error = "secrets_masked",
                     .message = "The provider was not started so as to show secrets."});
  }
  filter.show_secrets = true;
  return {};
}

std::expected<void, ControlError> set_one(const State& state, const Pair& pair,
                                          TranscriptFilter& filter) {
  if (pair.name == "secrets") {
    return set_secrets(state, pair.value, filter);
  }
  if (pair.name == "from") {
    const auto number = number_of(pair.value);
    if (!number) {
      return std::unexpected(number.error());
    }
    filter.from = *number;
  } else if (pair.name == "endpoint") {
    filter.endpoint = endpoint_named(pair.value);
    if (!filter.endpoint) {
      return bad_request("There is no such endpoint.");
    }
  } else if (pair.name == "verdict") {
    if (pair.value != "accepted" && pair.value != "refused") {
      return bad_request("verdict is \"accepted\" or \"refused\".");
    }
    filter.accepted = pair.value == "accepted";
  } else {
    return bad_request("There is no parameter \"" + pair.name + "\" here.");
  }
  return {};
}

Filter filter_of(const ControlCall& asked) {
  TranscriptFilter filter;
  for (const Pair& pair : asked.query) {
    if (const auto set = set_one(asked.call.state, pair, filter); !set) {
      return std::unexpected(set.error());
    }
  }
  return filter;
}

ControlAnswer show(ControlCall& asked) {
  const auto filter = filter_of(asked);
  if (!filter) {
    return std::unexpected(filter.error());
  }
  auto list = ordered_json::array();
  for (const Exchange& exchange : exchanges(asked.call.state, *filter)) {
    list.push_back(exchange_json(exchange));
  }
  return ordered_json{{"count", asked.call.state.log.count()},
                      {"oldest", asked.call.state.log.oldest()},
                      {"exchanges", list}};
}

ControlAnswer show_har(ControlCall& asked) {
  const auto filter = filter_of(asked);
  if (!filter) {
    return std::unexpected(filter.error());
  }
  return har(exchanges(asked.call.state, *filter));
}

ControlAnswer clear(ControlCall& asked) {
  asked.call.state.log.clear();
  return ordered_json{{"count", asked.call.state.log.count()}};
}

constexpr Operation kTranscriptOperations[] = {
    {"GET", "/transcript", "",
     "The last requests and what became of each; `?from=N`, `?endpoint=token`, `?verdict=refused` "
     "choose, `?secrets=show` shows what is masked "
     "otherwise, where the provider was started so",
     &show},
    {"GET", "/transcript.har", "", "The same as an HTTP Archive (HAR 1.2)", &show_har},
    {"DELETE", "/transcript", "", "Forgets them; numbers go on", &clear},
};

}  // namespace

std::span<const Operation> transcript_operations() {
  return kTranscriptOperations;
}

}  // namespace oauthspec::provider::control
