#include "config.h"

#include "arena.h"

const char CONFIG_AREAS[] = "cookie|localStorage|sessionStorage|indexedDB|cache";

/* Whose the keys of this service are, or with -1 each of the site's own. */
static bool link_keys(struct config *self, int service)
{
    const struct list *keys = service < 0 ? &self->keys : &((const struct service *)self->services.items)[service].keys;
    struct key *key = (struct key *)keys->items;
    bool good = true;
    for (int i = 0; i < keys->count; i++, key++) {
        const struct retention *ends = &key->retention;
        key->subject = service < 0 ? config_find(self, key->category_id) : self->categories.count + service;
        good = good && (service >= 0 || config_is_category(self, key->subject));
        self->by_session = self->by_session || (ends->session && key->area != AREA_SESSION_STORAGE && key->area != AREA_COOKIE);
        self->timed = self->timed || ends->life > 0 || ends->idle > 0 || self->by_session;
    }
    return good;
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
    bool good = true;
    for (int i = 0; i < total; i++) {
        const struct service *service = i < count ? NULL : &services[i - count];
        subjects[i].id = service == NULL ? categories[i].id : service->id;
        subjects[i].category = service == NULL ? i : config_find(self, service->category_id);
        good = good && config_is_category(self, subjects[i].category);
        self->subject_count++;
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
    int i = text_length(id) == 0 ? self->subject_count : 0;
    while (i < self->subject_count && (self->subjects[i].id == NULL || !text_is(self->subjects[i].id, id))) {
        i++;
    }
    return i < self->subject_count ? i : -1;
}

bool config_is_category(const struct config *self, int subject)
{
    return subject >= 0 && subject < self->categories.count;
}
