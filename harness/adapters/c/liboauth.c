// SPDX-License-Identifier: Apache-2.0
// Adapter for liboauth: encoding, normalised parameters, base string, signing, the parameters of a header.
#include "adapter.h"

// Its header uses size_t and does not include what declares it; adapter.h does.
#include <ctype.h>
#include <oauth.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// A parameter array of liboauth: a URL, then "name=value", decoded.
struct array {
  int size;
  char** items;
};

// A string of liboauth becomes JSON, and is freed.
static json_t* owned(char* data) {
  json_t* result = octets_out(data, strlen(data));
  free(data);
  return result;
}

static struct array split(const char* url) {
  struct array array = {0, NULL};
  array.size = oauth_split_url_parameters(url, &array.items);
  if (array.size == 0) {
    reject("there is nothing in the URL");
  }
  return array;
}

static void add(struct array* array, const char* name, const char* value) {
  if (strchr(name, '=') != NULL) {
    skip("\"=\" in the name of a parameter: a parameter is one text, name=value");
  }
  char* item = malloc(strlen(name) + strlen(value) + 2);
  sprintf(item, "%s=%s", name, value);
  oauth_add_param_to_array(&array->size, &array->items, item);
  free(item);
}

// oauth_signature is none of them: liboauth adds it last.
static void add_all(struct array* array, const json_t* parameters) {
  size_t i = 0;
  json_t* pair = NULL;
  json_array_foreach(parameters, i, pair) {
    const char* name = text(json_array_get(pair, 0));
    const char* value = text(json_array_get(pair, 1));
    if (strcmp(name, "oauth_signature") != 0) {
      add(array, name, value);
    }
  }
}

// An array whose place for the URL is taken by nothing.
static struct array parameters_only(const json_t* parameters) {
  struct array array = {0, NULL};
  oauth_add_param_to_array(&array.size, &array.items, "");
  add_all(&array, parameters);
  return array;
}

static char* normalized(struct array* array) {
  qsort(array->items + 1, (size_t)array->size - 1, sizeof *array->items, oauth_cmpstringp);
  return oauth_serialize_url_parameters(array->size, array->items);
}

static int is_form(const json_t* request) {
  static const char kForm[] = "application/x-www-form-urlencoded";
  const char* type = header_field(request, "Content-Type");
  return type != NULL && strncasecmp(type, kForm, sizeof kForm - 1) == 0 &&
         strchr("; ", type[sizeof kForm - 1]) != NULL;
}

static void check_host(const json_t* request, const char* url) {
  const char* host = header_field(request, "Host");
  const char* authority = strstr(url, "://");
  if (host != NULL && authority != NULL &&
      (strncasecmp(authority + 3, host, strlen(host)) != 0 ||
       strchr("/?#", authority[3 + strlen(host)]) == NULL)) {
    skip("a Host header field other than the URL's authority");
  }
}

// Splits URL and form body as oauth_sign_url2 asks for them: the parameters of both in one text.
static struct array split_request(const json_t* request) {
  const char* authorization = header_field(request, "Authorization");
  if (authorization != NULL && strncasecmp(authorization, "OAuth", 5) == 0) {
    skip("reading an Authorization header field");
  }
  const char* url = text(json_object_get(request, "url"));
  check_host(request, url);
  const char* body = is_form(request) ? text(json_object_get(request, "body")) : "";
  char* both = malloc(strlen(url) + strlen(body) + 2);
  sprintf(both, "%s%s%s", url, *body == '\0' ? "" : strchr(url, '?') != NULL ? "&" : "?", body);
  const struct array array = split(both);
  free(both);
  return array;
}

static json_t* percent_encode(const json_t* in) {
  return owned(oauth_url_escape(text(json_object_get(in, "text"))));
}

static json_t* percent_decode(const json_t* in) {
  size_t length = 0;
  char* data = oauth_url_unescape(text(json_object_get(in, "text")), &length);
  json_t* result = octets_out(data, length);
  free(data);
  return result;
}

static json_t* normalize_parameters(const json_t* in) {
  struct array array = parameters_only(json_object_get(in, "parameters"));
  json_t* result = owned(normalized(&array));
  oauth_free_array(&array.size, &array.items);
  return result;
}

static json_t* base_string_uri(const json_t* in) {
  if (json_object_get(in, "host") != NULL) {
    skip("a Host header field");
  }
  struct array array = split(text(json_object_get(in, "url")));
  json_t* result = octets_out(array.items[0], strlen(array.items[0]));
  oauth_free_array(&array.size, &array.items);
  return result;
}

static json_t* base_string(const json_t* in) {
  const json_t* request = json_object_get(in, "request");
  const char* method = text(json_object_get(request, "method"));
  for (const char* c = method; *c != '\0'; ++c) {
    if (islower((unsigned char)*c)) {
      skip("the base string of a method in lower case: only signing changes its case");
    }
  }
  struct array array = split_request(request);
  add_all(&array, json_object_get(in, "protocol_parameters"));
  char* query = normalized(&array);
  json_t* result = owned(oauth_catenc(3, method, array.items[0], query));
  free(query);
  oauth_free_array(&array.size, &array.items);
  return result;
}

