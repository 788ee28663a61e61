#include "catalogue.h"

#include "match.h"

int catalogue_service_of(const struct config *config, const char *host, int after)
{
    for (int i = after + 1; i < config->subject_count; i++) {
        const struct service *service = config_service(config, i);
        for (int j = 0; service != NULL && j < service->hosts.count; j++) {
            if (match(((const char *const *)service->hosts.items)[j], host)) {
                return i;
            }
        }
    }
    return -1;
}

/* The declaration at a position that counts through the site's own keys and then every service's; its key is NULL past the end. */
static struct owner declared(const struct config *config, int position)
{
    const struct list *keys = &config->keys;
    for (int i = config->categories.count;; i++) {
        if (position < keys->count) {
            const struct key *key = (const struct key *)keys->items + position;
            return (struct owner){key, keys == &config->keys ? key->subject : i - 1};
        }
        if (i == config->subject_count) {
            return (struct owner){NULL, -1};
        }
        position -= keys->count;
        keys = &config_service(config, i)->keys;
    }
}

static int weight(const struct key *key, int area, const char *name)
{
    return key->area == area && match(key->name, name) ? match_weight(key->name) : 0;
}

bool catalogue_owner_of(const struct config *config, int area, const char *name, int *position, struct owner *owner)
{
    int best = 1;
    for (int i = 0; (*owner = declared(config, i)).key != NULL; i++) {
        int this = weight(owner->key, area, name);
        best = this > best ? this : best;
    }
    while ((*owner = declared(config, (*position)++)).key != NULL) {
        if (weight(owner->key, area, name) == best) {
            return true;
        }
    }
    return false;
}
