#include "config.h"

#include <string.h>

#include "arena.h"

/* Sets the subject of each key of this service; with -1, of each key of the site itself. Returns false if a key names a
 * category that does not exist. */
static bool link_keys(struct config *self, int service)
{
    const struct list *keys = service < 0 ? &self->keys : &((const struct service *)self->services.items)[service].keys;
    struct key *key = (struct key *)keys->items;
    bool good = true;
    for (int i = 0; i < keys->count; i++, key++) {
        const struct retention *ends = &key->retention;
        key->subject = service < 0 ? config_find(self, key->category_id) : self->categories.count + service;
        good = good && (service >= 0 || config_is_category(self, key->subject));
        self->by_session =
            self->by_session || (ends->session && key->area != AREA_SESSION_STORAGE && key->area != AREA_COOKIE);
        self->timed = self->timed || ends->life > 0 || ends->idle > 0 || self->by_session;
    }
    return good;
}

static uint32_t hash_field(uint32_t hash, const char *text)
{
    return text_hash(text_hash(hash, text, text_length(text)), "\t", 1);
}

static uint32_t hash_number(uint32_t hash, uint32_t number)
{
    char digits[NUMBER_DIGITS + 1];
    return hash_field(hash, text_decimal(digits, number));
}

/* Returns the key of a subject (config.h). The numbers of purposes and sales are part of it, and so of every stored
 * decision: they must never change. */
static uint32_t key_of(const struct config *self, int subject)
{
    const struct service *service = config_service(self, subject);
    uint32_t id = hash_field(TEXT_HASH, self->subjects[subject].id);
    uint32_t asked = hash_number(id, (uint32_t)config_category(self, subject)->purpose);
    asked = hash_number(asked, service == NULL ? SALE_NO : (uint32_t)service->sale);
    asked = hash_number(asked, service == NULL ? 0 : service->vendor);
    return text_fold(id, KEY_ID_BITS) << KEY_ASKED_BITS | text_fold(asked, KEY_ASKED_BITS);
}

/* Sets `stored`: the name of the cookie, or `name~id` if the site has an id of its own. A config cannot give a name
 * with `~`. Returns false if the arena is full. */
static bool name_site(struct config *self)
{
    const char *name = self->cookie.name;
    size_t n = (size_t)text_length(name), more = (size_t)text_length(self->site);
    self->stored = name;
    if (more == 0 || name == NULL || text_is(self->site, name)) {
        self->site = name;
        return true;
    }
    char *stored = arena_take(n + more + 2);
    if (stored == NULL) {
        return false;
    }
    memcpy(stored, name, n);
    stored[n] = '~';
    memcpy(stored + n + 1, self->site, more + 1);
    self->stored = stored;
    return true;
}

bool config_link(struct config *self)
{
    const struct category *categories = self->categories.items;
    const struct service *services = self->services.items;
    int count = self->categories.count, total = count + self->services.count;
    struct subject *subjects = arena_take(sizeof *subjects * (size_t)(total + 1));
    if (subjects == NULL) {
        return false;
    }
    self->subjects = subjects;
    bool good = name_site(self);
    for (int i = 0; i < total; i++) {
        const struct service *service = i < count ? NULL : &services[i - count];
        subjects[i].id = service == NULL ? categories[i].id : service->id;
        subjects[i].category = service == NULL ? i : config_find(self, service->category_id);
        self->subject_count++;
        if (config_is_category(self, subjects[i].category)) {
            subjects[i].key = key_of(self, i);
        } else {
            good = false;
        }
    }
    for (int i = -1; i < self->services.count; i++) {
        good = link_keys(self, i) && good;
    }
    return good;
}

const struct category *config_category(const struct config *self, int subject)
{
    return (const struct category *)self->categories.items + self->subjects[subject].category;
}

const struct service *config_service(const struct config *self, int subject)
{
    int index = subject - self->categories.count;
    return index < 0 ? NULL : (const struct service *)self->services.items + index;
}

int config_find(const struct config *self, const char *id)
{
    if (text_length(id) == 0) {
        return -1;
    }
    for (int i = 0; i < self->subject_count; i++) {
        if (self->subjects[i].id != NULL && text_is(self->subjects[i].id, id)) {
            return i;
        }
    }
    return -1;
}

bool config_is_category(const struct config *self, int subject)
{
    return subject >= 0 && subject < self->categories.count;
}
