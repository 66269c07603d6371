// SPDX-License-Identifier: Apache-2.0
// RFC 9126 section 2.2: the answer to a pushed authorization request.
#include <array>
#include <string>

#include "harness/defects/oauth2/response.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kOp[] = "oauth2.parse_par_response";

constexpr char kUri[] = "request_uri";
constexpr char kExpires[] = "expires_in";
constexpr char kKnown[] = " request_uri expires_in ";

void made_a_uri(json& members) {
  if (!members.contains(kUri) || !members[kUri].is_string() || members[kUri] == "")
    members[kUri] = "urn:example:none";
  if (members[kUri].get<std::string>().find(':') == std::string::npos)
    members[kUri] = "urn:example:none";
}

void percent_decoded(std::string& text) {
  std::string decoded;
  if (oauth::codec::append_form_decoded(decoded, text)) text = decoded;
}

void pushed_all_the_same(json& in) {
  in["response"]["status"] = 201;
  wrong::media_type_unchecked(in);
  put_body(in, {{kUri, "urn:example:none"}, {kExpires, 60}});
}

void one_second_less(json& out) {
  if (out[kExpires].is_number_integer()) out[kExpires] = out[kExpires].get<int>() - 1;
}

void other_type_as_text(json& members) {
  wrong::anything_as_text<kUri>(members);
  if (members.contains(kUri)) members[kUri] = "urn:example:" + members[kUri].get<std::string>();
}

template <auto Wrong>
constexpr auto kMended = mended<kOp, in_body<Wrong>>;

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "uri-assumed", "RFC9126-2.2-1",
     "a response without a request_uri that is one goes through", kMended<made_a_uri>},
    {kOp, "uri-as-text", "RFC9126-2.2-1", "a request_uri that is no text is made one",
     kMended<other_type_as_text>, Weight::warn},
    {kOp, "uri-in-lower-case", "RFC9126-2.2-1", "capitals of the request_uri are lost",
     miswritten<kOp, wrong::changed<kUri, to_lower>>},
    {kOp, "uri-decoded", "RFC9126-2.2-1", "escapes in the request_uri are undone",
     miswritten<kOp, wrong::changed<kUri, percent_decoded>>},
    {kOp, "lifetime-assumed", "RFC9126-2.2-2", "an expires_in that is no lifetime is one minute",
     kMended<wrong::no_number_as_usual<kExpires, 60>>, Weight::warn},
    {kOp, "lifetime-less-one", "RFC9126-2.2-2",
     "the lifetime is one second shorter than the server said", miswritten<kOp, one_second_less>},
    {kOp, "error-is-pushed", "RFC9126-2.3-1", "a refused request counts as pushed",
     mended<kOp, pushed_all_the_same>},
    {kOp, "status-unchecked", "RFC9126-2.2-1", "a response of any status is read",
     misread<kOp, wrong::status_taken_for<201>>, Weight::warn},
    {kOp, "other-order", "RFC6749-5.1-4", "request_uri is expected first",
     refusing<kOp, unwanted::other_order<kUri>>},
    {kOp, "unknown-refused", "RFC6749-5.1-13", "a response with an unknown member is refused",
     refusing<kOp, unwanted::unknown_member<kKnown>>},
    {kOp, "first-of-duplicates", "RFC9126-2.2-3", "of two members of one name the first counts",
     mended<kOp, wrong::first_of_duplicates>, Weight::warn},
    {kOp, "media-type-parameters", "RFC9126-2.2-3", "a media type with a charset is refused",
     refusing<kOp, unwanted::media_type_with_parameters>, Weight::warn},
    {kOp, "escapes-kept", "RFC9126-2.2-3", "escapes of JSON are not undone",
     misread<kOp, in_text<wrong::escapes_kept>>},
    {kOp, "no-object-crashes", "RFC9126-2.2-3", "a body that is no object ends in an exception",
     crashing<kOp, unwanted::body_no_object>},
});

}  // namespace

std::span<const Defect> pushed_authorization_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
