/* base: what every other file may rely on. Floor 0.
 *
 * Limits are named here once. A limit that is met is an error with a place, never a truncation. */
#ifndef ASSENT_BASE_H
#define ASSENT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    INPUT_MAX = 128 * 1024, /* bytes of one turn's input: the config and the names of what is stored */
    OUTPUT_MAX = 64 * 1024, /* bytes of one turn's effects */
    ARENA_MAX =
        176 * 1024 *
        sizeof(
            void
                *), /* bytes of parsed configs: of the one in use and, while it is read, of the next (in a page: arena.c) */
    CATEGORIES_MAX = 16,
    LIST_MAX = 250, /* services; keys, hosts, things received of one service; keys of the site itself */
    SUBJECTS_MAX = CATEGORIES_MAX + LIST_MAX, /* categories and services together */
    WHOLE_MAX = 999999,
    ID_MAX = 32,
    TEXT_MAX = 2000,  /* bytes of one text in the config */
    DEPTH_MAX = 12,   /* nesting of the config's JSON */
    ERRORS_MAX = 60,  /* shown; further ones are counted */
    RECORD_MAX = 3800 /* bytes of the stored decision: a cookie holds 4096 with its name and attributes */
};

/* What a turn answers when it could not be carried out. The state is then as it was and there are no effects. */
enum turn_error {
    TURN_TOO_LARGE = -1, /* the input, the effects or the record do not fit */
    TURN_VERB = -2,      /* the first word of the input is no verb */
    TURN_FACT = -3,      /* a fact is missing, unknown or unreadable */
    TURN_ORDER = -4,     /* start before config, or a choice before start */
    TURN_ID = -5,        /* a choice names no category or service of this config */
    TURN_LOCKED = -6,    /* a choice refuses what is necessary */
    TURN_BARRED = -7     /* a choice grants what this visitor cannot grant: too young, or nobody's to allow */
};

/* The build for pages leaves out what no visitor waits for: it finds every fault of a config but does not word it, and
 * gives no reasons. Whoever wants those in a page loads the whole core, in JavaScript (web/core/whole-core.js). */
#ifdef ASSENT_PAGE
enum { WORDED = 0 };
#define WORDED_TEXT(name)
#else
enum { WORDED = 1 };
#define WORDED_TEXT(name) NAME_TEXT(name)
#endif
/* A name in a run of them, as text_choice reads it; the other only where the build has a use for it. */
#define NAME_TEXT(name) #name "|"

/* The same for pages whose config `assent build` has packed (pack.h): it reads no JSON. */
#ifdef ASSENT_PACKED
enum { PACKED = 1 };
#else
enum { PACKED = 0 };
#endif

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* In WebAssembly a function is exported under its own name; elsewhere the macro is nothing. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name)
#endif

#endif
