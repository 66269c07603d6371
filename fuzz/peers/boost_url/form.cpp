// SPDX-License-Identifier: Apache-2.0
// params_view, which reads the query of a URL as a form. It is given whole URLs: parse_query() reads beyond its text (fuzz/TROPHIES.md).
#include "fuzz/oracle/form.h"

#include "fuzz/oracle/uri_model.h"
#include "fuzz/parser.h"
#include "fuzz/peers/boost_url/text.h"

namespace oauthspec::fuzz::boost_url {
namespace {

std::optional<FormPairs> decode(std::string_view text) {
  skip_where(text.starts_with('#'), "parameters of an empty query are read beyond it");
  const std::string url = std::string("x:?").append(text);
  const auto read = boost::urls::parse_uri(to_theirs(url));
  boost::urls::encoding_opts options;
  options.space_as_plus = true;
  FormPairs pairs;
  if (read) {
    for (const auto& param : read->params(options)) {
      if (param.key.empty() && param.value.empty() && !param.has_value) continue;
      pairs.emplace_back(param.key, param.value);
    }
  }
  // RFC 3986 section 3.4
  skip_where(text.contains('#') || !model_parse_uri(url), "a form that cannot be a query");
  if (!read) return std::nullopt;
  return pairs;
}

}  // namespace
}  // namespace oauthspec::fuzz::boost_url

OAUTHSPEC_FUZZ_PARSER(oauthspec::fuzz::check_form,
                      oauthspec::fuzz::FormCodec{.decode = oauthspec::fuzz::boost_url::decode})
