// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/adapter_protocol.h"

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/json_model.h"
#include "fuzz/oracle/protocol_model.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kDepth = 80;

using Rewrite = std::optional<std::string> (*)(std::string_view line);
using Pick = std::optional<ModelJson> (*)(const ModelJson& message);

void check_message(Rewrite rewrite, Pick pick, std::string_view line,
                   const std::optional<ModelJson>& message) {
  if (rewrite == nullptr) return;
  const auto written = rewrite(line);
  const auto expected = message ? pick(*message) : std::nullopt;
  holds(written.has_value() == expected.has_value(),
        "a message is taken where each member is what the protocol says, and nowhere else");
  if (!written || !expected) return;
  holds(written->find('\n') + 1 == written->size(), "a message is written as one line");
  const std::string_view bare = std::string_view(*written).substr(0, written->size() - 1);
  const auto value = model_read_json(bare, kDepth);
  holds(value && *value == *expected, "what is written again has the same members");
  holds(rewrite(bare) == written, "what is written is read and written as itself");
}

}  // namespace

void check_adapter_protocol(const AdapterProtocol& protocol, std::string_view line) {
  const auto message = model_read_json(line, kDepth);
  const Turn turn(line, 3);
  if (turn.is(0)) check_message(protocol.hello, model_hello, line, message);
  if (turn.is(1)) check_message(protocol.answer, model_answer, line, message);
  if (turn.is(2)) check_message(protocol.call, model_call, line, message);
}

}  // namespace oauthspec::fuzz
