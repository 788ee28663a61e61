/* verbs: looks up what contract.def says of each verb. Floor 3. */
#ifndef ASSENT_VERBS_H
#define ASSENT_VERBS_H

#include "contract.h"

struct verb_row {
    uint16_t does;  /* bits of enum verb_does */
    uint16_t facts; /* the facts that it takes: bit n for number n in enum fact */
    int8_t how;     /* how a decision by this verb was made (enum how); NO_HOW: it decides nothing */
    bool whole;     /* only the whole core knows it */
};

/* Returns the verb with this name (enum verb), or -1 if this core has none. */
int verb_find(const char *name);

/* Returns what contract.def says of a verb. */
const struct verb_row *verb_row(enum verb verb);

#endif
