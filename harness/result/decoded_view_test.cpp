// SPDX-License-Identifier: Apache-2.0
#include "harness/result/decoded_view.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauthspec::result {
namespace {

using Origin = std::vector<std::size_t>;
namespace codec = oauth::codec;

TEST(DecodedView, OfATextIsTheText) {
  const DecodedView view = view_of("a%41");
  EXPECT_EQ(view.text, "a%41");
  EXPECT_EQ(view.place(4), 4U);
  EXPECT_EQ(view.width(0), 1U);
}

TEST(DecodedView, KnowsWhereEachOctetComesFrom) {
  const DecodedView view = percent_decoded(view_of("x%41y"));
  EXPECT_EQ(view.text, "xAy");
  EXPECT_EQ(view.origin, (Origin{0, 1, 4, 5}));
  EXPECT_EQ(view.width(1), 3U);
}

TEST(DecodedView, ReachesThroughTwoLayers) {
  const DecodedView view = percent_decoded(percent_decoded(view_of("x%253Dy")));
  EXPECT_EQ(view.text, "x=y");
  EXPECT_EQ(view.width(1), 5U);
}

TEST(DecodedView, LeavesWhatIsNoEscape) {
  for (const char* text :
       {"%", "%4", "%zz", "100%", "a%-1", "% 41", "%+1", "\\", "\\u12", "\\xZZ", "\\q"}) {
    EXPECT_EQ(percent_decoded(view_of(text)).text, text);
    EXPECT_EQ(backslash_decoded(view_of(text)).text, text);
  }
}

TEST(DecodedView, ReadsAPlusAsASpaceInFormsOnly) {
  EXPECT_EQ(percent_decoded(view_of("a+b%20c")).text, "a+b c");
  EXPECT_EQ(form_decoded(view_of("a+b%2Bc")).text, "a b+c");
}

TEST(DecodedView, ReadsEscapesWithABackslash) {
  EXPECT_EQ(backslash_decoded(view_of(R"(\"a\\b\/c\n\x7E\u00e9\ud83d\udd11)")).text,
            "\"a\\b/c\n~\u00e9\U0001F511");
  // Half of a pair has no UTF-8 of its own, and is kept apart from what follows.
  EXPECT_EQ(backslash_decoded(view_of(R"(\ud83dx)")).text.back(), 'x');
}

TEST(DecodedView, ReadsTheCharacterReferencesOfPages) {
  EXPECT_EQ(
      entity_decoded(view_of("a&amp;b&lt;&gt;&quot;&#39;&#x2F;&#X2b;&apos;&sol;&equals;&plus;"))
          .text,
      "a&b<>\"'/+'/=+");
  EXPECT_EQ(entity_decoded(view_of("&#233;&#x1F511;")).text, "\u00e9\U0001F511");
  // What is none stays, and one layer is taken off.
  for (const char* text :
       {"&", "&;", "&#;", "&#x;", "&#x110000;", "&#99999999;", "&nope;", "a&b", "&amp", "&#12a;"}) {
    EXPECT_EQ(entity_decoded(view_of(text)).text, text);
  }
  EXPECT_EQ(entity_decoded(view_of("&amp;lt;")).text, "&lt;");
  const DecodedView view = entity_decoded(view_of("x&#x2F;y"));
  EXPECT_EQ(view.place(2), 7U);
  EXPECT_EQ(view.width(1), 6U);
}

RC_GTEST_PROP(DecodedViewOfAnyText, UndoesWhatEncodersDo, (const std::string& text)) {
  RC_ASSERT(percent_decoded(view_of(codec::percent_encode(text))).text == text);
  RC_ASSERT(form_decoded(view_of(codec::form_encode(text))).text == text);
}

RC_GTEST_PROP(DecodedViewOfAnyText, UndoesJson, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
  const std::string quoted = nlohmann::json(text).dump();
  RC_ASSERT(backslash_decoded(view_of(quoted.substr(1, quoted.size() - 2))).text == text);
}

RC_GTEST_PROP(DecodedViewOfAnyText, CoversTheWholeOfIt, (const std::string& text)) {
  for (const DecodedView& view : {percent_decoded(view_of(text)), backslash_decoded(view_of(text)),
                                  entity_decoded(view_of(text))}) {
    RC_ASSERT(view.origin.size() == view.text.size() + 1);
    RC_ASSERT(view.origin.back() == text.size());
    RC_ASSERT(std::ranges::is_sorted(view.origin));
  }
}

}  // namespace
}  // namespace oauthspec::result
