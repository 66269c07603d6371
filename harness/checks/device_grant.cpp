// SPDX-License-Identifier: Apache-2.0
// The device authorization grant: RFC 8628.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include "harness/checks/device_codes.h"
#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

std::optional<Finding> entered(flows::ResourceOwner& owner, const DeviceCodes& issued,
                               const std::string& typed) {
  const auto done = owner.enter_user_code(issued.verification_uri, typed);
  return done
             ? std::nullopt
             : std::optional(inconclusive("the user code was not entered: " + done.error().reason));
}

// Codes that the owner has allowed.
Attempt<DeviceCodes> allowed(Session& session) {
  auto issued = device_codes(session);
  if (!issued) return issued;
  if (const auto failure = entered(session.target().owner, *issued, issued->user_code)) {
    return std::unexpected(*failure);
  }
  return issued;
}

Finding an_allowed_device_gets_tokens(Session& session) {
  const auto issued = allowed(session);
  if (!issued) return issued.error();
  const auto response = poll(session, *issued);
  if (!response) return response.error();
  const auto tokens = Session::read_tokens(*response);
  return tokens ? pass() : tokens.error();
}

Finding an_undecided_one_waits(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return issued.error();
  const auto response = poll(session, *issued);
  if (!response) return response.error();
  return refused_as(*response, {"authorization_pending", "slow_down"},
                    "a device got tokens before anybody had decided");
}

Finding a_denied_one_is_told(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return issued.error();
  if (const auto failure = entered(*session.target().denying_owner, *issued, issued->user_code)) {
    return *failure;
  }
  const auto response = poll(session, *issued);
  if (!response) return response.error();
  return refused_as(*response, {"access_denied"},
                    "a device got tokens although its user denied it");
}

Finding a_hasty_one_is_slowed_down(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return issued.error();
  if (const auto first = poll(session, *issued); !first) return first.error();
  for (int again = 0; again < 2; ++again) {
    const auto response = poll(session, *issued);
    if (!response) return response.error();
    if (error_of(*response) == "slow_down") return pass();
    if (error_of(*response) != "authorization_pending") {
      return inconclusive("the device was answered with " + describe(*response));
    }
  }
  return fail("a device that asked three times at once was not told to slow down");
}

Finding a_device_code_is_its_clients(Session& session) {
  const auto issued = allowed(session);
  if (!issued) return issued.error();
  const auto response = poll(session, *issued, &sure(session.target().second));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a device code was exchanged by another client than it was issued to");
}

Finding a_device_code_is_used_once(Session& session) {
  const auto issued = allowed(session);
  if (!issued) return issued.error();
  const auto first = poll(session, *issued);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("an allowed device got " + describe(*first));
  if (const auto waited = session.wait(issued->interval + 1); !waited) return waited.error();
  const auto second = poll(session, *issued);
  if (!second) return second.error();
  return refused(*second, {"invalid_grant", "expired_token"},
                 "a device code was exchanged for tokens twice");
}

Finding a_device_code_expires(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return issued.error();
  if (issued->expires_in <= 0) return inconclusive("the response does not say when it expires");
  if (const auto waited = outlive(session, issued->expires_in); !waited) return waited.error();
  const auto response = poll(session, *issued);
  if (!response) return response.error();
  // A server may have forgotten it; RFC 6749 section 5.2 has that error for what has expired, too.
  return refused_as(*response, {"expired_token", "invalid_grant"},
                    "a device code gave tokens after it had expired");
}

// What a person may type: lower case, and no punctuation.
std::string typed_carelessly(std::string_view user_code) {
  std::string typed;
  for (const char character : user_code) {
    const auto octet = static_cast<unsigned char>(character);
    if (std::isalnum(octet) != 0) typed.push_back(static_cast<char>(std::tolower(octet)));
  }
  return typed;
}

bool is_upper_case(std::string_view user_code) {
  return std::ranges::none_of(user_code, [](char character) {
    return std::islower(static_cast<unsigned char>(character)) != 0;
  });
}

Finding a_user_code_may_be_typed_carelessly(Session& session) {
  if (const Finding right = an_allowed_device_gets_tokens(session); right.verdict != Verdict::pass)
    return right;
  const auto issued = device_codes(session);
  if (!issued) return issued.error();
  if (!is_upper_case(issued->user_code)) {
    return inconclusive("the user code has letters in lower case, which may matter");
  }
  if (const auto failure =
          entered(session.target().owner, *issued, typed_carelessly(issued->user_code))) {
    return fail("a user code was not taken in lower case without its punctuation");
  }
  const auto response = poll(session, *issued);
  if (!response) return response.error();
  return is_success(*response)
             ? pass()
             : fail("a user code was not taken in lower case without its punctuation");
}

