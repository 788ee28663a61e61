/* consent: the state machine, one function per verb. Floor 7. The C API, and the only state there is.
 *
 * A turn takes one input text and writes effects (effects.h). First line: the verb and its facts, parted by tabs; then, for the
 * verbs that say so, more lines. Times are unix seconds in decimal.
 *
 *   config⏎JSON                          replaces the config; answers `record`, or an `error` for each fault of it
 *   start    now=… [record=…]            what is stored is read: every grant, and whether to ask
 *   record   now=… [record=…]            another tab stored this: as start, but only what changed
 *   accept   now=…                       every category
 *   reject   now=…                       every category that is not necessary
 *   choose   now=… [how=save] +id -id …  these alone
 *   withdraw now=… [-id …]               these, or everything; never grants
 *   sweep⏎area⇥name⏎…                    what of these stored names is to be erased; any number of such turns
 *   show     layer                       banner, preferences or inline (the panel's content, without a change of layer)
 *   hide                                 what is open closes; nothing is decided by it (B07)
 *   element  kind category service host  may this run or load? `allow`, or `hold` and why
 */
#ifndef ASSENT_CONSENT_H
#define ASSENT_CONSENT_H

#include "base.h"

/* The verbs, in the order of the list above. */
#define VERBS(X) X(config) X(start) X(record) X(accept) X(reject) X(choose) X(withdraw) X(sweep) X(show) X(hide) X(element)

/* Carries out one turn. Returns the bytes of effects written to `out`, or an enum turn_error; then nothing changed, and `out` has
 * nothing in it to be read. `in` has room for one byte behind its n, is cut up in place, and does not overlap `out`. */
int consent_turn(char *in, int n, char *out, int size);

#ifdef ASSENT_TEST
void consent_reset(void); /* forgets everything, as a new page does */
#endif

#endif
