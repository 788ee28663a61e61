/* visitor: what is known about the visitor: place, signals, audience, age. Floor 5.
 *
 * These are the facts of one turn. Nothing of them is stored. A fact that cannot be read is unknown, and an unknown
 * fact counts as the more protective one. */
#ifndef ASSENT_VISITOR_H
#define ASSENT_VISITOR_H

#include "law.h"

enum { PLACE_MAX = 6 }; /* characters of the longest place, such as `GB-ENG` */

struct visitor {
    char place[PLACE_MAX + 1]; /* `US-CA`, `DE`, or empty: unknown */
    const char *zone;          /* the browser's time zone, such as `Europe/Berlin`; NULL or empty: not said */
    bool gpc, dnt;             /* Global Privacy Control and Do Not Track: the signal is on */
    int audience;              /* enum audience; -1: not said */
    int age;                   /* in years; -1: not said */
    bool shared;               /* several people use the computer */
    bool absent;               /* the page is prerendered: nobody has opened it yet */
};

/* Reads one fact about the visitor: FACT_REGION or one behind it in enum fact; any other is ignored. contract.def says
 * what each means. */
void visitor_read_fact(struct visitor *self, enum fact fact, const char *value);

/* Returns the age in years that counts: the age that was said, but no more than the oldest of the audience. If none was
 * said, the youngest of the audience. `audience` (enum audience) is that of the page, or else of the site. */
int visitor_age(const struct visitor *self, int audience);

#endif
