// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/variation.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

using Encoding = Variation::Encoding;
using oauth::codec::percent_encode;

struct Pair {
  std::string name;
  std::string value;
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return lower(c); });
  return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Percent-encoded with lower-case digits.
std::string lower_case_escapes(std::string_view text) {
  std::string out = percent_encode(text);
  for (std::size_t at = out.find('%'); at != std::string::npos; at = out.find('%', at + 3)) {
    out[at + 1] = lower(out[at + 1]);
    out[at + 2] = lower(out[at + 2]);
  }
  return out;
}

// As encodeURIComponent of ECMAScript: it leaves five more characters alone.
std::string encode_component(std::string_view text) {
  std::string out = percent_encode(text);
  for (const auto& [escape, character] :
       {std::pair{"%21", "!"}, {"%27", "'"}, {"%28", "("}, {"%29", ")"}, {"%2A", "*"}}) {
    out = replaced(std::move(out), escape, character);
  }
  return out;
}

std::string encode(std::string_view text, Encoding encoding) {
  switch (encoding) {
    case Encoding::none:
      return std::string(text);
    case Encoding::form:
      return oauth::codec::form_encode(text);
    case Encoding::component:
      return encode_component(text);
    case Encoding::lower_case:
      return lower_case_escapes(text);
    case Encoding::tilde:
      return replaced(percent_encode(text), "~", "%7E");
    case Encoding::twice:
      return percent_encode(percent_encode(text));
    case Encoding::rfc5849:
      break;
  }
  return percent_encode(text);
}

std::string method_of(const RequestParts& parts, Variation::Method method) {
  switch (method) {
    case Variation::Method::lower_case:
      return lower(parts.method);
    case Variation::Method::get:
      return "GET";
    case Variation::Method::post:
      return "POST";
    case Variation::Method::upper_case:
      break;
  }
  std::string upper = parts.method;
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return upper;
}

std::string host_of(const RequestParts& parts, Variation::Host host) {
  if (host == Variation::Host::as_sent) {
    return parts.host;
  }
  std::string name = lower(parts.host);
  if (host == Variation::Host::loopback_alias) {
    if (name == "localhost") {
      return "127.0.0.1";
    }
    return name == "127.0.0.1" ? "localhost" : name;
  }
  return name;
}

std::string port_of(const RequestParts& parts, const Variation& variation, bool https) {
  const std::string usual = https ? "443" : "80";
  switch (variation.port) {
    case Variation::Port::always:
      return ':' + parts.port.value_or(usual);
    case Variation::Port::never:
      return {};
    case Variation::Port::unless_default:
      break;
  }
  return parts.port.value_or(usual) == usual ? std::string() : ':' + *parts.port;
}

std::string path_of(const RequestParts& parts, Variation::Path path) {
  std::string text = parts.path.empty() ? "/" : parts.path;
  switch (path) {
    case Variation::Path::slash_added:
      return text.ends_with('/') ? text : text + '/';
    case Variation::Path::slash_removed:
      return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
    case Variation::Path::missing:
      return {};
    case Variation::Path::decoded:
      return oauth::codec::percent_decode(text).value_or(text);
    case Variation::Path::as_sent:
      break;
  }
  return text;
}

std::string uri_of(const RequestParts& parts, const Variation& variation) {
  const bool https = parts.https != variation.other_scheme;
  std::string uri = https ? "https://" : "http://";
  uri += host_of(parts, variation.host) + port_of(parts, variation, https) +
         path_of(parts, variation.path);
  const bool with_query =
      variation.query == Variation::Query::in_uri || variation.query == Variation::Query::in_both;
  if (with_query && !parts.query.empty()) {
    uri += '?' + parts.query;
  }
  return uri;
}

// Whether the parameters of a place take part.
bool takes_part(SentParameter::Place place, const Variation& variation) {
  switch (place) {
    case SentParameter::Place::query:
      return variation.query == Variation::Query::parameters ||
             variation.query == Variation::Query::in_both;
    case SentParameter::Place::form_body:
      return variation.body != Variation::Body::left_out;
    case SentParameter::Place::json_body:
      return variation.body == Variation::Body::json_members;
    case SentParameter::Place::other_body:
      return variation.body == Variation::Body::as_form;
    case SentParameter::Place::header:
      break;
  }
  return true;
}

Pair read(const SentParameter& sent, Variation::Decoding decoding) {
  if (sent.place == SentParameter::Place::header || decoding == Variation::Decoding::form) {
    return {sent.name, sent.value};
  }
  if (decoding == Variation::Decoding::none) {
    return {sent.raw_name, sent.raw_value};
  }
  return {oauth::codec::percent_decode(sent.raw_name).value_or(sent.raw_name),
          oauth::codec::percent_decode(sent.raw_value).value_or(sent.raw_value)};
}

