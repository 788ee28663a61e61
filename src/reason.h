/* reason: why something is as it is, and which law said so. Floor 9.
 *
 * The core gives the facts that decided; web/words puts them into sentences and adds nothing. */
#ifndef ASSENT_REASON_H
#define ASSENT_REASON_H

#include "view.h"

/* The `why` line, for a category, a service, a button of the first layer (CONTROL_WORDS), `link`, or a host. Its
 * fields:
 *   id         what was asked about; of a host: whose it is
 *   kind       REASON_KIND_WORDS
 *   holds      1: granted, or shown; 0: held, or missing
 *   standing   of a subject, STANDING_WORDS; of a button: the layer it was looked for in, LAYER_WORDS
 *   word       what was said of it, SAYS_WORDS
 *   signal     1: the browser's signal refuses it
 *   rule, value, row   the rule of law that counted, by its number in LAW_RULES, what it says, and which row said so;
 *   empty: none (what is
 *              absent without one lacks the school's agreement)
 *   until      when it is asked about again, unix seconds; 0: not by time */
void reason_explain(const struct policy *policy, const char *of, struct effects *effects);

/* A `rule` line for everything that the law says here: its number in LAW_RULES, its value, the row that gave it. */
void reason_write_law(const struct regime *regime, struct effects *effects);

#endif
