/* visitor: what is known of who is here: place, signals, audience, age. Floor 5.
 *
 * Facts of one turn, as they were said; nothing of it is stored. What cannot be read is unknown, and what is unknown is
 * taken for the more protective. */
#ifndef ASSENT_VISITOR_H
#define ASSENT_VISITOR_H

#include "law.h"

enum { PLACE_MAX = 6 };

struct visitor {
    char place[PLACE_MAX + 1]; /* `US-CA`, `DE`, or empty: unknown */
    const char *zone;          /* the browser's time zone; NULL or empty: not said */
    bool gpc, dnt;             /* these signals are on */
    int audience;              /* enum audience; -1: not said */
    int age;                   /* in years; -1: not said */
    bool shared;               /* the computer is */
    bool absent;               /* nobody is here yet: the page is only prerendered */
};

/* Takes one fact of the visitor, FACT_REGION or one behind it: contract.def says what each means. */
void visitor_read_fact(struct visitor *self, enum fact fact, const char *value);

/* The age to reckon with: the one that was said, bounded by what the audience is; without one the youngest of that
 * audience.
 * `audience` is that of the page, else the site's. */
int visitor_age(const struct visitor *self, int audience);

#endif
