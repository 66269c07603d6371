// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_response.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Parameters;
using oauth::message::Request;

const AuthorizationResponseReader& right() {
  static const auto reader = reference<AuthorizationResponseReader>();
  return reader;
}

/// The request with another query, where it has one that can be read.
template <class Change>
Request with_query(Request request, const Change& change) {
  const std::size_t end = std::min(request.url.find('#'), request.url.size());
  const std::size_t mark = std::min(request.url.find('?'), end);
  Parameters before;
  if (mark == end || !before.add_form(request.url.substr(mark + 1, end - mark - 1))) return request;
  request.url.replace(mark + 1, end - mark - 1, oauth::message::write_form(change(before)));
  return request;
}

/// Of each name the last, as a map has it.
Parameters last_of_each(const Parameters& all) {
  Parameters kept;
  for (std::size_t at = 0; at < all.size(); ++at) {
    std::size_t later = at + 1;
    while (later < all.size() && all[later].name != all[at].name) ++later;
    if (later == all.size()) kept.add(all[at]);
  }
  return kept;
}

std::optional<Members> last_of_a_name(const Request& request, const SentAuthorization& sent) {
  return right().parse(with_query(request, last_of_each), sent);
}

std::optional<Members> no_state_of_errors(const Request& request, const SentAuthorization& sent) {
  auto read = right().parse(request, sent);
  if (read) return read;
  SentAuthorization any = sent;
  any.state.reset();
  read = right().parse(with_query(request,
                                  [](const Parameters& all) {
                                    Parameters kept;
                                    for (const auto parameter : all) {
                                      if (parameter.name != "state") kept.add(parameter);
                                    }
                                    return kept;
                                  }),
                       any);
  return read && read->contains("error") ? read : std::nullopt;
}

std::optional<Members> slash_of_issuer_aside(const Request& request,
                                             const SentAuthorization& sent) {
  auto read = right().parse(request, sent);
  if (read || !sent.issuer) return read;
  SentAuthorization with_slash = sent;
  with_slash.issuer = *sent.issuer + '/';
  return right().parse(request, with_slash);
}

std::optional<Members> plus_stays(const Request& request, const SentAuthorization& sent) {
  Request changed = request;
  for (std::string* text : {&changed.url, &changed.body}) {
    for (std::size_t at = text->find('+'); at != std::string::npos; at = text->find('+', at)) {
      text->replace(at, 1, "%2B");
    }
  }
  return right().parse(changed, sent);
}

std::optional<Members> code_beats_error(const Request& request, const SentAuthorization& sent) {
  auto read = right().parse(request, sent);
  if (read) return read;
  read = right().parse(with_query(request,
                                  [](const Parameters& all) {
                                    Parameters kept;
                                    for (const auto parameter : all) {
                                      if (parameter.name != "error") kept.add(parameter);
                                    }
                                    return kept;
                                  }),
                       sent);
  return read;
}

std::optional<Members> begins_like_it(const Request& request, const SentAuthorization& sent) {
  SentAuthorization anywhere = sent;
  if (sent.redirect_uri && request.url.starts_with(*sent.redirect_uri)) {
    anywhere.redirect_uri.reset();
  }
  return right().parse(request, anywhere);
}

constexpr auto kBugs = std::to_array<PlantedBug<AuthorizationResponseReader>>({
    {"last-of-a-name-counts", "Of two parameters of one name the last one counts.", "CVE-2026-9689",
     [](AuthorizationResponseReader& reader) { reader.parse = last_of_a_name; }},
    {"errors-need-no-state", "An error response is taken whatever its state.", "CVE-2012-6134",
     [](AuthorizationResponseReader& reader) { reader.parse = no_state_of_errors; }},
    {"issuer-with-a-slash", "iss may have a slash behind the issuer.", "RFC 9207 2.4",
     [](AuthorizationResponseReader& reader) { reader.parse = slash_of_issuer_aside; }},
    {"plus-is-a-plus", "A plus sign is no space.", "WP-API #65",
     [](AuthorizationResponseReader& reader) { reader.parse = plus_stays; }},
    {"code-beats-error", "An error beside a code is overlooked.", "RFC 6749 4.1.2.1",
     [](AuthorizationResponseReader& reader) { reader.parse = code_beats_error; }},
    {"arrived-at-what-begins-alike",
     "Where a response arrived has only to begin with the redirection URI.", "go-oauth2 #298",
     [](AuthorizationResponseReader& reader) { reader.parse = begins_like_it; }},
});

}  // namespace

template <>
std::span<const PlantedBug<AuthorizationResponseReader>>
planted_bugs<AuthorizationResponseReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
