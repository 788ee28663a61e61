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

int catalogue_fit(const struct key *key, int area, const char *name)
{
    return key->area == area && match(key->name, name) ? match_weight(key->name) : 0;
}
