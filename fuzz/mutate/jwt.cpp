// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/jwt.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/input/test_keys.h"
#include "fuzz/mutate/choice.h"
#include "fuzz/mutate/headers.h"
#include "fuzz/mutate/jwt_text.h"
#include "fuzz/mutate/parameters.h"

namespace oauthspec::fuzz {
namespace {

/// A member, and its value as JSON.
using Member = std::pair<std::string_view, std::string_view>;

/// What headers have broken verifiers with: RFC 8725 section 2, and the advisories of JOSE libraries.
constexpr auto kHeaderMembers = std::to_array<Member>({
    {"alg", R"("none")"},
    {"alg", R"("None")"},
    {"alg", R"("HS256")"},
    {"alg", R"("ES256")"},
    {"alg", R"("EdDSA")"},
    {"alg", R"("HS512")"},
    {"alg", R"("RS256")"},
    {"alg", R"("ES384")"},
    {"alg", R"(["none","HS256"])"},
    {"crit", R"(["exp"])"},
    {"crit", "[]"},
    {"crit", R"(["alg","alg"])"},
    {"crit", "null"},
    {"b64", "false"},
    {"cty", R"("JWT")"},
    {"cty", R"("application/jwt")"},
    {"cty", R"("json")"},
    {"typ", R"("JWT")"},
    {"typ", R"("dpop+jwt")"},
    {"typ", R"("application/DPoP+JWT")"},
    {"kid", R"("1")"},
    {"kid", R"("../../dev/null")"},
    {"kid", "1"},
    {"jku", R"("https://evil.example/jwks.json")"},
    {"x5c", R"(["MIIB"])"},
    {"x5u", R"("https://evil.example/")"},
    {"zip", R"("DEF")"},
    {"enc", R"("A128GCM")"},
});

constexpr auto kClaimMembers = std::to_array<Member>({
    {"iss", R"("s6BhdRkqt3")"},
    {"iss", R"("https://sts.example.org")"},
    {"iss", "null"},
    {"sub", R"("s6BhdRkqt3")"},
    {"sub", R"("s6BhdRkqt4")"},
    {"sub", R"("")"},
    {"aud", R"("https://as.example.com")"},
    {"aud", R"("https://as.example.com/token")"},
    {"aud", R"(["https://as.example.com","https://rs.example.com"])"},
    {"aud", R"("https://as.example.com.evil.example")"},
    {"aud", R"("https://as.example.co")"},
    {"aud", R"("https://AS.example.com")"},
    {"aud", "[]"},
    {"aud", "null"},
    {"aud", R"([["https://as.example.com"]])"},
    {"exp", "1700000300"},
    {"exp", "1700000000"},
    {"exp", "1700000000.5"},
    {"exp", "1699999999"},
    {"exp", "1699999970"},
    {"exp", "1e99"},
    {"exp", "-1"},
    {"exp", R"("1700000300")"},
    {"exp", "null"},
    {"exp", "18446744073709551615"},
    {"nbf", "1700000000"},
    {"nbf", "1700000001"},
    {"nbf", "1700000030"},
    {"nbf", "1700000031"},
    {"nbf", "0"},
    {"nbf", R"("0")"},
    {"iat", "1700000000"},
    {"iat", "1699999940"},
    {"iat", "1699999939"},
    {"iat", "1700000060.5"},
    {"iat", "true"},
    {"jti", R"("1")"},
    {"jti", R"("")"},
    {"jti", "7"},
    {"htm", R"("POST")"},
    {"htm", R"("GET")"},
    {"htm", R"("post")"},
    {"htu", R"("https://as.example.com/token")"},
    {"htu", R"("https://AS.example.com:443/token")"},
    {"htu", R"("https://as.example.com/token?a=b")"},
    {"htu", R"("https://as.example.com/token/")"},
    {"htu", R"("http://as.example.com/token")"},
    {"htu", R"("https://resource.example.org/protectedresource")"},
    {"ath", R"("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")"},
    {"ath", R"("")"},
    {"nonce", R"("n")"},
    {"nonce", R"("eyJ7S_zG.eyJH0-Z.HX4w-7v")"},
    {"nonce", R"("")"},
    {"nonce", "null"},
});

template <class Members>
void set_member(Tree& object, const Members& members, Dice& dice) {
  const auto& [name, value] = pick(members, dice);
  if (!object.is_object()) return;
  if (one_in(6, dice)) {
    object.erase(std::string(name));
  } else {
    object[std::string(name)] = read_tree(value).value_or(Tree());
  }
}

/// A key that says what the header's alg is, put where verifiers have taken it from.
void embed_key(Tree& header, Dice& dice) {
  const TestKey& key = one_in(3, dice) ? pick(kStrangersKeys, dice) : pick(kTestKeys, dice);
  header["jwk"] = read_tree(one_in(8, dice) ? key.jwk : key.jwk_public).value_or(Tree());
  if (!one_in(4, dice)) header["alg"] = key.alg;
}

void change_header(Tree& header, Dice& dice) {
  if (!header.is_object()) return;
  switch (below(dice, 6)) {
    case 0:
      return change_tree(header, dice);
    case 1:
      return embed_key(header, dice);
    case 2:
      // Mostly the first, a tag: it is made and looked at ten times as fast as the signatures.
      header["alg"] = one_in(4, dice) ? pick(kTestKeys, dice).alg : kTestKeys.front().alg;
      return;
    default:
      return set_member(header, kHeaderMembers, dice);
  }
}

void change_claims(Tree& claims, Dice& dice) {
  if (one_in(3, dice)) return change_tree(claims, dice);
  set_member(claims, kClaimMembers, dice);
}

/// The text of a tree; at times with a member twice, or an octet of it changed.
std::string text_of(const Tree& tree, Dice& dice, OctetMutator octets) {
  constexpr std::size_t kRoom = 16;
  std::string text = one_in(24, dice) ? write_with_a_member_twice(tree, dice) : write_tree(tree);
  if (one_in(24, dice)) text = mutate_octets(text, text.size() + kRoom, octets);
  return text;
}

std::string flipped(std::string signature, Dice& dice) {
  if (signature.empty()) return signature;
  pick(signature, dice) = "AEIMQUYcgkosw048"[below(dice, 16)];
  return signature;
}

/// The token as readers of Base64 have taken it that are not strict, where they ought to refuse it: padded, in the other alphabet, with
/// white space or bits to spare, or with more behind its end. RFC 7515 section 2, RFC 4648 sections 3.5 and 12.
std::string write_loosely(std::string token, Dice& dice) {
  constexpr auto kMarks =
      std::to_array<std::string_view>({"=", "==", "=.", "=A", " ", "\n", ".", ".A", "A", "+", "/"});
  std::size_t end = token.size();
  for (std::size_t dots = below(dice, 3); dots > 0 && end > 0; --dots) {
    end = std::min(token.rfind('.', end - 1), token.size());
  }
  if (end == 0 || one_in(4, dice)) {
    std::ranges::replace(token, '-', '+');
    std::ranges::replace(token, '_', '/');
    return token;
  }
  if (one_in(4, dice) && token[end - 1] != '.') {
    // The next letter differs in the lowest bits, which stand for nothing at the end of most texts.
    token[end - 1] = static_cast<char>(token[end - 1] + 1);
    return token;
  }
  return token.insert(end, pick(kMarks, dice));
}

/// The token again: mostly signed, else with a signature that nobody may take.
std::string write_jwt(const JwtText& jwt, std::string_view written, Dice& dice,
                      OctetMutator octets) {
  const std::string input =
      signing_input(text_of(jwt.header, dice, octets), text_of(jwt.claims, dice, octets));
  const bool same = input == written.substr(0, written.rfind('.'));
  switch (below(dice, 16)) {
    case 0:
      return same ? std::string(written) : with_wrong_signature(input, jwt.header, jwt.signature);
    case 1:
      return input + '.' + flipped(jwt.signature, dice);
    case 2:
      return input + '.';
    case 3:  // CVE-2022-21449: r and s are 0.
      return with_wrong_signature(input, jwt.header, std::string(86, 'A'));
    case 4:
      return signed_with_test_key(input, Tree::object(), below(dice, kTestKeys.size()));
    case 5:
      return write_loosely(signed_with_test_key(input, jwt.header, below(dice, kTestKeys.size())),
                           dice);
    default:
      // Where the header names no algorithm of ours any signature will do, and a tag is the cheapest.
      return signed_with_test_key(input, jwt.header, 0);
  }
}

std::string_view text_at(const TokenPlace& place, std::string_view input) {
  return input.substr(place.begin, place.end - place.begin);
}

std::string put_back(std::string_view input, const TokenPlace& place, const std::string& written,
                     std::size_t capacity) {
  std::string text(input.substr(0, place.begin));
  text += written;
  text += input.substr(place.end);
  // A token that is cut short is of no use.
  return text.size() <= capacity ? text : std::string(input.substr(0, capacity));
}

std::string change_around(std::string_view input, std::size_t capacity, Dice& dice,
                          OctetMutator octets) {
  if (one_in(3, dice)) return mutate_octets(input, capacity, octets);
  if (input.contains('\n')) return headers_mutator().mutate(input, capacity, dice, octets);
  if (input.contains('=')) return parameters_mutator().mutate(input, capacity, dice, octets);
  return mutate_octets(input, capacity, octets);
}

std::string mutate(std::string_view input, std::size_t capacity, Dice& dice, OctetMutator octets) {
  // As often what is around a token, a form or a message, which takes no signature to change.
  const bool is_more = input.contains('\n') || input.contains('=');
  auto jwt = one_in(is_more ? 2 : 8, dice) ? std::nullopt : find_a_jwt(input, dice);
  if (!jwt) return change_around(input, capacity, dice, octets);
  do {
    if (one_in(3, dice)) {
      change_header(jwt->header, dice);
    } else {
      change_claims(jwt->claims, dice);
    }
  } while (one_in(3, dice));
  return put_back(input, jwt->place, write_jwt(*jwt, text_at(jwt->place, input), dice, octets),
                  capacity);
}

std::size_t keep_octets(std::uint8_t* /*octets*/, std::size_t size, std::size_t capacity) {
  return std::min(size, capacity);
}

/// The one with a token of the other, as it is signed, in the place of its own.
std::string exchange_tokens(std::string_view a, std::string_view b, std::size_t capacity,
                            Dice& dice) {
  const auto place = find_a_token(a, dice);
  const auto other = place ? find_a_token(b, dice) : std::nullopt;
  if (!other) return std::string(a.substr(0, capacity));
  return put_back(a, *place, std::string(text_at(*other, b)), capacity);
}

std::string cross(std::string_view a, std::string_view b, std::size_t capacity, Dice& dice) {
  if (one_in(2, dice)) return exchange_tokens(a, b, capacity, dice);
  auto jwt = find_a_jwt(a, dice);
  auto other = jwt ? find_a_jwt(b, dice) : std::nullopt;
  if (!other) return std::string(a.substr(0, capacity));
  switch (below(dice, 3)) {
    case 0:
      jwt->claims = std::move(other->claims);
      break;
    case 1:
      graft(jwt->claims, std::move(other->claims), dice);
      break;
    default:
      graft(jwt->header, std::move(other->header), dice);
  }
  return put_back(a, jwt->place, write_jwt(*jwt, text_at(jwt->place, a), dice, keep_octets),
                  capacity);
}

constexpr Mutator kMutator{mutate, cross};

}  // namespace

const Mutator& jwt_mutator() {
  return kMutator;
}

}  // namespace oauthspec::fuzz
