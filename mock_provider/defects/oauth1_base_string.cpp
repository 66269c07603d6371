// SPDX-License-Identifier: Apache-2.0
// What takes part in a signature: RFC 5849 sections 3.4.1.1 to 3.4.1.3.1.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/base_string.h"
#include "mock_provider/defects/oauth1_edits.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::Result;
using oauth::codec::RawPair;
using oauth::message::Parameters;
using oauth::message::ParameterView;
using oauth::message::Request;
using Pair = std::optional<std::vector<std::string>>;

// Each of these takes the place of rules::base_string().
using BaseString = Result<std::string>;

BaseString query_unsigned(const Request& request, const Collected& collected) {
  return vary(request, collected, {.query = Variation::Query::left_out});
}

BaseString form_unsigned(const Request& request, const Collected& collected) {
  return vary(request, collected, {.body = Variation::Body::left_out});
}

BaseString form_of_post_only(const Request& request, const Collected& collected) {
  return request.method == "POST" ? oauth1::base_string(request, collected)
                                  : form_unsigned(request, collected);
}

BaseString any_body(const Request& request, const Collected& collected) {
  return vary(request, collected, {.body = Variation::Body::as_form});
}

BaseString multipart_too(const Request& request, const Collected& collected) {
  Collected all = collected;
  for (const ParameterView part : multipart_of(request)) {
    all.form_body.add(part);
  }
  return oauth1::base_string(request, all);
}

BaseString host_as_sent(const Request& request, const Collected& collected) {
  return vary(request, collected, {.host = Variation::Host::as_sent});
}

BaseString port_as_sent(const Request& request, const Collected& collected) {
  const auto host = oauth::message::find_header(request.headers, "Host").value_or("");
  return vary(
      request, collected,
      {.port = host.contains(':') ? Variation::Port::always : Variation::Port::unless_default});
}

BaseString never_a_port(const Request& request, const Collected& collected) {
  return vary(request, collected, {.port = Variation::Port::never});
}

BaseString version_added(const Request& request, const Collected& collected) {
  Collected all = collected;
  const bool has_version = std::ranges::any_of(
      std::array{&all.authorization_header, &all.form_body, &all.query},
      [](const Parameters* place) { return place->find("oauth_version").has_value(); });
  if (!has_version) {
    all.query.add("oauth_version", "1.0");
  }
  return oauth1::base_string(request, all);
}

BaseString protocol_parameters_of_the_header(const Request& request, const Collected& collected) {
  Collected rest = collected;
  rest.authorization_header = only(collected.authorization_header, [](const ParameterView& one) {
    return oauth1::is_protocol_parameter(one.name);
  });
  return oauth1::base_string(request, rest);
}

BaseString no_realm_at_all(const Request& request, const Collected& collected) {
  Collected rest = collected;
  rest.query = only(collected.query, [](const ParameterView& one) { return one.name != "realm"; });
  return oauth1::base_string(request, rest);
}

// The base string of a query, or form, that is read otherwise.
template <ReadPair kRead>
BaseString query_read(const Request& request, const Collected& collected) {
  Collected other = collected;
  other.query = read_again(raw_query(request), kRead);
  return oauth1::base_string(request, other);
}

template <ReadPair kRead>
BaseString form_read(const Request& request, const Collected& collected) {
  Collected other = collected;
  if (!collected.form_body.empty()) {
    other.form_body = read_again(request.body, kRead);
  }
  return oauth1::base_string(request, other);
}

Pair with_plus_signs(const RawPair& pair) {
  return {{oauth::codec::percent_decode(pair.name).value_or(""),
           oauth::codec::percent_decode(pair.value).value_or("")}};
}

Pair decoded_twice(const RawPair& pair) {
  return {{decoded(decoded(pair.name)), decoded(decoded(pair.value))}};
}

// Decoded, but for escapes of what needs none.
std::string reserved_decoded(std::string_view text) {
  const std::string plain = decoded(text);
  const bool needs_none = text.contains('%') && oauth::codec::percent_encode(plain) == plain;
  return needs_none ? std::string(text) : plain;
}

Pair needless_escapes_kept(const RawPair& pair) {
  return {{reserved_decoded(pair.name), reserved_decoded(pair.value)}};
}

Pair with_equals_sign(const RawPair& pair) {
  if (pair.value_offset == pair.name_offset + pair.name.size()) return std::nullopt;
  return {{decoded(pair.name), decoded(pair.value)}};
}

Pair with_value(const RawPair& pair) {
  if (pair.value.empty()) return std::nullopt;
  return {{decoded(pair.name), decoded(pair.value)}};
}

// One parameter of each name, the first or the last.
Parameters one_of_each(const Parameters& parameters, bool last) {
  std::vector<ParameterView> kept;
  for (const ParameterView parameter : parameters) {
    const auto before = std::ranges::find(kept, parameter.name, &ParameterView::name);
    if (before == kept.end()) {
      kept.push_back(parameter);
    } else if (last) {
      *before = parameter;
    }
  }
  Parameters single;
  for (const ParameterView& parameter : kept) {
    single.add(parameter);
  }
  return single;
}

