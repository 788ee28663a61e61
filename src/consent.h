/* consent: the state machine, one function per verb. Floor 9. The C API, and the only state there is.
 *
 * A turn takes one input text and writes effects (effects.h). First line: the verb and its facts, parted by tabs; then,
 * for the verbs that say so, more lines. Times are unix seconds in decimal.
 *
 *   config⏎JSON                          replaces the config; answers `record`, or an `error` for each fault of it
 *                                        (packed, in the core for that)
 *   start    now=… [record=…] [mirror=…] visitor   what is stored is read: every grant, and whether to ask. One
 *            `record=` for each text under the record's
 *                                        name. mirror: a further record, which a killed browser keeps; a refusal in it
 *                                        that is as new or newer counts, and is saved
 *   record   now=… [record=…] [mirror=…] visitor   another tab stored this, or the mirror or the visitor's place became
 *            known: as start, but only what changed
 *   accept   now=…                       every category that may be asked about, but for what the browser's signal
 *            refuses
 *   reject   now=…                       every category that is not necessary
 *   choose   now=… [how=save] +id -id …  these alone; `how=save`, a hand on the switch, may grant against the signal
 *   withdraw now=… [-id …]               these, or everything; never grants
 *   permit   now=… +id -id …             a parent granted these, as the site has verified
 *   noted    now=…                       the notice was read: it is not shown again
 *   sweep    now=… [new=1] [what=…]⏎area⇥name[⇥first⇥last[⇥writer]]⏎…   what of these stored names is to be erased; any
 *            number of such turns.
 *                                        what: logout and, in the whole core, refused, behaviour, everything, row;
 *                                        without it what is due (storage.h); new=1: the session is new; first, last,
 *                                        writer: what the ledger says; writer: id@host, who wrote it first (storage.h)
 *   show     layer                       banner, preferences or inline (the panel's content, without a change of layer)
 *   whose    area name text              is this text, stored under this name, a record of another site or of a build
 *            to come? `hold`: it is to be left alone, and no
 *                                        later sweep erases it or what stands beside it (neighbours.h); else `allow`.
 *                                        Said anew after each start
 *   hide                                 what is open closes; nothing is decided by it (B07)
 *   element  kind category service host  may this run or load? `allow`, or `hold` and why
 *   key      area name [writer]          may this be stored? `write`, or `hold` and why
 *   cookie   now=… text                  the same for what a script assigns to document.cookie; one that deletes always
 *            may
 *   reach    host                        may the page talk to it? `allow`, or `hold`: a declared service has it and may
 *            not
 *   explain  id                          why a category, service, button, `link` or host stands as it does
 *   law                                  every rule of law that holds here, and the row that gave it
 *   pack     [first]                     the config as a page takes it that reads no JSON: its fields from this one on
 *            (pack.h); after `config`
 *   stored   now=…⏎area⇥name[⇥first⇥last[⇥writer]]⏎…   a `stored` line for each: whose, until when, and what may be
 *            done with it
 *
 * The visitor's facts are those of visitor.h: region= zone= gpc= dnt= audience= age= shared= prerender=. They are said
 * anew in each start and record.
 * With prerender=1 only what is necessary is granted, and nothing is read, saved, swept or shown: another `start`
 * follows when the page is opened. */
#ifndef ASSENT_CONSENT_H
#define ASSENT_CONSENT_H

#include "base.h"

/* The verbs. A name is looked up from the first on: what a page asks ten thousand times stands there. W: only the whole
 * core knows this one.
 * consent.c counts on the order. */
// clang-format off
#define VERBS(X, W)                                                                                        \
    X(key) X(element) X(cookie) X(reach)                                                                   \
    X(show) X(hide) X(whose) X(config) X(start) X(record)                                                           \
    X(accept) X(reject) X(choose) X(withdraw) X(permit) X(noted) X(sweep)                                  \
    W(stored) W(explain) W(law) W(pack)
// clang-format on

/* Carries out one turn. Returns the bytes of effects written to `out`, or an enum turn_error; then nothing changed, and
 * `out` has nothing in it to be read. `in` has room for one byte behind its n, is cut up in place, and does not overlap
 * `out`. */
int consent_turn(char *in, int n, char *out, int size);

#ifdef ASSENT_TEST
void consent_reset(void); /* forgets everything, as a new page does */
#endif

#endif
