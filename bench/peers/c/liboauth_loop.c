// SPDX-License-Identifier: Apache-2.0
// liboauth: oauth_sign_array2, told nonce and timestamp among the parameters. It gives the query to send, with the signature.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

// Its header uses size_t and does not include what declares it.
#include <oauth.h>

enum { kRequests = 512, kLine = 256 };

struct request {
  char url[kLine];
  char nonce[kLine];
  char timestamp[kLine];
};

static struct request requests[kRequests];

static double seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void read_requests(const char* name) {
  FILE* file = fopen(name, "r");
  if (file == NULL) {
    perror(name);
    exit(1);
  }
  for (int i = 0; i < kRequests; ++i) {
    if (fscanf(file, "%255s %255s %255s", requests[i].url, requests[i].nonce,
               requests[i].timestamp) != 3) {
      fprintf(stderr, "%s: line %d is no request\n", name, i + 1);
      exit(1);
    }
  }
  fclose(file);
}

static char* sign(const struct request* request) {
  int count = 0;
  char** parameters = NULL;
  char nonce[kLine + 16];
  char timestamp[kLine + 16];
  snprintf(nonce, sizeof nonce, "oauth_nonce=%s", request->nonce);
  snprintf(timestamp, sizeof timestamp, "oauth_timestamp=%s", request->timestamp);
  count = oauth_split_url_parameters(request->url, &parameters);
  oauth_add_param_to_array(&count, &parameters, nonce);
  oauth_add_param_to_array(&count, &parameters, timestamp);
  char* query = oauth_sign_array2(&count, &parameters, NULL, OA_HMAC, "GET", "dpf43f3p2l4k3l03",
                                  "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00");
  oauth_free_array(&count, &parameters);
  return query;
}

static void hello(void) {
  char* query = sign(&requests[0]);
  char* escaped = strstr(query, "oauth_signature=");
  if (escaped == NULL) {
    fputs("liboauth gave no signature\n", stderr);
    exit(1);
  }
  escaped += strlen("oauth_signature=");
  escaped[strcspn(escaped, "&")] = '\0';
  char* signature = oauth_url_unescape(escaped, NULL);
  printf(
      "{\"version\":\"liboauth %s\",\"signature\":\"%s\",\"nonce\":\"%s\",\"timestamp\":\"%s\"}\n",
      LIBOAUTH_VERSION, signature, requests[0].nonce, requests[0].timestamp);
  free(signature);
  free(query);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fputs("usage: liboauth_loop REQUESTS\n", stderr);
    return 2;
  }
  read_requests(argv[1]);
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  hello();
  long asked = 0;
  int number = 0;
  while (scanf("%ld", &asked) == 1) {
    const double start = seconds();
    for (long i = 0; i < asked; ++i) {
      free(sign(&requests[number]));
      number = (number + 1) % kRequests;
    }
    printf("{\"signatures\":%ld,\"seconds\":%.6f}\n", asked, seconds() - start);
  }
  return 0;
}
