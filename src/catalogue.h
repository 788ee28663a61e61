/* catalogue: finds who declared a host, or a name in the browser's storage. Floor 5.
 *
 * It is one index of all declarations of a config. Each declaration stands under the beginning of its pattern, up to
 * the first `*`. A pattern that begins with `*` stands under its end. A search hashes the beginnings and the ends of a
 * name, so the number of declarations hardly matters. Only a pattern with `*` at both ends is tried against every name.
 * */
#ifndef ASSENT_CATALOGUE_H
#define ASSENT_CATALOGUE_H

#include "config.h"

struct catalogue;

/* Builds the index of a config in the arena. Returns NULL if the arena is full. */
const struct catalogue *catalogue_build(const struct config *config);

/* One declaration, as a search returns it. */
struct claim {
    const char *pattern;
    const struct key *key; /* the declared name; NULL: the declaration is of a host */
    int16_t subject;       /* who declared it (struct subject) */
    uint16_t weight;       /* how exact the pattern is (wildcard.h): for a stored name only the most exact ones count */
    uint32_t hash;         /* for the index alone: the hash that the claim stands under */
    struct claim *next;    /* for the index alone: the next claim in the same place */
};

/* A search. The caller fills the first three members; all others are zero at the start. */
struct search {
    const struct catalogue *in;
    int area;         /* enum area, or AREA_HOST */
    const char *name; /* a host: in lower case, without port */
    const struct claim *next;
    uint32_t hash;
    int n;    /* the index of the byte that is hashed next */
    int left; /* how many bytes are still to be hashed in this direction */
    int way;  /* the direction: 1 from the start, -1 from the end; 0: the search has not begun */
};
enum { AREA_HOST = AREA_COUNT };

/* Returns the next declaration that fits, or NULL when there are no more. The order means nothing, and one declaration
 * may come twice. */
const struct claim *catalogue_next(struct search *self);

#endif
