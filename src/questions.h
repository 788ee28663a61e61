/* questions: the verbs that read the state and leave it as it is. Floor 10.
 *
 * Each takes the rest of the turn's first line, `facts` (cut up in place; NULL: empty), and writes its answer as
 * effects. Returns 0, or an enum turn_error. */
#ifndef ASSENT_QUESTIONS_H
#define ASSENT_QUESTIONS_H

#include "facts.h"

/* The answer `hold`. `id` may be NULL. */
void answer_hold(struct effects *effects, enum hold why, const char *id);

/* The answer before there is anything to decide by: `hold unstarted`. */
void answer_unstarted(enum verb verb, char *facts, struct effects *effects);

int answer_element(const struct policy *policy, char *facts, struct effects *effects);
int answer_reach(const struct policy *policy, char *facts, struct effects *effects);
int answer_key(const struct policy *policy, char *facts, struct effects *effects);
int answer_cookie(const struct policy *policy, char *facts, struct effects *effects);

/* `sweep` and `stored`: an answer for each of `lines` (NULL: none). */
int answer_lines(const struct policy *policy, enum verb verb, const struct facts *facts, char *lines,
                 struct effects *effects);

int answer_pack(const struct policy *policy, char *facts, struct effects *effects);

#endif
