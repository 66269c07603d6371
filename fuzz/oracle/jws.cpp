// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jws.h"

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/jose_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// Deeper headers are refused by some, and by others not.
constexpr std::size_t kPlainDepth = 8;

void check_parsing(const JwsReader& reader, std::string_view compact) {
  const auto parsed = reader.parse(compact);
  const auto expected = model_parse_jws(compact);
  holds(!parsed || expected, "what is no compact serialization is refused");
  if (!expected) return;
  holds(parsed || depth_of(expected->header) > kPlainDepth, "a compact serialization is taken");
  if (!parsed) return;
  holds(json::parse(parsed->header) == expected->header, "the header is what was written");
  holds(parsed->payload == expected->payload, "the payload is what was written");
  holds(parsed->signature == expected->signature, "the signature is what was written");
}

void check_signature(const JwsReader& reader, std::string_view compact, bool also_refused) {
  const auto payload = reader.verify(compact);
  if (!payload && !also_refused) return;
  const auto expected = model_parse_jws(compact);
  const bool trusted = expected && model_trusts(*expected);
  holds(!payload || trusted, "what none of our keys signed by its own algorithm is refused");
  if (!trusted || !expected) return;
  holds(payload || depth_of(expected->header) > kPlainDepth,
        "what one of our keys signed is taken");
  holds(!payload || *payload == expected->payload, "the payload is the one that was signed");
  const std::size_t choice = number_of(compact) % 3;
  if (choice == 0) {
    holds(!reader.verify(with_flipped_bit(compact)), "with a bit turned round it is refused");
  }
  if (choice != 1) return;
  const std::string changed =
      expected->signing_input + '.' + model_base64url_encode(with_flipped_bit(expected->signature));
  holds(!reader.verify(changed), "with a bit of its signature turned round it is refused");
}

void check_writing(const JwsReader& reader, std::string_view compact) {
  const auto read = model_parse_jws(compact);
  if (!read) return;
  const ModelJws& expected = *read;
  const auto written = reader.sign(expected.header.dump(), expected.payload);
  if (!written) return;
  const auto again = model_parse_jws(*written);
  holds(again.has_value(), "what is written is a compact serialization");
  holds(again && again->header == expected.header && again->payload == expected.payload,
        "what is written says the same");
  holds(again && model_trusts(*again), "what is signed verifies");
}

}  // namespace

void check_jws(const JwsReader& reader, std::string_view compact) {
  // To sign takes longest. The model reads what was taken, and one in three of what was not.
  const Turn turn(compact, 6);
  if (turn.is(0) && reader.sign != nullptr) check_writing(reader, compact);
  if (turn.is_within(1, 2) && reader.parse != nullptr) check_parsing(reader, compact);
  if (turn.is_within(3, 3) && reader.verify != nullptr) {
    check_signature(reader, compact, turn.is(3));
  }
}

}  // namespace oauthspec::fuzz