void drop_duplicates(std::vector<Pair>& pairs, Variation::Duplicates duplicates) {
  if (duplicates == Variation::Duplicates::all) {
    return;
  }
  std::vector<Pair> kept;
  for (const Pair& pair : pairs) {
    const auto before = std::ranges::find(kept, pair.name, &Pair::name);
    if (before == kept.end()) {
      kept.push_back(pair);
    } else if (duplicates == Variation::Duplicates::last) {
      before->value = pair.value;
    }
  }
  pairs = std::move(kept);
}

std::vector<Pair> collect(const RequestParts& parts, const Variation& variation) {
  std::vector<Pair> pairs;
  for (const SentParameter& sent : parts.parameters) {
    // An empty name to leave out is none.
    const bool left_out = !variation.left_out.empty() && sent.name == variation.left_out;
    if (takes_part(sent.place, variation) && sent.name != "oauth_signature" && !left_out) {
      pairs.push_back(read(sent, variation.decoding));
    }
  }
  if (variation.realm && parts.realm) {
    pairs.push_back({"realm", *parts.realm});
  }
  if (!variation.added.empty()) {
    const auto equals = variation.added.find('=');
    pairs.push_back({std::string(variation.added.substr(0, equals)),
                     std::string(variation.added.substr(equals + 1))});
  }
  drop_duplicates(pairs, variation.duplicates);
  return pairs;
}

// By what `key` makes of each; equal ones stay in the order in which they came. Not by std::stable_sort: that of libstdc++ 12 calls
// what C++17 has deprecated.
template <class Key>
void sort_by(std::vector<Pair>& pairs, Key key) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(key(pairs[i]), i); });
  std::vector<Pair> sorted;
  for (const std::size_t i : order) {
    sorted.push_back(std::move(pairs[i]));
  }
  pairs = std::move(sorted);
}

void sort(std::vector<Pair>& pairs, Variation::Order order) {
  const auto whole = [](const Pair& pair) { return std::pair(pair.name, pair.value); };
  switch (order) {
    case Variation::Order::encoded:
    case Variation::Order::decoded:
      std::ranges::sort(pairs, {}, whole);
      break;
    case Variation::Order::names_only:
      sort_by(pairs, [](const Pair& pair) { return pair.name; });
      break;
    case Variation::Order::without_case:
      sort_by(pairs,
              [](const Pair& pair) { return std::pair(lower(pair.name), lower(pair.value)); });
      break;
    case Variation::Order::as_sent:
      break;
  }
}

std::string normalize(std::vector<Pair> pairs, const Variation& variation) {
  const bool sorts_first = variation.order == Variation::Order::decoded;
  if (sorts_first) {
    sort(pairs, variation.order);
  }
  for (Pair& pair : pairs) {
    pair = {encode(pair.name, variation.encoding), encode(pair.value, variation.encoding)};
  }
  if (!sorts_first) {
    sort(pairs, variation.order);
  }
  std::string out;
  for (const Pair& pair : pairs) {
    out += (out.empty() ? "" : "&") + pair.name + '=' + pair.value;
  }
  return out;
}

// The digits' case goes through to the encoding of the whole; of the other ways, each client encodes the whole as it should.
std::string encode_whole(std::string_view text, Encoding encoding) {
  return encoding == Encoding::lower_case ? lower_case_escapes(text) : percent_encode(text);
}

}  // namespace

std::string write_base_string(const RequestParts& parts, const Variation& variation) {
  const std::string uri = uri_of(parts, variation);
  const std::string parameters = normalize(collect(parts, variation), variation);
  const bool uri_encoded =
      variation.outer == Variation::Outer::encoded || variation.outer == Variation::Outer::uri_only;
  const bool parameters_encoded = variation.outer == Variation::Outer::encoded ||
                                  variation.outer == Variation::Outer::parameters_only;
  return percent_encode(method_of(parts, variation.method)) + '&' +
         (uri_encoded ? encode_whole(uri, variation.encoding) : uri) + '&' +
         (parameters_encoded ? encode_whole(parameters, variation.encoding) : parameters);
}

oauth::Secret write_key(std::string_view client_secret, std::string_view token_secret,
                        const Variation& variation) {
  const auto joined = [](const std::string& first, const std::string& second) {
    return oauth::Secret::take(first + '&' + second);
  };
  const std::string client(variation.client_secret.value_or(client_secret));
  const std::string token(variation.token_secret.value_or(token_secret));
  switch (variation.key) {
    case Variation::Key::not_encoded:
      return joined(client, token);
    case Variation::Key::no_separator:
      return oauth::Secret::take(percent_encode(client) + percent_encode(token));
    case Variation::Key::token_missing:
      return joined(percent_encode(client), {});
    case Variation::Key::client_missing:
      return joined({}, percent_encode(token));
    case Variation::Key::swapped:
      return joined(percent_encode(token), percent_encode(client));
    case Variation::Key::form_encoded:
      return joined(oauth::codec::form_encode(client), oauth::codec::form_encode(token));
    case Variation::Key::both:
      break;
  }
  return joined(percent_encode(client), percent_encode(token));
}

}  // namespace oauthspec::provider::oauth1_endpoints
