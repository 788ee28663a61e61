/* wildcard: matches names against patterns. Floor 3.
 *
 * In a pattern `*` stands for any run of bytes, even an empty one. It may stand anywhere, any number of times. Every
 * other byte stands for itself. */
#ifndef ASSENT_WILDCARD_H
#define ASSENT_WILDCARD_H

#include "text.h"

/* Does the whole name fit the pattern? */
bool wildcard_fits(const char *pattern, const char *name);

/* Returns how exact a pattern is: twice the number of bytes that are not `*`, and one more if it has no `*` at all. So
 * of all patterns that fit a name, the one without `*` is the greatest, then the longest. 0: the pattern is empty, or
 * nothing but `*`. */
int wildcard_weight(const char *pattern);

#endif
