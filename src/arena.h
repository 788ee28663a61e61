/* arena: the memory of parsed configs. Floor 2.
 *
 * The arena holds the config in use and, while a new config is read, the new one too. arena_begin puts the new one into
 * the larger gap: before or behind the config in use. arena_commit makes the new one the config in use and gives the
 * memory of the old one back. So a bad config never costs the good one. The first config of a page, usually its only
 * one, has the whole arena. Nothing is given back before arena_commit.
 *
 * cJSON allocates here too: it is compiled with malloc, free and realloc renamed to the three functions below. */
#ifndef ASSENT_ARENA_H
#define ASSENT_ARENA_H

#include "base.h"

/* Begins a new config: allocations come from the larger gap from now on. */
void arena_begin(void);

/* Makes what was allocated since arena_begin the config in use, and gives the memory of the old one back. */
void arena_commit(void);

/* True if an allocation was refused since arena_begin. */
bool arena_is_full(void);

/* Returns `size` zeroed bytes, aligned to 8 bytes, or NULL when the arena is full. */
void *arena_take(size_t size);

/* Returns `size` bytes, not zeroed, aligned to 8 bytes, or NULL when the arena is full. */
void *arena_malloc(size_t size);

/* Does nothing: the arena is emptied as a whole. */
void arena_free(void *memory);

/* Always returns NULL: cJSON's parser never calls it. */
void *arena_realloc(void *memory, size_t size);

#ifdef ASSENT_TEST
/* Makes one allocation return NULL: the one that follows `n` others from now on. A negative `n`: none. */
void arena_fail_after(long n);

/* Returns the number of allocations so far. */
long arena_count(void);

/* Forgets the config in use. */
void arena_reset(void);
#endif

#endif
