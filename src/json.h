/* json: what cJSON does not check. Floor 2.
 *
 * cJSON, which reads the config, lets a good deal pass that RFC 8259 does not, and changes some of what it accepts: raw control
 * characters, bad UTF-8, a byte order mark, leading zeros, `1.`, \u0000 as an end, 1e400 as a number, nesting without a bound.
 * json_check refuses those, and whatever could forge a line of effects: control characters, written raw or as an escape.
 * Structure is left to cJSON. */
#ifndef ASSENT_JSON_H
#define ASSENT_JSON_H

#include "text.h"

/* NULL if the n bytes at `json` (a zero behind them) are valid UTF-8 (RFC 3629) without control characters in or between the
 * strings, with no nesting deeper than DEPTH_MAX. Otherwise what was expected, in a word, and *at is where. */
const char *json_check(const char *json, int n, const char **at);

/* Stands in for strtod, which would weigh as much as the rest of the core. Reads the numbers of RFC 8259 with at most 15 digits
 * before the point; for all others *end is `from`, as libc says. Only whole numbers from 0, written in digits alone, get their
 * value: the config has no use for others, and they read as -1. */
double json_strtod(const char *restrict from, char **restrict end);

#endif
