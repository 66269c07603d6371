// SPDX-License-Identifier: Apache-2.0
#include "harness/result/form_fields.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace oauthspec::result {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> fields_of(const std::string& html) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [name, value] : form_fields(html)) {
    all.emplace_back(html.substr(name.begin, name.end - name.begin),
                     html.substr(value.begin, value.end - value.begin));
  }
  return all;
}

TEST(FormFields, AreFoundHoweverTheyAreQuoted) {
  EXPECT_THAT(
      fields_of(
          R"(<input type="hidden" name="code" value="a b>c"><INPUT Value = 'x"y' NAME=state />)"),
      ElementsAre(Pair("code", "a b>c"), Pair("state", "x\"y")));
  EXPECT_THAT(fields_of("<p><input\nname=a\nvalue=b/c><input name=d value=e"),
              ElementsAre(Pair("a", "b/c"), Pair("d", "e")));
}

TEST(FormFields, NeedANameAndAValue) {
  EXPECT_THAT(
      fields_of(
          R"(<input name="a"><input value="b"><input name="" value="c"><input name="d" value="">)"),
      IsEmpty());
  EXPECT_THAT(fields_of("<p name=a value=b> < input name=a value=b> input name=a value=b"),
              IsEmpty());
}

TEST(FormFields, AreFoundInAPageThatIsCutShort) {
  EXPECT_THAT(fields_of(R"(<input name="code" value="4P7q)"), ElementsAre(Pair("code", "4P7q")));
  EXPECT_THAT(fields_of("<"), IsEmpty());
  EXPECT_THAT(fields_of("<input"), IsEmpty());
  EXPECT_THAT(fields_of("<input ="), IsEmpty());
}

RC_GTEST_PROP(FormFieldsOfAnyText, EndAndStandInIt, ()) {
  const auto html = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("<input >name=value'\"/ \n")));
  for (const auto& [name, value] : form_fields("<input " + html)) {
    RC_ASSERT(name.begin < name.end && value.begin < value.end);
    RC_ASSERT(value.end <= html.size() + 7);
  }
}

}  // namespace
}  // namespace oauthspec::result
