// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// A set of endpoints.
class Endpoints {
 public:
  constexpr Endpoints(std::initializer_list<Endpoint> endpoints) {
    for (const Endpoint endpoint : endpoints) {
      bits_ |= bit(endpoint);
    }
  }
  /// All but the control's own and the inspector's.
  [[nodiscard]] static constexpr Endpoints every() {
    Endpoints all{};
    all.bits_ = ~(bit(Endpoint::control) | bit(Endpoint::inspector));
    return all;
  }
  [[nodiscard]] constexpr bool contains(Endpoint endpoint) const {
    return (bits_ & bit(endpoint)) != 0;
  }
  /// Whether it is every().
  [[nodiscard]] constexpr bool is_every() const { return bits_ == every().bits_; }

 private:
  static constexpr std::uint32_t bit(Endpoint endpoint) {
    return std::uint32_t{1} << static_cast<std::uint32_t>(endpoint);
  }

  std::uint32_t bits_ = 0;
};

/// A number that a behaviour takes.
struct Amount {
  std::string_view unit;  ///< "milliseconds"; empty: the behaviour takes no number.
  std::int64_t usual = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// One way in which a provider may misbehave, or do what a client must be ready for. It has no state: an ArmedFault says for which
/// requests it is.
struct Behaviour {
  std::string_view name;      ///< "wrong_state"
  std::string_view sentence;  ///< What the provider does.
  std::string_view
      requirement;  ///< What a client keeps that bears it well; empty where no statement says it.
  Endpoints endpoints;
  Amount amount{};

  /// Whether there is something to do for the request, and for its reply. One that this is false for is not counted. A behaviour with
  /// `before` is asked before there is a reply, with an empty one.
  bool (*fits)(const Call&, const http::Reply&) = nullptr;

  /// Exactly one is set. `before` answers in the endpoint's place, so that nothing changes, or prepares the state and leaves the answer
  /// to the endpoint; `after` changes the reply that is finished.
  std::optional<http::Reply> (*before)(Call&, std::int64_t amount) = nullptr;
  void (*after)(Call&, http::Reply&, std::int64_t amount) = nullptr;
};

}  // namespace oauthspec::provider::control
