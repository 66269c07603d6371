// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/backends_command.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace oauthspec::cli {
namespace {

using oauth::crypto::BuiltBackend;
using Row = std::array<std::string, 6>;

Row row_of(const BuiltBackend& one) {
  return {std::string(one.backend->name()),
          std::string(one.library),
          one.version,
          std::string(one.licence),
          one.processor.empty() ? "-" : one.processor,
          one.lacks.empty() ? "-" : fmt::format("{}", fmt::join(one.lacks, ", "))};
}

void print_table(const std::vector<Row>& rows, std::ostream& out) {
  std::array<std::size_t, std::tuple_size_v<Row>> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      line += fmt::format("{:<{}}  ", row[i], widths[i]);
    out << line << row.back() << '\n';
  }
}

nlohmann::ordered_json json_of(const BuiltBackend& one) {
  return {{"name", one.backend->name()}, {"library", one.library},     {"version", one.version},
          {"licence", one.licence},      {"processor", one.processor}, {"lacks", one.lacks}};
}

}  // namespace

int run_backends(const BackendsArguments& arguments, const std::vector<BuiltBackend>& backends,
                 std::string_view processor, const Console& console) {
  if (arguments.json) {
    nlohmann::ordered_json document{{"processor", processor},
                                    {"backends", nlohmann::ordered_json::array()}};
    for (const BuiltBackend& one : backends) document["backends"].push_back(json_of(one));
    console.out << document.dump(2) << '\n';
    return as_expected;
  }
  std::vector<Row> rows{{"NAME", "LIBRARY", "VERSION", "LICENCE", "HASHES BY", "LACKS"}};
  for (const BuiltBackend& one : backends) rows.push_back(row_of(one));
  print_table(rows, console.out);
  console.out << "The processor has: " << (processor.empty() ? "none of these" : processor) << '\n';
  return as_expected;
}

const BuiltBackend* chosen_backend(const std::string& name, std::string_view command,
                                   const Console& console) {
  const BuiltBackend* found = oauth::crypto::find_backend(name.empty() ? "openssl" : name);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const BuiltBackend& one : oauth::crypto::built_backends())
      names.push_back(one.backend->name());
    console.err << fmt::format("oauthspec {}: this build has no such backend; it has {}\n", command,
                               fmt::join(names, ", "));
  }
  return found;
}

}  // namespace oauthspec::cli
