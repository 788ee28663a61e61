/* json: checks what cJSON does not check. Floor 3.
 *
 * cJSON reads the config. It accepts texts that RFC 8259 forbids, and changes some of them: raw control characters,
 * leading zeros, `1.`, \u0000 as the end of a text, 1e400 as a number, nesting without a bound. The two functions here
 * refuse those. They also refuse what could forge a line of effects: control characters, raw or as an escape.
 * cJSON checks the structure. Code that reads bytes checks UTF-8 (web/server/reader.js); a browser hands over
 * characters, which need no check. */
#ifndef ASSENT_JSON_H
#define ASSENT_JSON_H

#include "text.h"

/* Checks the `n` bytes at `json`, which a zero follows. Returns NULL if they hold no forbidden control character in or
 * between the strings, no nesting deeper than DEPTH_MAX, and no bracket or string that stays open. Otherwise it returns
 * what was expected, in a word of config_json.h, and *at is the byte where. */
const char *json_check(const char *json, int n, const char **at);

/* Replaces strtod, which would be as large as the rest of the core. Reads whole numbers of at most 15 digits in the
 * grammar of RFC 8259, section 6, and sets *end behind the last digit. For anything else in place of such digits *end
 * is `from`, as the C standard says of strtod: no number. A fraction or exponent behind the digits is not read; the
 * config has no use for either. */
double json_strtod(const char *restrict from, char **restrict end);

#endif
