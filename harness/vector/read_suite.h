// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>

#include "harness/vector/file.h"
#include "harness/vector/problem.h"
#include "harness/vector/suite.h"

namespace oauthspec::vector {

/// Takes a suite out of its JSON.
///
/// Input:  a file that suite.schema.json allows; with any other, nlohmann's exceptions.
[[nodiscard]] Suite read_suite(const JsonFile& file);

/// Reads a suite and checks nothing that a program generated from a checked one need check again: no schema, no
/// catalogue, no lines of tests.
///
/// Errors: those of read_json(), and a suite that lacks a member.
[[nodiscard]] std::expected<Suite, Problem> load_suite_unchecked(const std::filesystem::path& file);

}  // namespace oauthspec::vector
