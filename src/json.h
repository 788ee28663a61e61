/* json: what cJSON does not check. Floor 3.
 *
 * cJSON, which reads the config, lets a good deal pass that RFC 8259 does not, and changes some of what it accepts: raw
 * control characters, leading zeros, `1.`, \u0000 as an end, 1e400 as a number, nesting without a bound.
 * json_check refuses those, and whatever could forge a line of effects: control characters, written raw or as an
 * escape.
 * Structure is left to cJSON; UTF-8 to whoever has bytes and not characters (a browser has none; web/server/reader.js
 * checks). */
#ifndef ASSENT_JSON_H
#define ASSENT_JSON_H

#include "text.h"

/* NULL if the n bytes at `json` (a zero behind them) have no control character in or between the strings, no nesting
 * deeper than DEPTH_MAX, and all their brackets closed. Otherwise what was expected, in a word, and *at is where. */
const char *json_check(const char *json, int n, const char **at);

/* Stands in for strtod, which would weigh as much as the rest of the core. Reads whole numbers of at most 15 digits as
 * RFC 8259 writes them; for all others, fractions among them, *end is `from`, as libc says: the config has no use for
 * them. */
double json_strtod(const char *restrict from, char **restrict end);

#endif
