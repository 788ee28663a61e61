/* config_shape: the grammar of the config as data. Floor 5.
 *
 * It says which fields an object has, of which kind they are, and where they are kept. The reader of JSON
 * (config_json.h) and the packed form (config_packed.h) both follow it; neither knows a field by name. */
#ifndef ASSENT_CONFIG_SHAPE_H
#define ASSENT_CONFIG_SHAPE_H

#include "config.h"

/* What a field holds, and the C type that it is kept as. */
enum kind {
    A_TEXT, /* const char *, like all kinds down to A_DOMAIN; config_json.c says what each may hold */
    AN_ID,
    A_URL,
    A_PATH,
    A_HOST,
    A_PATTERN,
    A_DATE,
    A_COOKIE,
    A_DOMAIN,
    A_RETENTION, /* struct retention, read from a text */
    SOME_WORDS,  /* texts by language tag; not kept */
    A_DIGEST,    /* uint32_t: a hash of a text in 30 bits (FNV-1a, folded), never 0 */
    A_WHOLE,     /* int */
    A_CHOICE,    /* int: which of `more`, names separated by `|` */
    A_FLAG,      /* bool */
    A_NEGATION,  /* bool, stored as its opposite, so that zero is the default */
    AN_OBJECT,   /* `more`: its shape; the offsets in it count from the struct around the object */
    A_LIST,      /* struct list; `more`: the shape of its items */
    TEXTS,       /* struct list of const char *, each an A_TEXT */
    HOSTS        /* struct list of const char *, each an A_HOST */
};

struct field {
    const void *more; /* what the kind needs besides (enum kind); NULL: nothing */
    uint16_t offset;  /* in bytes, in the struct that the object fills; or UNKEPT */
    uint8_t kind;     /* enum kind */
    bool needed;      /* a config without it is refused */
};

/* What an object looks like. */
struct shape {
    const char *names;          /* of the fields, separated by `|`: one text, because a pointer for each costs more */
    const struct field *fields; /* in the order of the names */
    uint16_t count;             /* of the fields */
    uint16_t size;              /* in bytes, of the struct that they fill */
};

enum { UNKEPT = 0xffff }; /* the offset of a field that the core validates and does not keep */

/* Returns the shape of a whole config, which fills a struct config. */
const struct shape *config_shape(void);

#endif
