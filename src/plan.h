/* plan: what was and what is → the effects that lead from one to the other. Floor 7. */
#ifndef ASSENT_PLAN_H
#define ASSENT_PLAN_H

#include "policy.h"

/* A `grant` line for every category and service whose grant differs; with `before` NULL for every one. */
void plan_grants(const struct policy *before, const struct policy *after, struct effects *effects);

/* Is there anything to erase at all: was something refused, and does the site or the law let that erase? */
bool plan_erases(const struct policy *policy);

/* If so: an `erase` line for a stored name if it is declared, every owner of it was refused, and it is no educational record. */
void plan_erase(const struct policy *policy, const char *area, const char *name, struct effects *effects);

#endif
