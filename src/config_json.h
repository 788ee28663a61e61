/* config_json: JSON into a config, with every fault of it told. Floor 6.
 *
 * The only file that sees cJSON. The shape in JSON is `web/types/site.schema.json`; a test holds the two against each
 * other. */
#ifndef ASSENT_CONFIG_JSON_H
#define ASSENT_CONFIG_JSON_H

#include "config.h"
#include "effects.h"

/* Reads n bytes of JSON, with a zero behind them, into a config in the arena. Every fault found is written as an
 * `error` effect: its place (a path such as services[3].hosts[0], or for a fault of JSON itself the byte where reading
 * stopped) and what was expected, in a word that `web/faults/fault-sentences.js` explains; the last one may be `more`
 * and how many. Then NULL is returned and the config in use, if any, is untouched. arena_is_full tells that memory ran
 * out: then the list of faults may be incomplete. */
const struct config *config_json_read(const char *json, int n, struct effects *effects);

#endif
