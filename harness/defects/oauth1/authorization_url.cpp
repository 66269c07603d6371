// SPDX-License-Identifier: Apache-2.0
// Section 2.2: the URI that the resource owner is sent to.
#include <array>
#include <utility>

#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth1/wrong_encoding.h"

namespace oauthspec::defects::oauth1 {
namespace {

template <auto Wrong>
constexpr auto kQuery = planted<answers::authorization_url, &Functions::add_to_query, Wrong>;

// The parameters behind whatever the endpoint ends in, each encoded by `encode`.
std::string added(string_view endpoint, const Parameters& parameters,
                  std::string (*encode)(string_view)) {
  std::string url(endpoint);
  char mark = endpoint.find('?') == string_view::npos ? '?' : '&';
  for (const ParameterView parameter : parameters) {
    url += std::exchange(mark, '&');
    url += encode(parameter.name) + "=" + encode(parameter.value);
  }
  return url;
}

std::string query_replaced(const Functions& library, string_view endpoint,
                           const Parameters& parameters) {
  return sound().add_to_query(library, endpoint.substr(0, endpoint.find('?')), parameters);
}

std::string always_question_mark(const Functions& /*library*/, string_view endpoint,
                                 const Parameters& parameters) {
  return std::string(endpoint) + "?" + oauth::message::write_form(parameters);
}

std::string token_not_encoded(const Functions& /*library*/, string_view endpoint,
                              const Parameters& parameters) {
  return added(endpoint, parameters, wrong::not_encoded);
}

std::string behind_fragment(const Functions& library, string_view endpoint,
                            const Parameters& parameters) {
  return added(endpoint, parameters, library.encode);
}

std::string token_cut_to_buffer(const Functions& library, string_view endpoint,
                                const Parameters& parameters) {
  constexpr std::size_t kBuffer = 1024;
  Parameters cut;
  for (const ParameterView parameter : parameters)
    cut.add(parameter.name, parameter.value.substr(0, kBuffer));
  return sound().add_to_query(library, endpoint, cut);
}

std::string token_latin_1(const Functions& /*library*/, string_view endpoint,
                          const Parameters& parameters) {
  return added(endpoint, parameters, wrong::latin_1);
}

Result<void> endpoint_unchecked(string_view /*endpoint*/) {
  return {};
}

constexpr string_view kOp = "oauth1.authorization_url";

constexpr auto kDefects = std::to_array<Defect>({
    {kOp, "query-replaced", "RFC5849-2-5", "the endpoint's own query is dropped",
     kQuery<query_replaced>},
    {kOp, "always-question-mark", "RFC5849-2-5",
     "a second question mark follows the endpoint's own query", kQuery<always_question_mark>},
    {kOp, "token-not-encoded", "RFC5849-2.2-2", "the token is not encoded",
     kQuery<token_not_encoded>},
    {kOp, "behind-fragment", "RFC5849-2.2-2", "the token is added behind the fragment",
     kQuery<behind_fragment>, Weight::warn},
    {kOp, "token-latin-1", "RFC5849-2-8", "characters of ISO 8859-1 are encoded as that has them",
     kQuery<token_latin_1>},
    {kOp, "token-cut-to-buffer", "RFC5849-2-7", "a token longer than a buffer is cut off",
     kQuery<token_cut_to_buffer>, Weight::warn},
    {kOp, "endpoint-unchecked", "RFC5849-2.2-2", "an endpoint that is no URI is used",
     planted<answers::authorization_url, &Functions::check_endpoint, endpoint_unchecked>,
     Weight::warn},
});

}  // namespace

std::span<const Defect> authorization_url_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth1
