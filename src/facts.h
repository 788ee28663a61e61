/* facts: reads the first line of a turn. Floor 8. */
#ifndef ASSENT_FACTS_H
#define ASSENT_FACTS_H

#include "policy.h"

/* What the first line says about the time, the stored records, the visitor and a choice. */
struct facts {
    uint32_t now;               /* unix seconds */
    char *records[RECORDS_MAX]; /* texts that may be records, in the input */
    int record_count;
    char *mirror; /* a second copy of the record (policy_recall); NULL: none */
    bool by_hand; /* how=save: the learner set each switch by hand, and may so grant against the browser's signal */
    bool session_is_new; /* the browser was closed since the last session */
    int sweep;           /* enum sweep */
    struct visitor visitor;
    bool names_any, grants_any; /* the line names a subject; it grants one */
    int8_t says[SUBJECTS_MAX];  /* what a choice says of each subject (enum says); SAYS_NOTHING: it does not name it */
};

/* Reads `line`, the rest of the first line behind `verb`. It is cut up in place; NULL is an empty line.
 * Returns 0, or an enum turn_error:
 *   TURN_FACT     the verb does not take a fact, cannot read one, or needs one that is missing
 *   TURN_ID       the config has no subject of this name
 *   TURN_LOCKED   the line refuses what is necessary
 *   TURN_BARRED   the line grants what this visitor cannot grant */
int facts_read(struct facts *self, char *line, enum verb verb, const struct policy *policy);

#endif
