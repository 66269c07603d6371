// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/malformed.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/expect.h"

namespace oauthspec::checks {
namespace {

constexpr int kServerError = 500;
constexpr int kNotImplemented = 501;
constexpr int kUnavailable = 503;
constexpr int kVersionNotSupported = 505;

// Nothing where the server stood it.
std::optional<Finding> judged(Session& session, const Malformed& malformed, Granted granted) {
  const auto answer = session.world().transport.send(malformed.request);
  if (!answer) {
    return answer.error().code == http::TransportCode::timed_out
               ? std::optional(fail(fmt::format("{} gets no answer in time", malformed.what)))
               : std::nullopt;
  }
  const int status = answer->status;
  if (status == kUnavailable) {
    return inconclusive(fmt::format("{} is answered with 503", malformed.what));
  }
  if (status >= kServerError && status != kNotImplemented && status != kVersionNotSupported) {
    return fail(fmt::format("{} is answered with {}", malformed.what, status));
  }
  if (granted(*answer)) {
    return fail(fmt::format("{} is answered with success ({})", malformed.what, status));
  }
  return std::nullopt;
}

}  // namespace

Finding withstands(Session& session, const Request& right, const std::vector<Malformed>& malformed,
                   Granted granted) {
  const auto before = session.send(right);
  if (!before) return before.error();
  if (before->status >= kServerError) {
    return inconclusive("the right request is answered with " + describe(*before));
  }
  for (const Malformed& one : malformed) {
    if (const auto finding = judged(session, one, granted)) return *finding;
  }
  const auto after = session.send(right);
  if (!after) return fail("the server answers no right request after malformed ones");
  if (after->status >= kServerError) {
    return fail(fmt::format("after malformed requests a right one is answered with {}, not {}",
                            after->status, before->status));
  }
  return pass();
}

bool gives_tokens(const Response& response) {
  return Session::read_tokens(response).has_value();
}

bool gives_anything(const Response& response) {
  return is_success(response);
}

bool gives_nothing_amiss(const Response& /*response*/) {
  return false;
}

std::vector<RawValue> broken_percent_encodings() {
  return {{"a percent sign alone", "%"},
          {"a percent-encoding of one digit", "a%4"},
          {"a percent-encoding that is no hexadecimal number", "a%zzb"},
          {"a percent-encoding of percent signs", "%%%"},
          {"an encoding of JavaScript's", "%u00e9"}};
}

std::vector<RawValue> nul_and_control_characters() {
  return {{"an encoded NUL", "a%00b"},
          {"a NUL", std::string("a\0b", 3)},
          {"an encoded line break", "a%0D%0Ab"},
          {"control characters",
           "a\x01\x1B\x7F"
           "b"}};
}

std::vector<RawValue> invalid_utf8() {
  return {{"an octet that no UTF-8 has", "%FF%FE"},
          {"a slash in two octets of UTF-8", "%C0%AF"},
          {"half a surrogate pair in UTF-8", "%ED%A0%80"},
          {"a character of UTF-8 that is cut off", "a%E2%82"},
          {"octets of ISO 8859-1 as they are", "caf\xE9"}};
}

std::vector<RawValue> long_values() {
  constexpr std::size_t kLong = std::size_t{64} * 1024;
  return {{"a value of 8 KiB", std::string(kLong / 8, 'a')},
          {"a value of 64 KiB", std::string(kLong + 1, 'a')},
          {"a value of 256 KiB", std::string(kLong * 4, 'a')}};
}

std::string many_parameters(std::size_t count) {
  std::string form;
  for (std::size_t i = 0; i < count; ++i) {
    form += fmt::format("{}p{}={}", i == 0 ? "" : "&", i, i);
  }
  return form;
}

Request with_body(Request request, std::string body) {
  request.body = std::move(body);
  return request;
}

Request with_field(Request request, std::string_view name, std::string_view value) {
  std::erase_if(request.headers, [name](const HeaderField& field) {
    return oauth::message::equal_without_case(field.name, name);
  });
  if (!value.empty()) request.headers.push_back({std::string(name), std::string(value)});
  return request;
}

}  // namespace oauthspec::checks