static OAuthMethod signature_method(const json_t* in) {
  const char* name = text(json_object_get(in, "method"));
  if (strcmp(name, "HMAC-SHA1") == 0) return OA_HMAC;
  if (strcmp(name, "RSA-SHA1") == 0) return OA_RSA;
  if (strcmp(name, "PLAINTEXT") == 0) return OA_PLAINTEXT;
  skip("a signature method by name: the methods are an enumeration");
}

// The secret, or the private key in its place.
static const char* client_secret(const json_t* client, OAuthMethod method) {
  const json_t* key = json_object_get(client, "private_key");
  const char* secret = text(json_object_get(client, "secret"));
  if ((method == OA_RSA) != (key != NULL)) {
    skip("telling a secret from a private key: both are one argument");
  }
  if (key != NULL && json_object_get(key, "pem") == NULL) {
    skip("keys as JWK");
  }
  return key != NULL ? text(json_object_get(key, "pem")) : secret;
}

static void add_body_hash(struct array* array, const json_t* request) {
  if (is_form(request)) {
    skip("a choice about oauth_body_hash and forms: it is the caller's");
  }
  size_t length = 0;
  const char* body = octets(json_object_get(request, "body"), &length);
  char* parameter = oauth_body_hash_data(length, body);
  oauth_add_param_to_array(&array->size, &array->items, parameter);
  free(parameter);
}

// What liboauth adds where the caller has not.
static const char* const kAddedByLiboauth[] = {"oauth_nonce", "oauth_timestamp", "oauth_version",
                                               NULL};

static void add_given(struct array* array, const json_t* in) {
  for (const char* const* name = kAddedByLiboauth; *name != NULL; ++name) {
    const char* value = text(json_object_get(in, *name + sizeof "oauth_" - 1));
    if (value != NULL) {
      add(array, *name, value);
    }
  }
  add_all(array, json_object_get(in, "extra"));
  if (json_is_true(json_object_get(in, "body_hash"))) {
    add_body_hash(array, json_object_get(in, "request"));
  }
}

// The value of the last parameter called `name`; the signature stands after all others.
static const char* value_of(const struct array* array, const char* name) {
  for (int i = array->size - 1; i > 0; --i) {
    const char* item = array->items[i];
    if (strncmp(item, name, strlen(name)) == 0 && item[strlen(name)] == '=') {
      return item + strlen(name) + 1;
    }
  }
  return NULL;
}

static void tell_chosen(const struct array* array, const json_t* in) {
  for (const char* const* name = kAddedByLiboauth; *name != NULL; ++name) {
    const char* member = *name + sizeof "oauth_" - 1;
    if (json_is_null(json_object_get(in, member))) {
      chosen(member, value_of(array, *name));
    }
  }
}

static json_t* header_value(const struct array* array) {
  // 2: only protocol parameters. 4: quotation marks.
  char* parameters = oauth_serialize_url_sep(array->size, 1, array->items, ", ", 2 | 4);
  json_t* result = json_sprintf("OAuth %s", parameters);
  free(parameters);
  return result;
}

static json_t* sign(const json_t* in) {
  const json_t* request = json_object_get(in, "request");
  const json_t* client = json_object_get(in, "client");
  const json_t* token = json_object_get(in, "token");
  const OAuthMethod method = signature_method(in);
  const char* secret = client_secret(client, method);
  struct array array = split_request(request);
  add_given(&array, in);
  oauth_sign_array2_process(
      &array.size, &array.items, NULL, method, text(json_object_get(request, "method")),
      text(json_object_get(client, "key")), secret, text(json_object_get(token, "key")),
      method == OA_RSA ? NULL : text(json_object_get(token, "secret")));
  tell_chosen(&array, in);
  json_t* out = json_pack("{s:s}", "signature", value_of(&array, "oauth_signature"));
  // The caller writes the realm.
  if (json_is_null(json_object_get(in, "realm"))) {
    json_object_set_new(out, "header", header_value(&array));
  }
  oauth_free_array(&array.size, &array.items);
  return out;
}

static json_t* build_authorization_header(const json_t* in) {
  if (!json_is_null(json_object_get(in, "realm"))) {
    skip("a realm: the caller writes it");
  }
  struct array array = {0, NULL};
  oauth_add_param_to_array(&array.size, &array.items, "");
  size_t i = 0;
  json_t* pair = NULL;
  json_array_foreach(json_object_get(in, "parameters"), i, pair) {
    add(&array, text(json_array_get(pair, 0)), text(json_array_get(pair, 1)));
  }
  json_t* result = header_value(&array);
  oauth_free_array(&array.size, &array.items);
  return result;
}

int main(void) {
  static const char* const kFeatures[] = {"HMAC-SHA1", "RSA-SHA1", "PLAINTEXT", "oauth_body_hash",
                                          NULL};
  static const struct op kOps[] = {
      {"oauth1.percent_encode", percent_encode},
      {"oauth1.percent_decode", percent_decode},
      {"oauth1.normalize_parameters", normalize_parameters},
      {"oauth1.base_string_uri", base_string_uri},
      {"oauth1.base_string", base_string},
      {"oauth1.sign", sign},
      {"oauth1.build_authorization_header", build_authorization_header},
      {NULL, NULL},
  };
  static const struct implementation kLiboauth = {
      "liboauth", LIBOAUTH_VERSION, "c", "https://liboauth.sourceforge.io/", kFeatures, kOps};
  return run_adapter(&kLiboauth);
}
