/* visitor: what is known of who is here: place, signals, audience, age. Floor 4.
 *
 * Facts of one turn, as they were said; nothing of it is stored. What cannot be read is unknown, and what is unknown is
 * taken for the more protective. */
#ifndef ASSENT_VISITOR_H
#define ASSENT_VISITOR_H

#include "law.h"

enum audience { AUDIENCE_GENERAL, AUDIENCE_MINOR, AUDIENCE_CHILD, AUDIENCE_K12 };
#define VISITOR_AUDIENCES "general|minor|child|k12"

enum { PLACE_MAX = 6, AGE_ADULT = 99 };

struct visitor {
    char place[PLACE_MAX + 1]; /* `US-CA`, `DE`, or empty: unknown */
    const char *zone;          /* the browser's time zone; NULL or empty: not said */
    bool gpc, dnt;             /* these signals are on */
    int audience;              /* enum audience; -1: not said */
    int age;                   /* in years; -1: not said */
    bool shared;               /* the computer is */
    bool absent;               /* nobody is here yet: the page is only prerendered */
};

/* The names of the facts below, in their order. */
#define VISITOR_FACTS "region|zone|gpc|dnt|audience|age|shared|prerender"

/* Takes one fact, by its number in VISITOR_FACTS:
 *   region=US-CA     ISO 3166-1 or -2, also run together as `USCA`, in any case; else unknown, as are XX, ZZ, T1
 *                    (proxies, Tor)
 *   zone=Europe/Rome of the browser: it may only tighten
 *   gpc=1  dnt=1     exactly 1; everything else is no signal (W3C Global Privacy Control, 3.2)
 *   audience=k12     general, minor, child or k12; anything else counts as child
 *   age=14           whole years; anything else counts as 0
 *   shared=1         a computer that others use, too; everything else says nothing
 *   prerender=1      a browser has made the page ready, and nobody has opened it; everything else says nothing */
void visitor_take(struct visitor *self, int fact, const char *value);

/* The age to reckon with: the one that was said, bounded by what the audience is; without one the youngest of that
 * audience.
 * `audience` is that of the page, else the site's. */
int visitor_age(const struct visitor *self, int audience);

#endif