// A few user codes, one after another.
Attempt<std::string> some_user_codes(Session& session) {
  std::string all;
  for (int i = 0; i < 12; ++i) {
    const auto issued = device_codes(session);
    if (!issued) return std::unexpected(issued.error());
    all += issued->user_code;
  }
  return all;
}

Finding user_codes_are_easily_read(Session& session) {
  const auto all = some_user_codes(session);
  if (!all) return all.error();
  const auto has = [&all](char character) { return all->find(character) != std::string::npos; };
  const bool ones = (has('1') ? 1 : 0) + (has('I') ? 1 : 0) + (has('l') ? 1 : 0) > 1;
  return ones || (has('0') && has('O'))
             ? fail("user codes have characters that look like one another: 0 and O, or 1, I and l")
             : pass();
}

// The most bits that a code of this form can have.
double bits_of(std::string_view user_code) {
  const auto any = [user_code](int (*kind)(int)) {
    return std::ranges::any_of(user_code, [kind](char character) {
      return kind(static_cast<unsigned char>(character)) != 0;
    });
  };
  const int alphabet =
      (any(std::isdigit) ? 10 : 0) + (any(std::isupper) ? 26 : 0) + (any(std::islower) ? 26 : 0);
  const auto length = std::ranges::count_if(user_code, [](char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0;
  });
  return alphabet == 0 ? 0 : static_cast<double>(length) * std::log2(alphabet);
}

Finding user_codes_are_hard_to_guess(Session& session) {
  constexpr double kFewestBits = 16;  // Less than half of what RFC 8628 section 6.1 shows.
  std::set<std::string> seen;
  for (int i = 0; i < 12; ++i) {
    const auto issued = device_codes(session);
    if (!issued) return issued.error();
    if (!seen.insert(issued->user_code).second) return fail("a user code was given out twice");
    if (bits_of(issued->user_code) < kFewestBits) {
      return fail("a user code has too few characters to be hard to guess");
    }
  }
  return pass();
}

constexpr auto kDeviceGrantChecks = std::to_array<Check>({
    {"device-grant/an-allowed-device-gets-tokens",
     "A device gets tokens once its user has allowed it",
     {"RFC8628-3.5-1"},
     Level::must,
     {Need::code_grant, Need::device},
     an_allowed_device_gets_tokens},
    {"device-grant/an-undecided-one-waits",
     "A device whose user has not decided is told so",
     {"RFC8628-3.5-2"},
     Level::must,
     {Need::code_grant, Need::device},
     an_undecided_one_waits},
    {"device-grant/a-denied-one-is-told",
     "A device whose user denied it is told so",
     {"RFC8628-3.5-4"},
     Level::must,
     {Need::code_grant, Need::device, Need::denial},
     a_denied_one_is_told},
    {"device-grant/a-hasty-one-is-slowed-down",
     "A device that asks too often is told to slow down",
     {"RFC8628-3.5-3"},
     Level::may,
     {Need::code_grant, Need::device},
     a_hasty_one_is_slowed_down},
    {"device-grant/a-device-code-is-its-clients",
     "A device code is refused to another client",
     {"RFC8628-3.4-5"},
     Level::must,
     {Need::code_grant, Need::device, Need::second_client},
     a_device_code_is_its_clients},
    {"device-grant/a-device-code-is-used-once",
     "A device code that was exchanged is refused",
     {"RFC8628-3.5-6"},
     Level::must,
     {Need::code_grant, Need::device},
     a_device_code_is_used_once,
     Waits::yes},
    {"device-grant/a-device-code-expires",
     "A device code is refused once it has expired",
     {"RFC8628-3.5-5"},
     Level::must,
     {Need::code_grant, Need::device},
     a_device_code_expires,
     Waits::yes},
    {"device-grant/a-user-code-may-be-typed-carelessly",
     "A user code is taken in lower case, and without its punctuation",
     {"RFC8628-6.1-2", "RFC8628-3.3-5"},
     Level::should,
     {Need::code_grant, Need::device},
     a_user_code_may_be_typed_carelessly},
    {"device-grant/user-codes-are-easily-read",
     "User codes have no characters that look like one another",
     {"RFC8628-6.1-1"},
     Level::should,
     {Need::code_grant, Need::device},
     user_codes_are_easily_read},
    {"device-grant/user-codes-are-hard-to-guess",
     "User codes are long enough, and each is another one",
     {"RFC8628-5.1-1", "RFC8628-3.2-7"},
     Level::should,
     {Need::code_grant, Need::device},
     user_codes_are_hard_to_guess},
});

}  // namespace

Topic device_grant() {
  return kDeviceGrantChecks;
}

}  // namespace oauthspec::checks
