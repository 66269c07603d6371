// SPDX-License-Identifier: Apache-2.0
// The adapter protocol over stdin and stdout, for adapters in C. See README.md beside this folder.
#ifndef OAUTHSPEC_ADAPTER_H
#define OAUTHSPEC_ADAPTER_H

#include <jansson.h>
#include <stddef.h>

// Answers one question: takes `in`, gives `out`. Ends with skip() or reject() where there is no value.
typedef json_t* (*op_function)(const json_t* in);

struct op {
  const char* name;
  op_function answer;
};

// Who answers: all texts end the lists `features` and `ops` with NULL.
struct implementation {
  const char* name;
  const char* version;
  const char* language;
  const char* home;
  const char* const* features;
  const struct op* ops;
};

// Serves the ops until bye or the end of input; gives the exit status of the process.
int run_adapter(const struct implementation* implementation);

// Ends the op: the library cannot express this case, for it lacks `need`.
_Noreturn void skip(const char* need);

// Ends the op: the library refuses the input.
_Noreturn void reject(const char* message);

// Names what the library chose itself ("nonce", "timestamp", "version", "url"), beside the value of this op.
void chosen(const char* name, const char* value);

// The octets of a string, or of {"b64": ...}, as a C string; skips what holds a NUL. NULL for null and for nothing.
// Valid until the next question.
const char* text(const json_t* value);

// The same, with its length and any octets. `value` is a string or {"b64": ...}.
const char* octets(const json_t* value, size_t* length);

// A string where the octets are UTF-8, {"b64": ...} where not.
json_t* octets_out(const char* data, size_t length);

// The value of the first header field called `name`, without regard to case; NULL where there is none.
const char* header_field(const json_t* request, const char* name);

#endif
