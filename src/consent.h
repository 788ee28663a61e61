/* consent: the state machine, and the C API. Floor 11.
 *
 * It keeps the only state of the core, beside the arena. A turn takes one input text and writes effects. The first line
 * of the input is a verb and its facts, separated by tabs. Some verbs take more lines after it. Times are unix seconds
 * in decimal. contract.def lists every verb, fact and effect, and says what each means. */
#ifndef ASSENT_CONSENT_H
#define ASSENT_CONSENT_H

#include "contract.h"

/* Carries out one turn.
 *   in, n       the input and its length in bytes. The buffer has room for one byte more. It is cut up in place.
 *   out, size   the buffer for the effects and its size in bytes. It does not overlap `in`.
 * Returns the number of bytes written to `out`, or an enum turn_error (below 0). After an error the state is what it
 * was before, and `out` holds nothing to be read. */
int consent_turn(char *in, int n, char *out, int size);

#ifdef ASSENT_TEST
/* Forgets everything, as a new page does. */
void consent_reset(void);
#endif

#endif
