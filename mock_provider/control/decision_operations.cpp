// SPDX-License-Identifier: Apache-2.0
// The resource owner's decision without a browser.
#include <algorithm>
#include <string>

#include "harness/reference/message/http.h"
#include "mock_provider/control/operation.h"

namespace oauthspec::provider::control {
namespace {

using nlohmann::ordered_json;

// What the request says.
struct Wish {
  std::string user;  // Who decides: a user's name.
  std::optional<std::string> user_code;
  std::optional<std::string> oauth_token;
  std::optional<std::string> interaction;
};

std::expected<Wish, ControlError> wish_of(const ControlCall& asked) {
  constexpr std::string_view kMembers[] = {"user", "user_code", "oauth_token", "interaction"};
  if (const auto known = only_members(asked.body, kMembers); !known) {
    return std::unexpected(known.error());
  }
  const auto& users = asked.call.state.registry.users;
  Wish wish;
  wish.user = users.empty() ? "" : users.begin()->first;
  for (const auto& [name, place] :
       {std::pair("user_code", &wish.user_code), std::pair("oauth_token", &wish.oauth_token),
        std::pair("interaction", &wish.interaction)}) {
    auto text = text_member(asked.body, name);
    if (!text) {
      return std::unexpected(text.error());
    }
    *place = *std::move(text);
  }
  const auto user = text_member(asked.body, "user");
  if (!user) {
    return std::unexpected(user.error());
  }
  wish.user = user->value_or(wish.user);
  if (!users.contains(wish.user)) {
    return bad_request("There is no such user.");
  }
  if (wish.user_code.has_value() + wish.oauth_token.has_value() + wish.interaction.has_value() >
      1) {
    return bad_request("Only one of user_code, oauth_token and interaction can be decided.");
  }
  return wish;
}

template <class Record, class Fits>
std::vector<Record*> pending(ExpiringStore<Record>& store, Fits fits) {
  std::vector<Record*> found;
  for (Record& record : store.all()) {
    if (fits(record)) {
      found.push_back(&record);
    }
  }
  return found;
}

ControlAnswer decide_device(Call& call, DeviceRecord& device, const std::string& subject,
                            Decision decision) {
  device.decision = decision;
  if (decision == Decision::allowed) {
    device.grant.subject = subject;
    device.grant.authorized_at = call.now;
  }
  return ordered_json{{"user_code", device.user_code}};
}

ControlAnswer decide_temporary(Call& call, TemporaryRecord& record, const std::string& subject,
                               Decision decision) {
  record.decision = decision;
  ordered_json answer = {{"oauth_token", record.key.reveal()}, {"callback", record.callback}};
  if (decision == Decision::allowed) {
    record.subject = subject;
    // RFC5849-2.2-8: the client cannot go on without it.
    record.verifier = oauth::Secret::take(call.state.random_text(16));
    answer["oauth_verifier"] = record.verifier.reveal();
  }
  return answer;
}

ControlAnswer decide_interaction(ControlCall& asked, const InteractionRecord& found,
                                 const std::string& subject, Decision decision) {
  InteractionRecord record = found;
  const Finish finish = asked.finish_of == nullptr ? nullptr : asked.finish_of(record);
  if (finish == nullptr) {
    return bad_request("An interaction of this kind is decided in a browser.");
  }
  record.subject = subject;
  asked.call.state.interactions.remove(record.id.reveal());
  const http::Reply reply = finish(asked.call, record, decision);
  ordered_json answer = {{"status", reply.response.status}, {"location", nullptr}};
  if (const auto location = oauth::message::find_header(reply.response.headers, "Location")) {
    answer["location"] = *location;
  }
  return answer;
}

ControlAnswer decide(ControlCall& asked, Decision decision) {
  const auto wish = wish_of(asked);
  if (!wish) {
    return std::unexpected(wish.error());
  }
  State& state = asked.call.state;
  const bool any = !wish->user_code && !wish->oauth_token && !wish->interaction;
  const auto devices = pending(state.devices, [&](const DeviceRecord& record) {
    return record.decision == Decision::pending && record.expires >= asked.call.now &&
           (any || wish->user_code == record.user_code);
  });
  const auto temporary = pending(state.temporary, [&](const TemporaryRecord& record) {
    return record.decision == Decision::pending && record.expires >= asked.call.now &&
           (any || (wish->oauth_token && *wish->oauth_token == record.key.reveal()));
  });
  // One of an authorization that waits in a browser and is named by other means, too, is decided by those.
  const auto interactions = pending(state.interactions, [&](const InteractionRecord& record) {
    return any ? record.authorization.has_value()
               : wish->interaction && *wish->interaction == record.id.reveal();
  });
  const auto count = devices.size() + temporary.size() + interactions.size();
  if (count == 0) {
    return not_there("Nothing of the kind waits for a decision.");
  }
  if (count > 1) {
    return bad_request("Several wait for a decision; GET /_control/state lists them.");
  }
  const std::string& subject = state.registry.users.at(wish->user).subject;
  if (!devices.empty()) {
    return decide_device(asked.call, *devices.front(), subject, decision);
  }
  if (!temporary.empty()) {
    return decide_temporary(asked.call, *temporary.front(), subject, decision);
  }
  return decide_interaction(asked, *interactions.front(), subject, decision);
}

ControlAnswer approve(ControlCall& asked) {
  return decide(asked, Decision::allowed);
}

ControlAnswer deny(ControlCall& asked) {
  return decide(asked, Decision::denied);
}

constexpr Operation kDecisionOperations[] = {
    {"POST", "/approve", "",
     "Decides for the resource owner what waits: `{\"user\": \"alice\", \"user_code\": \"...\"}`, "
     "or `oauth_token` (temporary credentials), or `interaction`; "
     "none of them is needed where only one waits, and the user is the first where none is named. "
     "The answer has the verifier, or the `location` that a "
     "browser would be sent to",
     &approve},
    {"POST", "/deny", "", "The same, but denies", &deny},
};

}  // namespace

std::span<const Operation> decision_operations() {
  return kDecisionOperations;
}

}  // namespace oauthspec::provider::control
