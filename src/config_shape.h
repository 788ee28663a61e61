/* config_shape: the grammar of the config as data: which fields an object has, of which kind, where they are kept.
 * Floor 5.
 *
 * The reader of JSON (config_json.h) and the packed form (config_packed.h) follow it alike; neither knows a field by name. */
#ifndef ASSENT_CONFIG_SHAPE_H
#define ASSENT_CONFIG_SHAPE_H

#include "config.h"

enum kind {
    A_TEXT, /* const char *, as all down to A_DOMAIN; config_json.c says what each may hold */
    AN_ID,
    A_URL,
    A_PATH,
    A_HOST,
    A_PATTERN,
    A_DATE,
    A_COOKIE,
    A_DOMAIN,
    A_RETENTION, /* struct retention, of a text */
    SOME_WORDS,  /* texts by language; not kept */
    A_DIGEST,    /* uint32_t: of a text, a hash of 30 bits (FNV-1a, folded), never 0 */
    A_WHOLE,     /* int */
    A_CHOICE,    /* int: which of `more`, names parted by `|` */
    A_FLAG,      /* bool */
    A_NEGATION,  /* bool, stored as its opposite, so that zero is the default */
    AN_OBJECT,   /* `more`: its shape, whose offsets count from the struct around it */
    A_LIST,      /* struct list; `more`: the shape of its items */
    TEXTS,       /* struct list of const char * */
    HOSTS
};

struct field {
    const void *more;
    uint16_t offset; /* in the struct that the object fills */
    uint8_t kind;
    bool needed;
};

/* An object: the names of its fields, parted by `|`, so that none takes a pointer; the fields in the same order. */
struct shape {
    const char *names;
    const struct field *fields;
    uint16_t count, size; /* of the fields; of the struct that they fill */
};

enum { UNKEPT = 0xffff }; /* the offset of a field that is validated, and left to those who show it */

/* The shape of a whole config, which fills a struct config. */
const struct shape *config_shape(void);

#endif
