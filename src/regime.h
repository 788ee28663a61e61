/* regime: what the laws of the visitor's place ask of this site, joined. Floor 6.
 *
 * Rows of the table meet: those of the country, those of its part, those for children and for schools, and what holds
 * everywhere. Of each rule the most protective answer wins, and which row gave it is kept:
 *   - no row for the place, or only weak ones, or no place: the strict profile joins;
 *   - a country with rows for its parts, and a part that is unknown: all of those rows join (the United States,
 *   Canada);
 *   - a time zone that is not the place's own tightens to the strict profile; it never relaxes;
 *   - a site that uses the place for wording alone: the strict profile joins for everyone;
 *   - a row with a future date joins on that date. */
#ifndef ASSENT_REGIME_H
#define ASSENT_REGIME_H

#include "visitor.h"

struct regime {
    uint8_t row; /* which gives it its name: the nearest to the place; the strict one where that joined */
    uint8_t audience, age;
    bool signal;                    /* sale and advertising are refused by the browser */
    char place[PLACE_MAX + 1];      /* as in visitor */
    uint16_t rules[LAW_RULE_COUNT]; /* 0: no row says anything */
    uint8_t by[LAW_RULE_COUNT];     /* which row said so */
    uint8_t standing
        [PURPOSE_COUNT]; /* in the place of what is necessary: sale. the rules of each purpose, after the visitor's age */
    uint8_t because[PURPOSE_COUNT]; /* the rule that made it so: a purpose's own, or one about ages */
};

/* What the site says for its part. */
struct regime_site {
    bool wording; /* the place is for wording duties alone */
    bool dnt;     /* Do Not Track is a signal too */
    int audience; /* where the page says nothing */
};

/* `now`: unix seconds. */
void regime_resolve(struct regime *self, const struct visitor *visitor, struct regime_site site, uint32_t now);

/* Before which purposes the law of this row asked, a bit for each (the lowest: sale); none for a row that is not in the
 * table (law_find). */
uint8_t regime_asked(int row);

#endif
