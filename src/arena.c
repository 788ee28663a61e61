#include "arena.h"

#include "contract.h"

#include <string.h>

#ifdef __wasm__
/* The arena begins behind all other data and ends with the memory, which the caller lets grow before it hands a config
 * over (boundary.h). It is not larger from the start, because a browser counts the whole memory when it decides to
 * collect garbage: unused memory costs time. */
extern unsigned char __heap_base[];
static unsigned char *const arena = __heap_base;

static size_t room(void)
{
    return __builtin_wasm_memory_size(0) * 65536 - (size_t)__heap_base;
}
#else
static _Alignas(8) unsigned char arena[ARENA_MAX];

static size_t room(void)
{
    return ARENA_MAX;
}
#endif

static size_t begin, end;         /* the config in use: offsets in bytes in the arena */
static size_t start, used, limit; /* the config that is being built */
static bool full;

#ifdef ASSENT_TEST
static long fail_after = -1;
static long count;

void arena_fail_after(long n)
{
    fail_after = n;
}

long arena_count(void)
{
    return count;
}

void arena_reset(void)
{
    begin = end = 0;
}

static bool may_fail_now(void)
{
    count++;
    return fail_after >= 0 && fail_after-- == 0;
}
#else
static bool may_fail_now(void)
{
    return false;
}
#endif

void arena_begin(void)
{
    bool behind = room() - end >= begin;
    start = used = behind ? end : 0;
    limit = behind ? room() : begin;
    full = false;
}

bool arena_is_full(void)
{
    return full;
}

void arena_commit(void)
{
    begin = start;
    end = used;
}

void *arena_malloc(size_t size)
{
    size_t rounded = (size + 7) & ~(size_t)7;
    if (may_fail_now() || size > ARENA_MAX || rounded > limit - used) {
        full = true;
        return NULL;
    }
    void *memory = arena + used;
    used += rounded;
    return memory;
}

void *arena_take(size_t size)
{
    void *memory = arena_malloc(size);
    if (memory != NULL) {
        memset(memory, 0, size);
    }
    return memory;
}

void arena_free(void *memory)
{
    (void)memory;
}

void *arena_realloc(void *memory, size_t size)
{
    (void)memory;
    (void)size;
    return NULL;
}
