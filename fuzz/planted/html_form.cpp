// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/html_form.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::HeaderField;
using oauth::message::Response;

FormAgent right() {
  return reference<FormAgent>();
}

std::optional<SubmittedForm> raw_ampersands(const Response& page, std::string_view url,
                                            std::string_view value) {
  auto form = right().submit(page, url, value);
  if (!form) return form;
  std::string& body = form->request.body;
  for (std::size_t at = body.find("%26"); at != std::string::npos; at = body.find("%26", at)) {
    body.replace(at, 3, "&");
  }
  return form;
}

std::optional<SubmittedForm> get_with_body(const Response& page, std::string_view url,
                                           std::string_view value) {
  auto form = right().submit(page, url, value);
  const std::size_t mark = form ? form->request.url.find('?') : std::string::npos;
  if (form && form->request.method == "GET" && mark != std::string::npos) {
    form->request.body = form->request.url.substr(mark + 1);
  }
  return form;
}

std::string to_hosts_that_end_alike(const Response& response, std::string_view from,
                                    std::string_view to) {
  const bool alike = to.find("login.example/") != std::string_view::npos;
  return right().cookies(response, from, alike ? from : to);
}

std::string secure_over_http(const Response& response, std::string_view from, std::string_view to) {
  return right().cookies(response, from, to.starts_with("http://") ? from : to);
}

// "Domain=example" taken for a domain that covers the host.
std::string for_whole_domains(const Response& response, std::string_view from,
                              std::string_view to) {
  const bool whole = std::ranges::any_of(response.headers, [](const HeaderField& field) {
    return field.value.find("omain=example") != std::string::npos;
  });
  return right().cookies(response, from, whole ? from : to);
}

constexpr auto kBugs = std::to_array<PlantedBug<FormAgent>>({
    {"ampersand-in-a-body", "An ampersand in a value is not escaped in a body.", "HTML 4.10.21.4",
     [](FormAgent& agent) { agent.submit = raw_ampersands; }},
    {"get-with-a-body", "GET sends its data a second time, as a body.", "HTML 4.10.21.3",
     [](FormAgent& agent) { agent.submit = get_with_body; }},
    {"cookies-by-suffix", "Cookies go to hosts whose names end alike.", "curl CVE-2014-3613",
     [](FormAgent& agent) { agent.cookies = to_hosts_that_end_alike; }},
    {"secure-cookies-over-http", "Secure cookies go over http.", "RFC 6265 5.4",
     [](FormAgent& agent) { agent.cookies = secure_over_http; }},
    {"cookies-of-a-whole-domain", "A server sets cookies for its whole top-level domain.",
     "curl CVE-2014-3620", [](FormAgent& agent) { agent.cookies = for_whole_domains; }},
});

}  // namespace

template <>
std::span<const PlantedBug<FormAgent>> planted_bugs<FormAgent>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
