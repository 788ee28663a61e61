/* storage: what holds of a name in the browser's storage: may it be written, for how long, must it go. Floor 8.
 *
 * A name is its owners', whose declarations name it most exactly; where there are several, one that is granted is
 * enough, and one that is undecided keeps it. Assent's own are the record, under its name (config.h), and what stands
 * under that name and a dot: the ledger, the history of choices, the mark of the session. A name that nobody declared
 * is dealt with as the site says (`unknown.keys`); where that is `report`, and the page saw who wrote it first (its
 * writer), it may be stored while that one is granted, and goes when that one goes.
 * What nobody saw written stays. */
#ifndef ASSENT_STORAGE_H
#define ASSENT_STORAGE_H

#include "policy.h"

struct holding {
    const struct policy *policy;
    int subject; /* whose it is; of several owners the first of those that hold most; -1: nobody's, or Assent's own */
    int writer; /* whose it probably is, where nobody declared it: the service or category that wrote it first; -1: not known */
    const char *host; /* where its writer came from; NULL or empty: not known, or from the page's own host */
    bool own;         /* Assent's */
    bool beside;      /* another site's of this origin, or another build's (neighbours.h): it is never erased */
    bool record;      /* an educational record */
    struct retention
        retention; /* as declared, and no longer than the law lets a tracer live (which a record and what is necessary are not) */
};

/* `writer` is `id@host`, either half perhaps empty: the service or category, as the page marks it, of the script that
 * wrote this name first, and the host that script came from; NULL: nobody saw. It is cut up. A service that is named is
 * the writer; else the service that has this host (of several one that is granted: then it keeps); else the category
 * that is named. */
void storage_look(struct holding *self, const struct policy *policy, int area, const char *name, char *writer);

/* Whose word holds for it: its owner's, else its writer's; -1: nobody's. */
int storage_whose(const struct holding *self);

/* May it be stored now? */
bool storage_is_allowed(const struct holding *self);

/* Does nobody have to be asked for it: necessary, or Assent's own? */
bool storage_is_free(const struct holding *self);

/* May the learner delete it alone? Not what is necessary, no educational record, and the record of the choice only with
 * all else. */
bool storage_is_deletable(const struct holding *self, const char *name);

/* How long something written now may live, in seconds; 0: with the session; NO_NUMBER: nobody says. (Idle spans are the
 * ledger's to watch: a lifetime could not be renewed without the value's attributes.) */
uint32_t storage_life(const struct holding *self);

/* When it ends by time, unix seconds; 0: not, and never what nobody declared: it may be anything. `first`, `last`: when
 * it was first seen and last used. */
uint32_t storage_until(const struct holding *self, uint32_t first, uint32_t last);

/* For what a sweep goes through what is stored:
 *   ""         what was refused, where that erases, and what nobody declared but one who is refused wrote; what nobody
 *              declared at all, if the site refuses that; what is declared and has lived as long as it may (a cookie
 *              that ends with the session does so by itself: the guard wrote it so, and one that is there when a
 *              session begins may be the server's, of this session)
 *   logout     what ends at logout or with the session (P7); on a shared computer the choice, too: the next to sign in
 *              is somebody else
 * and, which the build for pages leaves to the whole core, what is only asked of it when somebody looks at what is
 * stored:
 *   refused    what was refused, wherever (P6: erasing is asked for apart from withdrawing)
 *   behaviour  all that is declared, or has a known writer, but is neither necessary nor an educational record (P18)
 *   everything all but what the sign-in needs: what is necessary and ends at `logout`
 *   row        what the learner may delete alone */

/* Should what is due be swept at once: when a page starts, before anything else; when a choice was made? (What the law
 * alone ends, after months, can wait until the page is hidden.) */
bool storage_is_due(const struct policy *policy, bool starts);

/* One stored thing in a sweep: an `erase` line if it goes; else, where the ledger must change, a `seen` line with when
 * it was first seen and last used, the latter to the hour. `first` and `last` are what the ledger says, NO_NUMBER:
 * nothing; a time that has not come yet counts as now, so that a clock that was wrong once keeps nothing for ever.
 * `session_is_new`: the browser was closed since.
 */
struct stored {
    int area;
    const char *name;
    uint32_t first, last;
    char *writer; /* as storage_look takes it */
};
void storage_sweep(const struct policy *policy, const struct stored *stored, enum sweep what, uint32_t now,
                   bool session_is_new, struct effects *effects);

/* Its `stored` line, for the inventory. */
void storage_write(const struct policy *policy, const struct stored *stored, uint32_t now, struct effects *effects);

#endif
