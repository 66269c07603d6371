// SPDX-License-Identifier: Apache-2.0
// How parameters are encoded and sorted for a signature: RFC 5849 sections 3.4.1.3.2 and 3.6.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/base_string.h"
#include "mock_provider/defects/oauth1_edits.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;
using BaseString = Result<std::string>;

BaseString sorted_without_case(const Request& request, const Collected& collected) {
  return vary(request, collected, {.order = Variation::Order::without_case});
}

BaseString sorted_decoded(const Request& request, const Collected& collected) {
  return vary(request, collected, {.order = Variation::Order::decoded});
}

BaseString names_sorted_only(const Request& request, const Collected& collected) {
  return vary(request, collected, {.order = Variation::Order::names_only});
}

BaseString tilde_encoded(const Request& request, const Collected& collected) {
  return vary(request, collected, {.encoding = Variation::Encoding::tilde});
}

BaseString encoded_as_component(const Request& request, const Collected& collected) {
  return vary(request, collected, {.encoding = Variation::Encoding::component});
}

// The base string with its parameters edited.
template <auto kEdit>
BaseString with_edit(const Request& request, const Collected& collected) {
  return edited(request, collected, kEdit);
}

std::string name_of(const std::string& pair) {
  return pair.substr(0, pair.find('='));
}

std::string value_of(const std::string& pair) {
  return pair.substr(pair.find('=') + 1);
}

std::string decoded_value(const std::string& pair) {
  return oauth::codec::percent_decode(value_of(pair)).value_or("");
}

std::optional<std::uint64_t> number_of(const std::string& pair) {
  const std::string digits = value_of(pair);
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

void sort_whole_pairs(Pairs& pairs) {
  std::ranges::sort(pairs);
}

void sort_decoded_values(Pairs& pairs) {
  std::ranges::sort(pairs, {}, [](const std::string& pair) {
    return std::pair(name_of(pair), decoded_value(pair));
  });
}

void sort_as_numbers(Pairs& pairs) {
  std::ranges::sort(pairs, {}, [](const std::string& pair) {
    return std::tuple(name_of(pair), number_of(pair), value_of(pair));
  });
}

void drop_lonely_equals_signs(Pairs& pairs) {
  for (std::string& pair : pairs) {
    if (pair.ends_with('=')) pair.pop_back();
  }
}

void drop_equal_pairs(Pairs& pairs) {
  const auto rest = std::ranges::unique(pairs);
  pairs.erase(rest.begin(), rest.end());
}

void write_spaces_as_plus_signs(Pairs& pairs) {
  for (std::string& pair : pairs) {
    pair = replaced(pair, "%20", "+");
  }
}

// Each octet beyond ASCII as a character of its own, encoded as UTF-8 once more.
Parameters as_latin_1(const Parameters& parameters) {
  Parameters read;
  for (const auto parameter : parameters) {
    std::string value;
    for (const char letter : parameter.value) {
      const auto octet = static_cast<unsigned char>(letter);
      if (octet < 0x80) {
        value += letter;
      } else {
        value += static_cast<char>(0xC0U | (octet >> 6U));
        value += static_cast<char>(0x80U | (octet & 0x3FU));
      }
    }
    read.add(parameter.name, value);
  }
  return read;
}

BaseString latin_1(const Request& request, const Collected& collected) {
  Collected read = collected;
  read.query = as_latin_1(collected.query);
  return oauth1::base_string(request, read);
}

// Sorted within the query, within the header field and within the form, one behind the other.
BaseString sorted_apart(const Request& request, const Collected& collected) {
  auto text = oauth1::base_string(request, collected);
  if (!text) return text;
  std::string parameters;
  for (const auto* place :
       {&collected.query, &collected.authorization_header, &collected.form_body}) {
    const Parameters rest =
        only(*place, [](const auto& one) { return one.name != "oauth_signature"; });
    if (!rest.empty()) {
      parameters.append(parameters.empty() ? "" : "&").append(oauth1::normalize_parameters(rest));
    }
  }
  return text->substr(0, text->rfind('&') + 1) + oauth::codec::percent_encode(parameters);
}

// The small letters of the query's escapes are kept.
BaseString escapes_as_sent(const Request& request, const Collected& collected) {
  auto text = oauth1::base_string(request, collected);
  const std::string_view query = raw_query(request);
  for (auto at = query.find('%'); text && at != std::string_view::npos;
       at = query.find('%', at + 1)) {
    std::string escape(query.substr(at + 1, 2));
    std::string upper = escape;
    std::ranges::transform(upper, upper.begin(), [](char digit) {
      return digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    });
    *text = replaced(*text, "%25" + upper, "%25" + escape);
  }
  return text;
}

template <auto kBaseString>
void build_by(Rules& rules) {
  rules.oauth1.base_string = kBaseString;
}

constexpr std::array kOauth1NormalizationDefects = {
    Defect{"oauth1-names-without-case", "RFC5849-3.4.1.3.2-2", "Names are sorted without case.",
           &build_by<&sorted_without_case>},
    Defect{"oauth1-sorted-decoded", "RFC5849-3.4.1.3.2-1",
           "Parameters are sorted before they are encoded.", &build_by<&sorted_decoded>},
    Defect{"oauth1-pairs-sorted", "RFC5849-3.4.1.3.2-2",
           "Names and values are joined before they are sorted.",
           &build_by<&with_edit<&sort_whole_pairs>>},
    Defect{"oauth1-sorted-apart", "RFC5849-3.4.1.3.2-2",
           "The parameters of each place are sorted on their own.", &build_by<&sorted_apart>},
    Defect{"oauth1-values-unsorted", "RFC5849-3.4.1.3.2-3",
           "Parameters of one name stand in the order in which they were sent.",
           &build_by<&names_sorted_only>},
    Defect{"oauth1-values-sorted-decoded", "RFC5849-3.4.1.3.2-3",
           "Values are sorted before they are encoded.",
           &build_by<&with_edit<&sort_decoded_values>>},
    Defect{"oauth1-values-sorted-as-numbers", "RFC5849-3.4.1.3.2-5",
           "Values that are numbers are sorted as numbers.",
           &build_by<&with_edit<&sort_as_numbers>>},
    Defect{"oauth1-no-lonely-equals-sign", "RFC5849-3.4.1.3.2-4",
           "An empty value has no equals sign.", &build_by<&with_edit<&drop_lonely_equals_signs>>},
    Defect{"oauth1-equal-pairs-once", "RFC5849-3.4.1.3.2-6", "Equal pairs take part once.",
           &build_by<&with_edit<&drop_equal_pairs>>},
    Defect{"oauth1-latin-1", "RFC5849-3.6-1", "The query is taken for ISO 8859-1.",
           &build_by<&latin_1>},
    Defect{"oauth1-tilde-encoded", "RFC5849-3.6-2", "A tilde is encoded.",
           &build_by<&tilde_encoded>},
    Defect{"oauth1-encoded-as-component", "RFC5849-3.6-3",
           "Parameters are encoded as by encodeURIComponent.", &build_by<&encoded_as_component>},
    Defect{"oauth1-space-as-plus", "RFC5849-3.6-3", "A space is encoded as a plus sign.",
           &build_by<&with_edit<&write_spaces_as_plus_signs>>},
    Defect{"oauth1-escapes-as-sent", "RFC5849-3.6-4",
           "The small letters of escapes are kept as they were sent.", &build_by<&escapes_as_sent>},
};

}  // namespace

DefectTopic oauth1_normalization() {
  return kOauth1NormalizationDefects;
}

}  // namespace oauthspec::provider::defects
