/* catalogue: whose is this host, whose is this key? Floor 4. */
#ifndef ASSENT_CATALOGUE_H
#define ASSENT_CATALOGUE_H

#include "config.h"

/* The first service after the subject `after` whose hosts name this host (lower case, without port), or -1. Begin with -1. */
int catalogue_service_of(const struct config *config, const char *host, int after);

/* How exactly a declared key names what is stored under this name in this area: the exact name before any pattern, then the
 * longer pattern; 0: not at all. Only the declarations that name it most exactly count. */
int catalogue_fit(const struct key *key, int area, const char *name);

#endif
