#include "catalogue.h"

#include "arena.h"
#include "wildcard.h"

/* KNOWN_MAX: how many bytes of a beginning or an end are hashed. Patterns that differ only further on share a place. */
enum { KNOWN_MAX = 12, MARKS = 8192, PLACES = 4096 };

struct catalogue {
    /* One bit for the upper 16 bits of each hash that has a claim. Few have one, and a bit is faster to look at than a
     * place. */
    uint8_t marks[MARKS];
    struct claim *places[PLACES]; /* by hash: the first claim in each place */
};

static int area_of(const struct key *key)
{
    return key == NULL ? AREA_HOST : key->area;
}

/* Of the bytes with which a name in this area begins, or from its end on those with which it ends; FNV-1a, a byte more.
 */
static uint32_t mix(uint32_t hash, char byte)
{
    return (hash ^ (uint32_t)byte) * 16777619U;
}

static uint32_t seed(int area)
{
    return 2166136261U ^ (uint32_t)area;
}

/* Returns the bit of a hash in its byte of the marks. */
static int mark_of(uint32_t hash)
{
    return 1 << (hash >> 16 & 7);
}

static void add(struct catalogue *self, const char *pattern, const struct key *key, int subject)
{
    struct claim *claim = arena_take(sizeof *claim);
    if (claim == NULL) {
        return;
    }
    int length = text_length(pattern), n = 0;
    uint32_t hash = seed(area_of(key));
    for (; n < length && n < KNOWN_MAX && pattern[n] != '*'; n++) {
        hash = mix(hash, pattern[n]);
    }
    for (int m = length; n == 0 && m > 0 && length - m < KNOWN_MAX && pattern[m - 1] != '*'; m--) {
        hash = mix(hash, pattern[m - 1]);
    }
    uint8_t *marks = &self->marks[hash >> 19];
    *marks = (uint8_t)(*marks | mark_of(hash));
    struct claim **place = &self->places[hash % PLACES];
    *claim = (struct claim){pattern, key, (int16_t)subject, (uint16_t)wildcard_weight(pattern), hash, *place};
    *place = claim;
}

const struct catalogue *catalogue_build(const struct config *config)
{
    struct catalogue *self = arena_take(sizeof *self);
    const struct service *services = config->services.items;
    /* The last goes in first, because a search finds first what was added last. */
    for (int i = config->services.count - 1; self != NULL && i >= -1; i--) {
        const struct list *keys = i < 0 ? &config->keys : &services[i].keys;
        const struct key *key = keys->items;
        for (int j = keys->count - 1; j >= 0; j--) {
            add(self, key[j].name, &key[j], key[j].subject);
        }
        for (int j = i < 0 ? -1 : services[i].hosts.count - 1; j >= 0; j--) {
            add(self, ((const char *const *)services[i].hosts.items)[j], NULL, config->categories.count + i);
        }
    }
    return arena_is_full() ? NULL : self;
}

const struct claim *catalogue_next(struct search *self)
{
    struct search at =
        *self; /* a copy, which can stay in registers: through `self`, every step would be written to memory */
    for (;;) {
        for (const struct claim *claim; (claim = at.next) != NULL;) {
            at.next = claim->next;
            if (claim->hash == at.hash && area_of(claim->key) == at.area && wildcard_fits(claim->pattern, at.name)) {
                *self = at;
                return claim;
            }
        }
        if (at.left > 0) {
            at.left--;
            at.hash = mix(at.hash, at.name[at.n]);
            at.n += at.way;
        } else if (at.way < 0) {
            return NULL;
        } else { /* first all beginnings of the name, then all its ends */
            int length = text_length(at.name);
            at.n = at.way == 0 ? 0 : length - 1;
            at.way = at.way == 0 ? 1 : -1;
            at.left = length < KNOWN_MAX ? length : KNOWN_MAX;
            at.hash = seed(at.area);
        }
        if ((at.in->marks[at.hash >> 19] & mark_of(at.hash)) != 0) {
            at.next = at.in->places[at.hash % PLACES];
        }
    }
}
