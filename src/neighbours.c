#include "neighbours.h"

enum { AREAS = 8 }; /* more than there are areas */

static uint32_t hash_of(int area, const char *name, int n)
{
    return text_hash(TEXT_HASH ^ (uint32_t)area, name, n);
}

static bool has(const struct neighbours *self, uint32_t hash)
{
    for (int i = 0; i < self->count; i++) {
        if (self->names[i] == hash) {
            return true;
        }
    }
    return false;
}

bool neighbours_add(struct neighbours *self, int area, const char *name)
{
    uint32_t hash = hash_of(area, name, text_length(name));
    if (has(self, hash)) {
        return true;
    }
    if (self->count == NEIGHBOURS_MAX) {
        return false;
    }
    self->names[self->count++] = hash;
    return true;
}

bool neighbours_have(const struct neighbours *self, int area, const char *name)
{
    if (self->count == 0) {
        return false;
    }
    int n = 0;
    while (name[n] != 0 && name[n] != '.') {
        n++;
    }
    if (name[n] == 0) {
        return has(self, hash_of(area, name, n));
    }
    for (int i = 0; i < AREAS; i++) {
        if (has(self, hash_of(i, name, n))) {
            return true;
        }
    }
    return false;
}