BaseString last_of_query(const Request& request, const Collected& collected) {
  Collected single = collected;
  single.query = one_of_each(collected.query, true);
  return oauth1::base_string(request, single);
}

BaseString first_of_form(const Request& request, const Collected& collected) {
  Collected single = collected;
  single.form_body = one_of_each(collected.form_body, false);
  return oauth1::base_string(request, single);
}

Result<Collected> strict_query(const Request& request) {
  constexpr std::string_view kForm =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~*%+=&";
  if (raw_query(request).find_first_not_of(kForm) != std::string_view::npos) {
    return std::unexpected(oauth::Error{oauth::Errc::percent_bad_digit, 0});
  }
  return oauth1::collect_parameters(request);
}

template <auto kBaseString>
void build_by(Rules& rules) {
  rules.oauth1.base_string = kBaseString;
}

constexpr std::array kOauth1BaseStringDefects = {
    Defect{"oauth1-query-unsigned", "RFC5849-3.4.1.3.1-1", "The query takes no part in signatures.",
           &build_by<&query_unsigned>},
    Defect{"oauth1-form-unsigned", "RFC5849-3.4.1.3.1-3", "Forms take no part in signatures.",
           &build_by<&form_unsigned>},
    Defect{"oauth1-form-of-post-only", "RFC5849-3.4.1.3.1-10",
           "Forms take part in signatures of POST requests alone.", &build_by<&form_of_post_only>},
    Defect{"oauth1-any-body-signed", "RFC5849-3.4.1.3.1-4",
           "Any body takes part in signatures, as if it were a form.", &build_by<&any_body>},
    Defect{"oauth1-multipart-signed", "RFC5849-3.4.1.3.1-3",
           "The parts of multipart bodies take part in signatures.", &build_by<&multipart_too>},
    Defect{"oauth1-plus-in-query", "RFC5849-3.4.1.3.1-7", "A plus sign in the query is kept.",
           &build_by<&query_read<&with_plus_signs>>},
    Defect{"oauth1-plus-in-form", "RFC5849-3.4.1.3.1-7", "A plus sign in a form is kept.",
           &build_by<&form_read<&with_plus_signs>>},
    Defect{"oauth1-decoded-twice", "RFC5849-3.4.1.3.1-1", "The query is decoded twice.",
           &build_by<&query_read<&decoded_twice>>},
    Defect{"oauth1-needless-escapes-kept", "RFC5849-3.6-2",
           "Escapes of unreserved characters are kept.",
           &build_by<&query_read<&needless_escapes_kept>>},
    Defect{"oauth1-strict-query", "RFC5849-3.4.1.3.1-1",
           "A query with a character that forms escape is refused.",
           [](Rules& rules) { rules.oauth1.collect_parameters = &strict_query; }},
    Defect{"oauth1-names-alone-dropped", "RFC5849-3.4.1.3.1-8",
           "A parameter of the query without an equals sign is passed over.",
           &build_by<&query_read<&with_equals_sign>>},
    Defect{"oauth1-empty-values-dropped", "RFC5849-3.4.1.3.1-8",
           "A parameter of a form without a value is passed over.",
           &build_by<&form_read<&with_value>>},
    Defect{"oauth1-last-of-query", "RFC5849-3.4.1.3.1-8",
           "Of parameters of the query with one name, the last takes part.",
           &build_by<&last_of_query>},
    Defect{"oauth1-first-of-form", "RFC5849-3.4.1.3.1-8",
           "Of parameters of a form with one name, the first takes part.",
           &build_by<&first_of_form>},
    Defect{"oauth1-no-realm-at-all", "RFC5849-3.4.1.3.1-2",
           "A parameter named realm takes no part wherever it stands.",
           &build_by<&no_realm_at_all>},
    Defect{"oauth1-header-of-protocol-only", "RFC5849-3.4.1.3.1-2",
           "Of the header field, parameters of the protocol alone take part.",
           &build_by<&protocol_parameters_of_the_header>},
    Defect{"oauth1-host-with-case", "RFC5849-3.4.1.2-2", "The host takes part as it was sent.",
           &build_by<&host_as_sent>},
    Defect{"oauth1-default-port-kept", "RFC5849-3.4.1.2-5",
           "The default port takes part where it was sent.", &build_by<&port_as_sent>},
    Defect{"oauth1-port-dropped", "RFC5849-3.4.1.2-4", "No port takes part.",
           &build_by<&never_a_port>},
    Defect{"oauth1-version-added", "RFC5849-3.4.1.3.1-6",
           "oauth_version takes part in signatures of requests without it, too.",
           &build_by<&version_added>},
};

}  // namespace

DefectTopic oauth1_base_string() {
  return kOauth1BaseStringDefects;
}

}  // namespace oauthspec::provider::defects
