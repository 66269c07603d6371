/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOY_H
#define TOY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Decodes percent-encoded text into `octets`, which has room for as many as there are in `text`.
 * Returns how many octets they are, or -1 where an escape is none.
 */
ptrdiff_t toy_unescape(const char* text, size_t count, char* octets);

#ifdef __cplusplus
}
#endif

#endif
