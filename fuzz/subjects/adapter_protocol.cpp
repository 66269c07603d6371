// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/adapter_protocol.h"

#include "fuzz/subjects/reference.h"
#include "harness/adapter/messages.h"

namespace oauthspec::fuzz {

template <>
AdapterProtocol reference<AdapterProtocol>() {
  return {.hello = [](std::string_view line) -> std::optional<std::string> {
            const auto hello = adapter::parse_hello(line);
            if (!hello) return std::nullopt;
            return adapter::write_hello(*hello);
          },
          .answer = [](std::string_view line) -> std::optional<std::string> {
            const auto answer = adapter::parse_answer(line);
            if (!answer) return std::nullopt;
            return adapter::write_answer(*answer);
          },
          .call = [](std::string_view line) -> std::optional<std::string> {
            const auto said = adapter::parse_from_runner(line);
            // The runner's two other messages have nothing of their own to be read.
            if (!said || !std::holds_alternative<adapter::Call>(*said)) return std::nullopt;
            return adapter::write_call(std::get<adapter::Call>(*said));
          }};
}

}  // namespace oauthspec::fuzz
