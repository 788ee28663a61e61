/* neighbours: what other sites on this origin, and other builds of this site, have stored. Floor 3.
 *
 * Only the value under a name shows whether it is another site's record (record.h). The page reads the value and hands
 * it to the core (the verb `whose`, contract.def). To a record belongs everything, in any area, that is stored under
 * its name, a dot and more: the ledger, the history, the mark of the session. */
#ifndef ASSENT_NEIGHBOURS_H
#define ASSENT_NEIGHBOURS_H

#include "text.h"

struct neighbours {
    int count;
    /* Hashes of area and name. Another name has the same hash once in four billion; that name is then kept, too. */
    uint32_t names[NEIGHBOURS_MAX];
};

/* Remembers that the record of another site or build stands under this name in this area (enum area). Returns false if
 * there is no room for more. */
bool neighbours_add(struct neighbours *self, int area, const char *name);

/* Is this name such a record, or does it belong to one? */
bool neighbours_have(const struct neighbours *self, int area, const char *name);

#endif
