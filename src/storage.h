/* storage: decides whether a name in the browser's storage may be written, for how long, and when it goes. Floor 8.
 *
 * The owners of a name are the subjects that declare it most exactly. If there are several, one that is granted allows
 * the name, and one that is undecided keeps it from being erased.
 * Assent's own names are the record (`stored` in config.h), and that name with a dot and more: the ledger, the history
 * of choices, the mark of the session.
 * For a name that nobody declared, the site decides (`unknown.keys`). If it says `report`, and the page saw who wrote
 * the name first (its writer), the name may be stored while the writer is granted, and goes when the writer is refused.
 * If nobody saw who wrote it, it stays. */
#ifndef ASSENT_STORAGE_H
#define ASSENT_STORAGE_H

#include "policy.h"

/* What is known about one name in one area of storage. */
struct holding {
    const struct policy *policy;
    int subject; /* its owner; of several, the first of those that are granted most; -1: nobody, or Assent itself */
    int writer;  /* if nobody declared it: the service or category that wrote it first; -1: not known */
    const char *host; /* the host of the writer's script; NULL or empty: not known, or the page's own host */
    bool own;         /* it is Assent's own */
    bool beside;      /* it belongs to another site of this origin, or to another build (neighbours.h): never erased */
    bool record;      /* it is an educational record */
    /* As declared, and no longer than the law lets a tracer live. An educational record and what is necessary are no
     * tracers. */
    struct retention retention;
};

/* Fills `self` with what is known about `name` in `area` (enum area).
 * `writer` tells who wrote the name first, as `id@host` (cut up in place; NULL: nobody saw). `id` is the service or
 * category that the page marks the script with; `host` is the host of the script. Either may be empty. If `id` is a
 * service, it is the writer. Otherwise the writer is the service that declares the host; of several, one that is
 * granted, so that the name stays. Otherwise it is the category `id`. */
void storage_look(struct holding *self, const struct policy *policy, int area, const char *name, char *writer);

/* Returns the subject that decides about the name: its owner, or else its writer; -1: nobody does. */
int storage_whose(const struct holding *self);

/* May it be stored now? */
bool storage_is_allowed(const struct holding *self);

/* May it be stored without asking? True for what is necessary, and for Assent's own. */
bool storage_is_free(const struct holding *self);

/* May the learner delete this one name? Not what is necessary, and no educational record. The record of the choice can
 * only be deleted together with everything else. */
bool storage_is_deletable(const struct holding *self, const char *name);

/* Returns how long something written now may live, in seconds; 0: until the session ends; NO_NUMBER: nobody sets an
 * end. Spans without use do not count here. The ledger watches them, because nobody can renew a lifetime without
 * knowing the attributes of the value. */
uint32_t storage_life(const struct holding *self);

/* Returns when it ends by time, in unix seconds; 0: it does not. A name that nobody declared never ends by time: it may
 * be anything. `first` and `last`: when it was first seen and last used, in unix seconds. */
uint32_t storage_until(const struct holding *self, uint32_t first, uint32_t last);

/* What each sweep erases (enum sweep):
 *   ""          - what was refused, or was written by a subject that was refused, if refusing erases (policy_erases);
 *               - what nobody declared, if the site refuses that;
 *               - what has lived as long as its declaration allows. A cookie that ends with the session ends by itself:
 *                 the guard wrote it so. One that is there when a session begins may come from the server, in this
 * session.
 *   logout      what ends at logout or with the session (P7). On a shared computer also the choice: the next person to
 * sign
 *               in is somebody else.
 * Only the whole core knows the others, which are needed only when somebody looks at what is stored:
 *   refused     what was refused, even where refusing does not erase (P6: erasing is asked for apart from withdrawing)
 *   behaviour   what is declared or has a known writer, but is neither necessary nor an educational record (P18)
 *   everything  all but what the sign-in needs: what is necessary and ends at logout
 *   row         what the learner may delete alone */

/* Must the page sweep what is due at once? `starts`: the page starts, or meets another tab's record; false: the learner
 * made a choice. What only the law ends, after months, can wait until the page is hidden. */
bool storage_is_due(const struct policy *policy, bool starts);

/* One stored name, as the page tells it. */
struct stored {
    int area; /* enum area */
    const char *name;
    uint32_t first, last; /* when the ledger says it was first seen and last used, unix seconds; NO_NUMBER: not known */
    char *writer;         /* as storage_look takes it */
};

/* Sweeps one stored name. Writes an `erase` line if it goes. Otherwise, if the ledger must change, it writes a `seen`
 * line with when the name was first seen and last used; the latter changes once an hour at most. A time after `now`
 * (unix seconds) counts as now, so that a clock that was wrong once keeps nothing for ever. `session_is_new`: the
 * browser was closed since the last session. */
void storage_sweep(const struct policy *policy, const struct stored *stored, enum sweep what, uint32_t now,
                   bool session_is_new, struct effects *effects);

/* Writes the `stored` line of one stored name, for the inventory. */
void storage_write(const struct policy *policy, const struct stored *stored, uint32_t now, struct effects *effects);

#endif
