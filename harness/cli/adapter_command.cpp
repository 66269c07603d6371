// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapter_command.h"

#include <variant>

#include "harness/adapter/messages.h"

namespace oauthspec::cli {

Reply reply_to(std::string_view line, const adapter::Hello& hello,
               const adapter::AnswerFunction& answer) {
  const auto message = adapter::parse_from_runner(line);
  if (!message) {
    return {{}, false, message.error().reason};
  }
  if (std::holds_alternative<adapter::RunnerHello>(*message)) {
    return {adapter::write_hello(hello), false, {}};
  }
  if (const auto* call = std::get_if<adapter::Call>(&*message)) {
    return {
        adapter::write_answer({call->id, adapter::answer_or_failure(answer, call->op, call->in)}),
        false,
        {}};
  }
  return {{}, true, {}};
}

int run_adapter(std::istream& in, const Console& console, const adapter::Hello& hello,
                const adapter::AnswerFunction& answer) {
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) {
      continue;
    }
    const Reply reply = reply_to(line, hello, answer);
    if (!reply.complaint.empty()) {
      console.err << "oauthspec adapter: " << reply.complaint << '\n';
      return usage;
    }
    // Flushed each time: the runner waits for it.
    console.out << reply.text << std::flush;
    if (reply.end || !console.out) {
      break;
    }
  }
  return as_expected;
}

}  // namespace oauthspec::cli
