/* arena: the memory of parsed configs. Floor 2.
 *
 * A new config is built in the larger gap, before or behind the one in use, and takes its place once it is found good;
 * so a bad config never costs the good one, and the first, on a page the only one, has all there is. Nothing is given
 * back before then.
 * cJSON allocates here as well: it is compiled
 * with malloc, free and realloc renamed to the three functions below. */
#ifndef ASSENT_ARENA_H
#define ASSENT_ARENA_H

#include "base.h"

void arena_begin(void);  /* allocations come from the larger gap from now on */
void arena_commit(void); /* what was allocated since is in use; what was before is given back */

bool arena_is_full(void); /* an allocation was refused since arena_begin */

/* `size` zeroed bytes, aligned for any object, or NULL when the arena is full. */
void *arena_take(size_t size);

void *arena_malloc(size_t size);
void arena_free(void *memory);                  /* does nothing: the arena is emptied as a whole */
void *arena_realloc(void *memory, size_t size); /* cJSON's parser never calls it; answers NULL */

#ifdef ASSENT_TEST
void arena_fail_after(long n); /* the n-th allocation from now answers NULL, once; negative: never */
long arena_count(void);        /* allocations so far */
void arena_reset(void);        /* forgets the config in use */
#endif

#endif
