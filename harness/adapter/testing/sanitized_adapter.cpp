// SPDX-License-Identifier: Apache-2.0
// An adapter that is built with AddressSanitizer and UndefinedBehaviorSanitizer, and has the bugs that they find: the
// "text" of a question names one.
#include <climits>
#include <cstdlib>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

namespace {

// Out of the compiler's sight, so that it keeps what is undefined.
volatile int one = 1;

int read_beyond_the_end() {
  auto* octets = new int[4]{};
  const int read = octets[3 + one];
  delete[] octets;
  return read;
}

void leak() {
  *new int[4] = one;
}

nlohmann::json answer(const nlohmann::json& question) {
  const std::string text = question["in"]["text"];
  int number = 0;
  if (text == "overflow") {
    number = INT_MAX - 1 + one;
    number += one;
  } else if (text == "overrun") {
    number = read_beyond_the_end();
  } else if (text == "leak") {
    leak();
  }
  std::cerr << "computed " << number << '\n';
  return {{"id", question["id"]}, {"out", text}};
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto message = nlohmann::json::parse(line);
    if (message.contains("bye")) {
      break;
    }
    const nlohmann::json hello{
        {"hello",
         {{"protocol", 1},
          {"impl", {{"name", "sanitized"}, {"version", "1"}, {"language", "C++"}}},
          {"ops", {"oauth1.percent_encode"}}}}};
    std::cout << (message.contains("hello") ? hello : answer(message)) << std::endl;
  }
}
