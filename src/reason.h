/* reason: tells why something is as it is, and which law said so. Floor 9.
 *
 * The core gives the facts that decided. web/explain puts them into sentences and adds nothing. */
#ifndef ASSENT_REASON_H
#define ASSENT_REASON_H

#include "view.h"

/* Writes the `why` line about `of`: a category, a service, a button of the first layer (CONTROL_WORDS), `link`, or a
 * host. The fields:
 *   id         what was asked about; for a host: the subject that declared it
 *   kind       one of REASON_KIND_WORDS
 *   holds      1: granted, or shown; 0: held back, or missing
 *   standing   for a subject: one of STANDING_WORDS; for a button: the layer that is due, one of LAYER_WORDS
 *   word       what was said of it, one of SAYS_WORDS
 *   signal     1: the browser's signal refuses it
 *   rule       the number in LAW_RULES of the rule that decided; empty: no rule did (a subject that is absent without a
 *              rule lacks an agreement with the school)
 *   value      what this rule says; empty: no rule
 *   row        the id of the row of law that said so; empty: no rule
 *   until      when the learner is asked about it again, unix seconds; 0: time does not decide that */
void reason_explain(const struct policy *policy, const char *of, struct effects *effects);

/* Writes a `rule` line for every rule that the law has here: its number in LAW_RULES, its value, and the row that gave
 * it. */
void reason_write_law(const struct regime *regime, struct effects *effects);

#endif
