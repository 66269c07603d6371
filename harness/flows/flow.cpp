// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/flow.h"

#include <array>
#include <cstddef>

#include "harness/reference/oauth2/error_response.h"

namespace oauthspec::flows {
namespace {

std::string sentence(const oauth::Error& error) {
  return std::string(name(error.code)) + ": " + std::string(meaning(error.code)) + " (" +
         std::string(clause(error.code)) + ")";
}

}  // namespace

Outcome<oauth::message::Response> send(const World& world, std::string_view step,
                                       const oauth::message::Request& request) {
  auto response = world.transport.send(request);
  if (!response) {
    return failed(step, std::string(name(response.error().code)) + ": " + response.error().detail);
  }
  if (world.record != nullptr) {
    world.record->push_back({std::string(step), request, *response});
  }
  return *std::move(response);
}

std::unexpected<Failure> failed(std::string_view step, const oauth::Error& error) {
  return failed(step, sentence(error));
}

std::unexpected<Failure> failed(std::string_view step, const oauth::Error& error,
                                oauth::message::Response response) {
  Failure failure{std::string(step), sentence(error)};
  const auto read = oauth::oauth2::parse_error_response(oauth::oauth2::Endpoint::token, response);
  if (read) {
    failure.error = read->error;
  }
  failure.response = std::move(response);
  return std::unexpected(std::move(failure));
}

std::unexpected<Failure> failed(std::string_view step, std::string reason) {
  return std::unexpected(Failure{std::string(step), std::move(reason)});
}

}  // namespace oauthspec::flows
