/* arena: the memory of one parsed config. Floor 1.
 *
 * There are two arenas. A new config is built in the spare one and, once it is found good, the two change places;
 * so a bad config never costs the good one. Nothing is given back before then. cJSON allocates here as well: it is compiled
 * with malloc, free and realloc renamed to the three functions below. */
#ifndef ASSENT_ARENA_H
#define ASSENT_ARENA_H

#include "base.h"

void arena_begin(void);  /* empties the spare arena; allocations come from it from now on */
void arena_commit(void); /* the arena just filled is now in use; the other one is the spare */

bool arena_is_full(void); /* an allocation was refused since arena_begin */

/* `size` zeroed bytes, aligned for any object, or NULL when the arena is full. */
void *arena_take(size_t size);

void *arena_malloc(size_t size);
void arena_free(void *memory);                  /* does nothing: the arena is emptied as a whole */
void *arena_realloc(void *memory, size_t size); /* cJSON's parser never calls it; answers NULL */

#ifdef ASSENT_TEST
void arena_fail_after(long n); /* the n-th allocation from now answers NULL, once; negative: never */
long arena_count(void);        /* allocations so far */
#endif

#endif
