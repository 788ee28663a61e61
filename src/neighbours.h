/* neighbours: what other sites of this origin, and other builds of this one, have stored. Floor 3.
 *
 * Which name is another site's record shows only in its value (record.h); who keeps what is stored tells the core of it
 * (`whose`, consent.h). With a record goes what stands, in any area, under its name and a dot: ledger, history, mark of
 * the session. */
#ifndef ASSENT_NEIGHBOURS_H
#define ASSENT_NEIGHBOURS_H

#include "text.h"

struct neighbours {
    int count;
    uint32_t names
        [NEIGHBOURS_MAX]; /* hashes of area and name: one that is another name's as well, of four billion, keeps a name too many */
};

/* Remembers that another one's record stands there. False: there is no room for more. */
bool neighbours_add(struct neighbours *self, int area, const char *name);

/* Is this such a record, or a part of one? */
bool neighbours_have(const struct neighbours *self, int area, const char *name);

#endif
