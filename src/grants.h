/* grants: what was and what is → the effects that lead from one to the other. Floor 8. */
#ifndef ASSENT_GRANTS_H
#define ASSENT_GRANTS_H

#include "policy.h"

/* A `grant` line for every category and service whose grant differs; with `before` NULL for every one. */
void grants_write(const struct policy *before, const struct policy *after, struct effects *effects);

#endif
