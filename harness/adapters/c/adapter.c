// SPDX-License-Identifier: Apache-2.0
#include "adapter.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static jmp_buf out_of_op;
static json_t* ending;  // The members of an answer that is no value.
static json_t* actual;
static json_t* decoded;  // Owns what octets() decoded for this question.

_Noreturn static void end_op(json_t* members) {
  ending = members;
  longjmp(out_of_op, 1);
}

_Noreturn void skip(const char* need) {
  end_op(json_pack("{s:{s:s}}", "skip", "need", need));
}

_Noreturn void reject(const char* message) {
  end_op(json_pack("{s:{s:s}}", "reject", "message", message));
}

void chosen(const char* name, const char* value) {
  json_object_set_new(actual, name, json_string(value));
}

// Decodes what a schema has found to be Base64.
static json_t* base64_decode(const char* encoded) {
  const size_t most = strlen(encoded);
  char* data = malloc(most + 1);
  size_t length = 0;
  unsigned bits = 0;
  for (size_t i = 0; i < most && encoded[i] != '='; ++i) {
    bits = bits << 6 | (unsigned)(strchr(kBase64, encoded[i]) - kBase64);
    if (i % 4 != 0) {
      data[length++] = (char)(bits >> (6 - 2 * (i % 4)));
    }
  }
  json_t* result = json_stringn_nocheck(data, length);
  free(data);
  return result;
}

static json_t* base64_encode(const char* data, size_t length) {
  char* encoded = calloc(length / 3 + 1, 5);
  for (size_t i = 0, to = 0; i < length; i += 3, to += 4) {
    unsigned bits = 0;
    for (size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < length ? (unsigned char)data[i + k] : 0);
    }
    for (size_t k = 0; k < 4; ++k) {
      encoded[to + k] = i + k > length ? '=' : kBase64[bits >> (18 - 6 * k) & 63];
    }
  }
  json_t* result = json_string(encoded);
  free(encoded);
  return result;
}

const char* octets(const json_t* value, size_t* length) {
  if (json_is_object(value)) {
    json_array_append_new(decoded, base64_decode(json_string_value(json_object_get(value, "b64"))));
    value = json_array_get(decoded, json_array_size(decoded) - 1);
  }
  *length = json_string_length(value);
  return json_string_value(value);
}

const char* text(const json_t* value) {
  if (value == NULL || json_is_null(value)) {
    return NULL;
  }
  size_t length = 0;
  const char* data = octets(value, &length);
  if (strlen(data) != length) {
    skip("a NUL octet: texts are C strings");
  }
  return data;
}

json_t* octets_out(const char* data, size_t length) {
  json_t* characters = json_stringn(data, length);
  return characters != NULL ? characters : json_pack("{s:o}", "b64", base64_encode(data, length));
}

const char* header_field(const json_t* request, const char* name) {
  size_t i = 0;
  json_t* field = NULL;
  json_array_foreach(json_object_get(request, "headers"), i, field) {
    if (strcasecmp(json_string_value(json_array_get(field, 0)), name) == 0) {
      return text(json_array_get(field, 1));
    }
  }
  return NULL;
}

static json_t* hello(const struct implementation* who) {
  json_t* ops = json_array();
  for (const struct op* op = who->ops; op->name != NULL; ++op) {
    json_array_append_new(ops, json_string(op->name));
  }
  json_t* features = json_array();
  for (const char* const* feature = who->features; *feature != NULL; ++feature) {
    json_array_append_new(features, json_string(*feature));
  }
  return json_pack("{s:{s:i, s:{s:s, s:s, s:s, s:s}, s:o, s:o}}", "hello", "protocol", 1, "impl",
                   "name", who->name, "version", who->version, "language", who->language, "home",
                   who->home, "ops", ops, "features", features);
}

static op_function find(const struct op* ops, const char* name) {
  while (ops->name != NULL && strcmp(ops->name, name) != 0) {
    ++ops;
  }
  return ops->answer;
}

static json_t* unknown_op(const char* name) {
  return json_pack("{s:{s:s, s:s}}", "error", "type", "UnknownOp", "message", name);
}

static json_t* answer(const struct op* ops, const json_t* question) {
  const char* name = json_string_value(json_object_get(question, "op"));
  const op_function function = find(ops, name);
  if (function == NULL) {
    return unknown_op(name);
  }
  actual = json_object();
  decoded = json_array();
  ending = NULL;
  if (setjmp(out_of_op) == 0) {
    json_t* out = function(json_object_get(question, "in"));
    ending = json_pack("{s:o}", "out", out);
    if (json_object_size(actual) > 0) {
      json_object_set(ending, "actual", actual);
    }
  }
  json_decref(actual);
  json_decref(decoded);
  return ending;
}

static void say(json_t* message) {
  json_dumpf(message, stdout, JSON_COMPACT);
  putchar('\n');
  fflush(stdout);
  json_decref(message);
}

int run_adapter(const struct implementation* who) {
  char* line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    json_error_t problem;
    json_t* message = json_loads(line, JSON_ALLOW_NUL, &problem);
    if (message == NULL) {
      fprintf(stderr, "no JSON: %s\n", problem.text);
      return 1;
    }
    if (json_object_get(message, "bye") != NULL) {
      break;
    }
    if (json_object_get(message, "hello") != NULL) {
      say(hello(who));
    } else {
      json_t* reply = answer(who->ops, message);
      json_object_set(reply, "id", json_object_get(message, "id"));
      say(reply);
    }
    json_decref(message);
  }
  free(line);
  return 0;
}
