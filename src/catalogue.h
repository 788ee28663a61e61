/* catalogue: whose is this host, whose is this key? Floor 4. */
#ifndef ASSENT_CATALOGUE_H
#define ASSENT_CATALOGUE_H

#include "config.h"

/* The first service after the subject `after` whose hosts name this host (lower case, without port), or -1. Begin with -1. */
int catalogue_service_of(const struct config *config, const char *host, int after);

/* An owner of a stored name, for each declaration that names it most exactly: the exact name before any pattern, then the
 * longest pattern. */
struct owner {
    const struct key *key;
    int subject; /* a service, or for the site's own keys a category */
};

/* The next owner at or after *position, which starts at 0; false when there is none left. */
bool catalogue_owner_of(const struct config *config, int area, const char *name, int *position, struct owner *owner);

#endif
