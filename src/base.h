/* base: what every other file may use. Floor 0. */
#ifndef ASSENT_BASE_H
#define ASSENT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* There are two cores. The whole core reads a config as JSON, describes its faults and gives reasons. The core in a
 * built script (`assent build`) reads a packed config (config_packed.h) and does none of that. A page that needs more
 * loads the whole core, in JavaScript (web/core/whole-core.js). */
#ifdef ASSENT_BUILT
enum { WHOLE_CORE = 0 };
#else
enum { WHOLE_CORE = 1 };
#endif

/* The number of items in an array (not in a pointer to one). */
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* In WebAssembly a function is exported under its own name; elsewhere the macro is empty. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name)
#endif

#endif
