// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "harness/adapter/in_process.h"
#include "harness/defects/defect.h"

namespace oauthspec::defects {

/// Every planted defect, one topic after the other.
[[nodiscard]] const std::vector<Defect>& all();

/// The defect of a whole name; null where there is none.
[[nodiscard]] const Defect* find(std::string_view full_name);

/// What an adapter with this defect says of itself: it offers all that the reference offers, and its reject codes are
/// its own, so that a defect is not found by the name of its refusals.
[[nodiscard]] adapter::Hello hello_of(const Defect& defect);

/// Answers every op rightly, by the libraries that defects are planted in, and by the reference where there is none yet.
/// What this gets wrong would be laid at a defect's door.
[[nodiscard]] adapter::Verdict sound_answer(std::string_view op, const nlohmann::json& in);

/// Answers the defect's op wrongly, and every other op as the reference does.
///
/// Lifetime: the defect is used as long as the function is.
[[nodiscard]] adapter::AnswerFunction answer_with(const Defect& defect);

}  // namespace oauthspec::defects
