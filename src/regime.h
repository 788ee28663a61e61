/* regime: joins the laws that apply to this visitor of this site. Floor 6.
 *
 * Several rows of the table may apply: those of the country, those of its part, those for children and for schools, and
 * those for everywhere. For each rule the most protective answer wins; the regime keeps which row gave it.
 *   - The strict profile joins if the place is unknown, has no row, or has a weak row.
 *   - If a country has rows for its parts and the part is unknown, all of these rows join (the United States, Canada).
 *   - If the time zone does not belong to the place, the strict profile joins. A time zone never relaxes anything.
 *   - If the site uses the place for wording alone, the strict profile joins for everyone.
 *   - A row with a future date joins on that date. */
#ifndef ASSENT_REGIME_H
#define ASSENT_REGIME_H

#include "visitor.h"

/* What the law says here. A row is an index into the table of laws. */
struct regime {
    uint8_t row;                    /* names the regime: the row nearest to the place; LAW_STRICT if that joined */
    uint8_t audience;               /* enum audience */
    uint8_t age;                    /* in years (visitor_age) */
    bool signal;                    /* the browser's signal refuses sale and advertising */
    char place[PLACE_MAX + 1];      /* as in struct visitor */
    uint16_t rules[LAW_RULE_COUNT]; /* the value of each rule (enum law_rule); 0: no row says anything */
    uint8_t by[LAW_RULE_COUNT];     /* the row that gave this value */
    /* An enum standing for each purpose: what its rule says, tightened by the rules about the visitor's age. Index 0,
     * of the necessary purpose, is the sale of data (LAW_sale). */
    uint8_t standing[PURPOSE_COUNT];
    uint8_t because[PURPOSE_COUNT]; /* the rule that gave this standing: the purpose's own, or one about ages */
};

/* What the site says. */
struct regime_site {
    bool wording; /* the site uses the place for duties of wording alone */
    bool dnt;     /* Do Not Track counts as a signal, too */
    int audience; /* enum audience; it counts where the page says nothing */
};

/* Fills `self` from the visitor, the site and the time: `now` in unix seconds. */
void regime_resolve(struct regime *self, const struct visitor *visitor, struct regime_site site, uint32_t now);

/* Returns the purposes that the law of this row asks first about, one bit each; bit 0 is the sale of data. Returns 0
 * for -1, a row that is not in the table (law_find). */
uint8_t regime_asked(int row);

#endif
