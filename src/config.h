/* config: what a site declares. Floor 4.
 *
 * A config is validated once and never changes afterwards. Its texts point into the arena and live until the config is
 * replaced. It leaves out what only people read (labels, explanations): the code that shows those has the JSON.
 * config_json.h and config_packed.h fill a config as config_shape.h says, and then call config_link. */
#ifndef ASSENT_CONFIG_H
#define ASSENT_CONFIG_H

#include "retention.h"

/* `count` items of one type, one behind the other. */
struct list {
    const void *items;
    int count;
};

/* One name, or names by a pattern, in one area of the browser's storage. */
struct key {
    const char *name;        /* `*` stands for any run of characters */
    const char *category_id; /* of a key of the site itself; NULL for a key of a service */
    int area;                /* enum area */
    int subject;             /* who declared it (struct subject) */
    struct retention retention;
    bool record; /* an educational record: withdrawing never erases it */
};

struct service {
    const char *id, *category_id;
    const char *agreement; /* the number of its agreement with the school; NULL: there is none */
    int sale;              /* enum sale: does it sell or share what it receives? (Cal. Civ. C. 1798.140(ad), (ah)) */
    uint32_t vendor;       /* a hash of the vendor's name (A_DIGEST in config_shape.h); 0: no name is given */
    bool records;          /* it receives educational records (FERPA, 34 CFR 99.3) */
    struct list hosts;     /* of const char *: in lower case, perhaps with `*` */
    struct list keys;      /* of struct key */
};

struct category {
    const char *id;
    int purpose; /* enum purpose; the necessary purpose cannot be refused */
};

/* A category or a service: what can be granted or refused. The categories come first, then the services, each in the
 * order of the config. The rest of the core calls an index into them a subject. */
struct subject {
    const char *id;
    int category; /* the index of a service's category; of a category, its own index */
    /* What the stored decision calls it. The upper KEY_ID_BITS are a hash of its id. The lower KEY_ASKED_BITS are a
     * hash of what a learner is asked about it: its id, the purpose of its category, whether it sells, and its vendor.
     * */
    uint32_t key;
};
enum { KEY_ID_BITS = 18, KEY_ASKED_BITS = 12 };

struct config {
    struct {
        int version;
        bool minor; /* the config says `significant: false`: this version needs no new question */
    } policy;
    struct {
        const char *name, *domain; /* domain `host`: the cookie is for this host alone */
    } cookie;
    const char *site; /* the id of the site, which its stored decision carries; without one, the name of the cookie */
    /* The name that the decision is stored under: the cookie's name. A site with an id of its own adds `~` and the id.
     * */
    const char *stored;
    struct list categories, services, keys;
    const struct subject *subjects;
    int subject_count;
    int schema;       /* the version of the schema: 1 */
    int on_withdraw;  /* enum on_withdraw */
    int apply;        /* enum apply */
    int audience;     /* enum audience; it counts where the page says nothing */
    int place;        /* enum place_use */
    int unknown_keys; /* enum unknown: what happens to a name that nobody declared */
    bool dnt;         /* Do Not Track counts as a signal */
    bool shared;      /* several people use the computer; a page may say so, too */
    bool timed;       /* something declared ends by time, or as by_session says */
    /* Something declared ends with the session, although the browser would keep it. Cookies do not count: they are
     * written so that the browser ends them. */
    bool by_session;
};

/* Completes a config whose fields have been read; called once. It makes the subjects, `site` and `stored`, sets the
 * subject of each key, and sets `timed` and `by_session`. Returns false if the arena is full, or if a service or key
 * names a category that does not exist. */
bool config_link(struct config *self);

/* Returns the category that a subject is, or that a service belongs to. */
const struct category *config_category(const struct config *self, int subject);

/* Returns the service that a subject is, or NULL for a category. */
const struct service *config_service(const struct config *self, int subject);

/* Returns the first subject with this id, or -1. NULL and an empty text are no id. */
int config_find(const struct config *self, const char *id);

/* Is this subject a category? A number that is no subject, such as -1, is none. */
bool config_is_category(const struct config *self, int subject);

#endif
