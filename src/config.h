/* config: what a site declares, validated and from then on immutable. Floor 4.
 *
 * Texts point into the arena and live until the config is replaced. What only people read (labels, explanations) is not
 * in it: those who show it have the JSON. Who fills it (config_json.h, config_packed.h) follows the shapes of config_shape.h, and links it.
 * */
#ifndef ASSENT_CONFIG_H
#define ASSENT_CONFIG_H

#include "retention.h"

struct list {
    const void *items;
    int count;
};

/* One name, or names by a pattern, in one area of the browser's storage. */
struct key {
    const char *name;        /* `*` stands for any run of characters */
    const char *category_id; /* of a site's own key; NULL for a service's */
    int area;                /* enum area */
    int subject;             /* whose it is */
    struct retention retention;
    bool record; /* an educational record: no withdrawal erases it */
};

struct service {
    const char *id, *category_id, *agreement; /* the school's, by its number; NULL: none */
    int sale;          /* enum sale: it sells or shares what it receives (Cal. Civ. C. 1798.140(ad), (ah)) */
    uint32_t vendor;   /* a hash of the name (config_shape.h); 0: none is given */
    bool records;      /* it receives educational records (FERPA, 34 CFR 99.3) */
    struct list hosts; /* of const char *, lower case, perhaps with `*` */
    struct list keys;  /* of struct key */
};

struct category {
    const char *id;
    int purpose; /* enum purpose; what is necessary cannot be refused */
};

/* What can be granted or refused: the categories first, in their order, then the services. An index into them is what
 * the rest of the core calls a subject. */
struct subject {
    const char *id;
    int category; /* a category's own index, or that of the service's category */
    uint32_t
        key; /* in the stored decision: KEY_ID_BITS of what it is called, and under them KEY_ASKED_BITS of what a learner is asked of it:
                     its id, its category's purpose, whether it sells, and the vendor */
};
enum { KEY_ID_BITS = 18, KEY_ASKED_BITS = 12 };

struct config {
    struct {
        int version;
        bool minor; /* significant: false */
    } policy;
    struct {
        const char *name, *domain; /* domain `host`: this host alone */
    } cookie;
    const char *site; /* its id: whose a stored decision is; as the cookie, where the site gives none */
    const char *
        stored; /* the name that the decision is stored under: the cookie's, and for a site with an id of its own `~` and that */
    struct list categories, services, keys;
    const struct subject *subjects;
    int subject_count;
    int schema, on_withdraw, apply;
    int audience;     /* enum audience of visitor.h, where the page says nothing */
    int place;        /* 1: for wording alone */
    int unknown_keys; /* enum unknown: what happens to a name that nobody declared */
    bool dnt;         /* Do Not Track is a signal */
    bool shared;      /* the computer is; a page may say so, too */
    bool timed;       /* something that is declared ends by time or with the session */
    bool
        by_session; /* … with the session, although the browser would keep it (cookies it need not: they are written so) */
};

/* To be called once when the fields are read: makes the subjects, the site's id and the name it stores under, and says
 * of each key whose it is. False: memory ran out, or a service or key is in a category that there is none of. */
bool config_link(struct config *self);

const struct category *config_category(const struct config *self, int subject); /* of a category, or a service's */
const struct service *config_service(const struct config *self, int subject);   /* NULL for a category */
int config_find(const struct config *self,
                const char *id); /* the first such subject, or -1; NULL and an empty one are none */
bool config_is_category(const struct config *self, int subject);

#endif
