/* config_json: reads a config from JSON and reports every fault in it. Floor 6.
 *
 * No other file uses cJSON. `web/types/site.schema.json` describes the same JSON; a test compares the two. */
#ifndef ASSENT_CONFIG_JSON_H
#define ASSENT_CONFIG_JSON_H

#include "config.h"
#include "effects.h"

/* Reads `n` bytes of JSON, which a zero follows, into a new config in the arena, and returns it. If there is a fault,
 * it returns NULL, and the config in use, if any, stays as it is.
 * Each fault is one `error` effect with two fields: its place, and what was expected, in a word that
 * `web/faults/fault-sentences.js` explains. The place is a path such as services[3].hosts[0]; if the text is no JSON,
 * it is the offset of the byte where reading stopped. After ERRORS_MAX faults the last line is the number of the others
 * and `more`. The core in a built script writes `error` without fields.
 * If memory ran out, it returns NULL, arena_is_full() is true, and faults may be missing. */
const struct config *config_json_read(const char *json, int n, struct effects *effects);

#endif
