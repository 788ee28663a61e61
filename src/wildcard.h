/* wildcard: one wildcard. Floor 3.
 *
 * `*` stands for any run of bytes, none included, anywhere and any number of times; every other byte is itself. */
#ifndef ASSENT_WILDCARD_H
#define ASSENT_WILDCARD_H

#include "text.h"

bool wildcard_fits(const char *pattern, const char *name);

/* How exactly a pattern names things: bytes that are not `*`, and more if there is no `*` at all, so that among
 * matching patterns the exact one, then the longest, is the greatest. 0: nothing but `*`, or nothing at all. */
int wildcard_weight(const char *pattern);

#endif
