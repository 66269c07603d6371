// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/all.h"

#include <algorithm>

#include "harness/adapter/reference/reference.h"
#include "harness/defects/oauth1/answers.h"
#include "harness/defects/oauth1/tables.h"
#include "harness/defects/oauth2/planted.h"
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects {

std::string full_name(const Defect& defect) {
  std::string name(defect.op);
  std::ranges::replace(name, '.', '/');
  return name.append("/").append(defect.id);
}

const std::vector<Defect>& all() {
  static const std::vector<Defect> kAll = [] {
    std::vector<Defect> defects;
    for (const auto& tables : {oauth1::tables(), oauth2::tables()}) {
      for (const auto table : tables) defects.insert(defects.end(), table.begin(), table.end());
    }
    return defects;
  }();
  return kAll;
}

const Defect* find(std::string_view name) {
  const auto found = std::ranges::find(all(), name, full_name);
  return found == all().end() ? nullptr : &*found;
}

adapter::Hello hello_of(const Defect& defect) {
  adapter::Hello hello = adapter::reference_hello();
  hello.impl.name = "planted defect " + full_name(defect);
  hello.reason_codes = false;
  return hello;
}

adapter::Verdict sound_answer(std::string_view op, const nlohmann::json& in) {
  return op.starts_with("oauth1.") ? oauth1::sound_answer(op, in) : oauth2::sound_answer(op, in);
}

adapter::AnswerFunction answer_with(const Defect& defect) {
  return [&defect](std::string_view op, const nlohmann::json& in) {
    return op == defect.op ? defect.answer(in) : adapter::reference_answer(op, in);
  };
}

}  // namespace oauthspec::defects
