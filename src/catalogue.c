#include "catalogue.h"

#include "arena.h"
#include "match.h"

/* Bytes of a beginning or an end that are hashed; longer ones share a place. */
enum { KNOWN_MAX = 15, PLACES = 4096 };

struct catalogue {
    struct claim *places[PLACES]; /* by hash: the first claim there */
};

static int area_of(const struct key *key)
{
    return key == NULL ? AREA_HOST : key->area;
}

/* Of the bytes with which a name in this area begins, or from its end on those with which it ends; FNV-1a, a byte more. */
static uint32_t mix(uint32_t hash, char byte)
{
    return (hash ^ (uint32_t)byte) * 16777619U;
}

static uint32_t seed(int area)
{
    return 2166136261U ^ (uint32_t)area;
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
    struct claim **place = &self->places[hash % PLACES];
    *claim = (struct claim){pattern, key, subject, hash, *place};
    *place = claim;
}

const struct catalogue *catalogue_build(const struct config *config)
{
    struct catalogue *self = arena_take(sizeof *self);
    const struct service *services = config->services.items;
    /* The last first: what was added last is found first. */
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
    int length = text_length(self->name), known = length < KNOWN_MAX ? length : KNOWN_MAX;
    for (;;) {
        while (self->at != NULL) {
            const struct claim *claim = self->at;
            self->at = claim->next;
            if (claim->hash == self->hash && area_of(claim->key) == self->area && match(claim->pattern, self->name)) {
                return claim;
            }
        }
        /* On to the next longer beginning of the name; behind the last to its ends. */
        bool ends = self->steps > known;
        int n = ends ? self->steps - known - 1 : self->steps;
        if (n > known) {
            return NULL;
        }
        self->hash = n == 0 ? seed(self->area) : mix(self->hash, self->name[ends ? length - n : n - 1]);
        self->at = self->in->places[self->hash % PLACES];
        self->steps++;
    }
}

int catalogue_weight(const struct claim *self)
{
    return match_weight(self->pattern);
}
