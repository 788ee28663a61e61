/* consent: the state machine. Floor 11. The C API, and the only state there is.
 *
 * A turn takes one input text and writes effects. First line: a verb and its facts, parted by tabs; then, for the verbs
 * that say so, more lines. Times are unix seconds in decimal. contract.def has every verb, fact and effect, and what each
 * means. */
#ifndef ASSENT_CONSENT_H
#define ASSENT_CONSENT_H

#include "contract.h"

/* Carries out one turn. Returns the bytes of effects written to `out`, or an enum turn_error; then nothing changed, and
 * `out` has nothing in it to be read. `in` has room for one byte behind its n, is cut up in place, and does not overlap
 * `out`. */
int consent_turn(char *in, int n, char *out, int size);

#ifdef ASSENT_TEST
void consent_reset(void); /* forgets everything, as a new page does */
#endif

#endif
