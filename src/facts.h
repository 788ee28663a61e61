/* facts: the first line of a turn, read. Floor 8. */
#ifndef ASSENT_FACTS_H
#define ASSENT_FACTS_H

#include "policy.h"

/* What the first line says of time, of what is stored, of who is here, and of a choice. */
struct facts {
    uint32_t now;
    char *records[RECORDS_MAX];
    int record_count;
    char *mirror;
    bool by_hand; /* how=save: a hand on the switch may grant against the browser's signal */
    bool session_is_new;
    int sweep; /* enum sweep */
    struct visitor visitor;
    bool names_any, grants_any;
    int8_t says[SUBJECTS_MAX]; /* of what a choice names, an enum says */
};

/* Reads `line` (cut up in place; NULL: empty), which follows `verb`. What is named must be in the policy's config, and this
 * visitor must be able to say it. Returns 0, or an enum turn_error: a fact that the verb does not take, none that it needs,
 * or a name that cannot be decided so. */
int facts_read(struct facts *self, char *line, enum verb verb, const struct policy *policy);

#endif
