/* base: what every other file may rely on. Floor 0. */
#ifndef ASSENT_BASE_H
#define ASSENT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* There are two cores. The whole one reads a config as JSON, words its faults and gives reasons. The one in a built script
 * (`assent build`) reads a packed config (config_packed.h) and does without all that: a page that needs it loads the whole
 * core, in JavaScript (web/core/whole-core.js). */
#ifdef ASSENT_BUILT
enum { WHOLE_CORE = 0 };
#else
enum { WHOLE_CORE = 1 };
#endif

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* In WebAssembly a function is exported under its own name; elsewhere the macro is nothing. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name)
#endif

#endif
