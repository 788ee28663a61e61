/* plan: what was and what is → the effects that lead from one to the other. Floor 7. */
#ifndef ASSENT_PLAN_H
#define ASSENT_PLAN_H

#include "policy.h"

/* A `grant` line for every category and service whose grant differs; with `before` NULL for every one. */
void plan_grants(const struct policy *before, const struct policy *after, struct effects *effects);

#endif
