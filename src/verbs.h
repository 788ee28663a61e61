/* verbs: what each verb is, as its row in contract.def says. Floor 3. */
#ifndef ASSENT_VERBS_H
#define ASSENT_VERBS_H

#include "contract.h"

struct verb_row {
    uint16_t does;  /* of enum verb_does */
    uint16_t facts; /* which facts it takes, a bit for each of enum fact */
    int8_t how;     /* how what it decides was decided (enum how); NO_HOW: it decides nothing */
    bool whole;     /* only the whole core knows it */
};

/* The verb of this name, in this core, or -1. */
int verb_find(const char *name);

const struct verb_row *verb_row(enum verb verb);

#endif
