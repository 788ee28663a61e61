/* catalogue: whose is this host, whose is what is stored under this name? Floor 5.
 *
 * All that a config declares, in one index: each declaration stands under what its pattern begins with, up to the first
 * `*`, or, if that is nothing, what it ends with. To look a name up is to hash its beginnings and its ends, so it
 * hardly matters how many declarations there are; only a pattern with `*` on both ends is tried against every name. */
#ifndef ASSENT_CATALOGUE_H
#define ASSENT_CATALOGUE_H

#include "config.h"

struct catalogue;

/* The index of a config, in its arena; NULL if that is full. */
const struct catalogue *catalogue_build(const struct config *config);

/* One declaration that fits. */
struct claim {
    const char *pattern;
    const struct key *key; /* NULL: a host */
    int16_t subject;       /* whose it is */
    uint16_t
        weight;    /* how exactly it names what it fits (wildcard.h): of a stored thing only those that do most count */
    uint32_t hash; /* of the index, as the next */
    struct claim *next;
};

/* A search, to be begun with the first three. */
struct search {
    const struct catalogue *in;
    int area;         /* enum area, or AREA_HOST */
    const char *name; /* a host: in lower case, without port */
    const struct claim *next;
    uint32_t hash;
    int n, left, way; /* the n-th byte is hashed next, `left` of them in this direction: 1 or -1 */
};
enum { AREA_HOST = AREA_COUNT };

/* The next declaration that fits, in no special order, perhaps one of them twice; NULL: no more. */
const struct claim *catalogue_next(struct search *self);

#endif
