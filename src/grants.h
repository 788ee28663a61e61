/* grants: tells the page which grants have changed. Floor 8. */
#ifndef ASSENT_GRANTS_H
#define ASSENT_GRANTS_H

#include "policy.h"

/* Writes a `grant` line for every category and service whose grant differs between `before` and `after`. If `before` is
 * NULL, it writes a line for every one. */
void grants_write(const struct policy *before, const struct policy *after, struct effects *effects);

#endif
