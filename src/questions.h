/* questions: answers the verbs that read the state and do not change it. Floor 10.
 *
 * Each function takes `facts`, the rest of the first line of the turn (cut up in place; NULL: empty), and writes its
 * answer as effects. Those that return int return 0, or an enum turn_error. contract.def says what each verb takes and
 * answers. */
#ifndef ASSENT_QUESTIONS_H
#define ASSENT_QUESTIONS_H

#include "facts.h"

/* Writes the answer `hold`: why, and the id of the subject or name that is the reason; NULL: none. */
void answer_hold(struct effects *effects, enum hold why, const char *id);

/* Writes the answer before `start`, when there is no decision yet: `hold unstarted`. For a cookie its name follows. */
void answer_unstarted(enum verb verb, char *facts, struct effects *effects);

/* `element`: may this element run? */
int answer_element(const struct policy *policy, char *facts, struct effects *effects);

/* `reach`: may the page reach this host? */
int answer_reach(const struct policy *policy, char *facts, struct effects *effects);

/* `key`: may this name be stored in this area? TURN_FACT: there is no such area. */
int answer_key(const struct policy *policy, char *facts, struct effects *effects);

/* `cookie`: may this cookie be written, and for how long? TURN_FACT: the time is missing. */
int answer_cookie(const struct policy *policy, char *facts, struct effects *effects);

/* `sweep` and `stored`: an answer for each of `lines` (cut up in place; NULL: none). TURN_FACT: a line cannot be read.
 * */
int answer_lines(const struct policy *policy, enum verb verb, const struct facts *facts, char *lines,
                 struct effects *effects);

/* `pack`: the packed config from a field on. TURN_FACT: the number of the field cannot be read. */
int answer_pack(const struct policy *policy, char *facts, struct effects *effects);

#endif
