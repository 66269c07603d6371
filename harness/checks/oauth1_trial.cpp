// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/oauth1_trial.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/expect.h"

namespace oauthspec::checks {
namespace {

void apply(ResourceTrial::Change change, OAuth1Parts& parts) {
  if (change != nullptr) {
    change(parts);
  }
}

// What the resource answers to the trial once it took its control.
Attempt<Response> tried(Session& session, const ResourceTrial& trial) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) {
    return std::unexpected(trials.error());
  }
  const auto control = trials->control({.common = trial.common});
  if (!control) {
    return control;
  }
  return trials->answer(trial);
}

std::string said(std::string_view message, std::string_view what) {
  return what.empty() ? std::string(message) : fmt::format("{}: {}", message, what);
}

}  // namespace

Attempt<ResourceTrials> ResourceTrials::begin(Session& session, const TestOAuth1Client* client) {
  if (session.target().oauth1_resource.empty()) {
    return std::unexpected(unsupported("there is no protected resource"));
  }
  const OAuth1Session oauth1(session);
  const TestOAuth1Client& asking = client != nullptr ? *client : oauth1.client();
  auto token = oauth1.token_credentials(asking);
  if (!token) {
    return std::unexpected(std::move(token.error()));
  }
  return ResourceTrials(oauth1, asking, *std::move(token));
}

OAuth1Parts ResourceTrials::parts() const {
  return OAuth1Session::by(client_, oauth1_.resource_parts(token_));
}

Attempt<Response> ResourceTrials::answer(const ResourceTrial& trial) const {
  return answer(parts(), trial);
}

Attempt<Response> ResourceTrials::answer(OAuth1Parts parts, const ResourceTrial& trial) const {
  apply(trial.common, parts);
  apply(trial.before, parts);
  auto ready = oauth1_.sign(std::move(parts));
  if (!ready) {
    return std::unexpected(std::move(ready.error()));
  }
  apply(trial.after, *ready);
  return oauth1_.send(*ready);
}

Attempt<Response> ResourceTrials::control(const ResourceTrial& trial) const {
  return control(parts(), trial);
}

Attempt<Response> ResourceTrials::control(OAuth1Parts parts, const ResourceTrial& trial) const {
  auto response = answer(std::move(parts), trial);
  if (response && !is_success(*response)) {
    return std::unexpected(
        inconclusive("the request without the change is refused, too: " + describe(*response)));
  }
  return response;
}

Finding is_refused(Session& session, const ResourceTrial& trial, std::string_view accepted,
                   std::optional<int> status) {
  const auto response = tried(session, trial);
  if (!response) {
    return response.error();
  }
  return status ? refused_with(*response, *status, accepted) : refused(*response, {}, accepted);
}

Finding is_taken(Session& session, const ResourceTrial& trial, std::string_view refused) {
  const auto response = tried(session, trial);
  return response ? taken(*response, refused) : response.error();
}

bool Worst::add(Finding finding) {
  const bool is_failure = finding.verdict == Verdict::fail;
  if (is_failure || (finding.verdict != Verdict::pass && worst_.verdict == Verdict::pass)) {
    worst_ = std::move(finding);
  }
  return is_failure;
}

std::string with_other_case(std::string_view text) {
  std::string other(text);
  std::ranges::transform(other, other.begin(), [](char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return static_cast<char>(letter - 'a' + 'A');
    }
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return other;
}

void put(OAuth1Parts& parts, const RequestShape& shape) {
  if (!shape.query.empty()) {
    parts.request.url.append(parts.request.url.contains('?') ? "&" : "?").append(shape.query);
  }
  if (!shape.content_type.empty()) {
    post(parts, shape.content_type, shape.body);
  }
  if (!shape.http_method.empty()) {
    parts.request.method = shape.http_method;
  }
}

Finding taken_as_signed(const Response& response, std::string_view refused) {
  switch (response.status) {
    case 400:
    case 401:
    case 403:
      return fail(fmt::format("{}: {}", refused, describe(response)));
    default:
      return is_success(response) ? pass()
                                  : inconclusive("the server answered with " + describe(response));
  }
}

Finding takes_each(Session& session, const RequestShape& control,
                   std::initializer_list<RequestShape> shapes, std::string_view refused) {
  const auto trials = ResourceTrials::begin(session);
  if (!trials) {
    return trials.error();
  }
  const auto with_shape = [&trials](const RequestShape& shape) {
    OAuth1Parts parts = trials->parts();
    put(parts, shape);
    return parts;
  };
  if (const auto plain = trials->control(with_shape(control), {}); !plain) {
    return plain.error();
  }
  Worst worst;
  for (const RequestShape& shape : shapes) {
    const auto response = trials->answer(with_shape(shape), {});
    if (worst.add(response ? taken_as_signed(*response, said(refused, shape.what))
                           : response.error())) {
      break;
    }
  }
  return worst.finding();
}

Finding refuses_each(const ResourceTrials& trials, ResourceTrial::Change common,
                     std::initializer_list<WrongShape> shapes, std::string_view accepted) {
  if (const auto control = trials.control({.common = common}); !control) {
    return control.error();
  }
  Worst worst;
  for (const WrongShape& shape : shapes) {
    const auto response =
        trials.answer({.common = common, .before = shape.before, .after = shape.after});
    if (worst.add(response ? refused(*response, {}, said(accepted, shape.what))
                           : response.error())) {
      break;
    }
  }
  return worst.finding();
}

Finding refuses_each(Session& session, ResourceTrial::Change common,
                     std::initializer_list<WrongShape> shapes, std::string_view accepted) {
  const auto trials = ResourceTrials::begin(session);
  return trials ? refuses_each(*trials, common, shapes, accepted) : trials.error();
}

}  // namespace oauthspec::checks
