// SPDX-License-Identifier: Apache-2.0
// RFC 8628 section 3.2: what a device is told before it polls.
#include <algorithm>
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_device_authorization";

constexpr char kDeviceCode[] = "device_code";
constexpr char kUserCode[] = "user_code";
constexpr char kUri[] = "verification_uri";
constexpr char kComplete[] = "verification_uri_complete";
constexpr char kExpires[] = "expires_in";
constexpr char kInterval[] = "interval";

constexpr char kKnown[] =
    " device_code user_code verification_uri verification_uri_complete expires_in interval ";

void no_wait_without_interval(json& out, const json& in) {
  if (member_of(in, kInterval).is_null()) out[kInterval] = 0;
}

void zero_interval_is_default(json& out) {
  if (out[kInterval] == 0) out[kInterval] = 5;
}

// Everybody uses five seconds.
void interval_always_default(json& out) {
  out[kInterval] = 5;
}

void interval_capped(json& out) {
  constexpr int kByte = 256;
  if (out[kInterval].is_number_integer()) out[kInterval] = out[kInterval].get<int>() % kByte;
}

void address_without_scheme(std::string& text) {
  if (text.find("://") == std::string::npos)
    text.insert(0, text.starts_with('/') ? "https://example.com" : "https://");
  std::erase(text, '\n');
}

bool address_not_https(const json& in) {
  const json uri = member_of(in, kUri);
  return uri.is_string() && uri.get<std::string>().find("://") == std::string::npos;
}

void without_query(std::string& text) {
  text.resize(std::min(text.find('?'), text.size()));
}

void in_upper_case(std::string& text) {
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
}

void letters_and_digits_only(std::string& text) {
  std::erase(text, ' ');
}

void leading_zeros_dropped(std::string& text) {
  if (text.starts_with('0')) text.erase(0, 1);
}

// An address for everybody, also where the user's code is not the one in it.
void complete_must_hold_code(json& out) {
  if (!out[kComplete].is_string()) return;
  if (out[kComplete].get<std::string>().find(out[kUserCode].get<std::string>()) ==
      std::string::npos)
    out[kComplete] = nullptr;
}

void everything_assumed(json& members) {
  wrong::missing_as_undefined<kDeviceCode>(members);
  wrong::missing_as_undefined<kUserCode>(members);
  wrong::no_number_as_usual<kExpires, 1800>(members);
  if (!members.contains(kUri) || !members[kUri].is_string())
    members[kUri] = "https://example.com/device";
}

void error_is_authorization(json& in) {
  in["response"]["status"] = 200;
  in_body<everything_assumed>(in);
}

template <auto Wrong>
constexpr auto kMended = mended<kOp, in_body<Wrong>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "default-missing", "RFC8628-3.2-9", "without an interval there is no wait",
     miswritten<kOp, no_wait_without_interval>},
    {kOp, "zero-is-default", "RFC8628-3.2-8", "an interval of 0 is taken for none",
     miswritten<kOp, zero_interval_is_default>, Weight::warn},
    {kOp, "interval-ignored", "RFC8628-3.2-8",
     "the interval is five seconds, whatever the server says",
     miswritten<kOp, interval_always_default>},
    {kOp, "interval-in-a-byte", "RFC8628-3.2-8", "a long interval becomes a short one",
     miswritten<kOp, interval_capped>},
    {kOp, "interval-unchecked", "RFC8628-3.2-8", "an interval that is no number of seconds is five",
     kMended<wrong::no_number_as_usual<kInterval, 5>>, Weight::warn},
    {kOp, "device-code-missing", "RFC8628-3.2-2",
     "a response without device_code gives \"undefined\"",
     kMended<wrong::missing_as_undefined<kDeviceCode>>, Weight::warn},
    {kOp, "user-code-missing", "RFC8628-3.2-3", "a response without user_code gives \"undefined\"",
     kMended<wrong::missing_as_undefined<kUserCode>>, Weight::warn},
    {kOp, "address-assumed", "RFC8628-3.2-4",
     "a response without verification_uri gives a usual one", kMended<everything_assumed>,
     Weight::warn},
    {kOp, "lifetime-assumed", "RFC8628-3.2-6", "a response without expires_in gives half an hour",
     kMended<wrong::no_number_as_usual<kExpires, 1800>>, Weight::warn},
    {kOp, "device-code-as-text", "RFC8628-3.2-2", "a device_code that is no text is made one",
     kMended<wrong::anything_as_text<kDeviceCode>>, Weight::warn},
    {kOp, "user-code-as-text", "RFC8628-3.2-3", "a user_code that is no text is made one",
     kMended<wrong::anything_as_text<kUserCode>>, Weight::warn},
    {kOp, "address-unchecked", "RFC8628-3.2-4", "an address without a scheme gets one",
     kMended<in_member<kUri, address_without_scheme>>, Weight::warn},
    {kOp, "complete-unchecked", "RFC8628-3.2-5", "a complete address without a scheme gets one",
     kMended<in_member<kComplete, address_without_scheme>>, Weight::warn},
    {kOp, "address-of-script-refused", "RFC8628-3.2-4",
     "an address without \"://\" ends in an exception", crashing<kOp, address_not_https>},
    {kOp, "address-query-lost", "RFC8628-3.2-4", "the query of the address is cut off",
     miswritten<kOp, wrong::changed<kUri, without_query>>},
    {kOp, "complete-lost", "RFC8628-3.2-5", "verification_uri_complete is not read",
     miswritten<kOp, wrong::lost<kComplete>>},
    {kOp, "complete-must-hold-code", "RFC8628-3.2-5",
     "a complete address without the user's code is dropped",
     miswritten<kOp, complete_must_hold_code>},
    {kOp, "user-code-in-upper-case", "RFC8628-3.2-3", "the user is shown the code in capitals",
     miswritten<kOp, wrong::changed<kUserCode, in_upper_case>>},
    {kOp, "user-code-spaces-dropped", "RFC8628-3.2-3",
     "the user is shown the code without its spaces",
     miswritten<kOp, wrong::changed<kUserCode, letters_and_digits_only>>, Weight::warn},
    {kOp, "user-code-as-number", "RFC8628-3.2-3", "a code of digits loses its leading zero",
     miswritten<kOp, wrong::changed<kUserCode, leading_zeros_dropped>>},
    {kOp, "status-unchecked", "RFC8628-3.2-1", "a response of any status is read",
     misread<kOp, wrong::status_unchecked>, Weight::warn},
    {kOp, "error-is-authorization", "RFC8628-3.2-10",
     "an error response is an authorization without codes", misread<kOp, error_is_authorization>},
    {kOp, "first-of-duplicates", "RFC8628-3.1-8", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "unknown-refused", "RFC6749-5.1-13", "a response with an unknown member is refused",
     refusing<kOp, unwanted::unknown_member<kKnown>>},
    {kOp, "media-type-parameters", "RFC8628-3.2-1", "a media type with a charset is refused",
     refusing<kOp, unwanted::media_type_with_parameters>, Weight::warn},
    {kOp, "escapes-kept", "RFC8628-3.2-3", "escapes of JSON are not undone",
     misread<kOp, in_text<wrong::escapes_kept>>},
    {kOp, "no-object-crashes", "RFC8628-3.2-1", "a body that is no object ends in an exception",
     crashing<kOp, unwanted::body_no_object>},
});

}  // namespace

std::span<const Defect> device_authorization_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
