/* law: the table of laws. Floor 4.
 *
 * One row is one law, or one part of a law, for one or more places. The rows stand in law.def. Each is a block that a
 * lawyer can read, with its source beside it; the compiler packs them. A row says only what its own law says. Several
 * rows may apply to one visitor: regime.h joins them, and the most protective answer to each question wins. */
#ifndef ASSENT_LAW_H
#define ASSENT_LAW_H

#include "effects.h"

/* Whom a row applies to. */
enum law_audience { EVERYBODY, CHILDREN, PUPILS };

/* One row, unpacked. A struct of zeros stands before the first row. */
struct law {
    int row;                        /* its index in the table */
    const char *name;               /* its id, then a blank, then its places, separated by blanks */
    int audience;                   /* enum law_audience */
    bool weak;                      /* confidence L: not sure enough to rely on, so the strict profile joins it */
    uint32_t from;                  /* in force from this day on, in days since 1970; 0: it is in force */
    uint16_t rules[LAW_RULE_COUNT]; /* the value of each rule (enum law_rule); 0: the row says nothing about it */
    const uint16_t *rest;           /* where the packed table goes on behind this row */
};

/* A law that took effect before this day is in force, whatever the clock says. So a clock that is behind never relaxes
 * anything. In days since 1970. */
#define LAW_AS_OF LAW_DAY(2026, 11, 22)

/* The version of this table: at most LAW_VERSION_MAX letters, digits and `-`. Every decision made under the table
 * stores it. Empty: the table has no version yet. */
#define LAW_VERSION ""
enum { LAW_VERSION_MAX = 10 };

/* A date from 2000 to 2099 as days since 1970. */
#define LAW_DAY(y, m, d)                                                          \
    (uint32_t)(10957 + 365 * ((y)-2000) + ((y)-1997) / 4 + (367 * (m)-362) / 12 - \
               ((m) <= 2       ? 0                                                \
                : (y) % 4 == 0 ? 1                                                \
                               : 2) +                                             \
               (d)-1)

enum { LAW_STRICT = 0 }; /* the first row is the strict profile: it applies where no other law is known */

/* Reads the row that follows the one in `self`; a struct of zeros makes it the first. Returns false after the last row,
 * and then leaves `self` as it is. */
bool law_next(struct law *self);

/* Returns the row with this id, or -1. */
int law_find(const char *id);

/* Returns the id of a row, followed by a blank and its places, as in struct law. */
const char *law_name(int row);

/* Adds a field to the line of effects: the id of a row. */
void law_write_id(struct effects *effects, int row);

/* How near a row is to a place, from the farthest to the nearest. */
enum nearness {
    NOT_THERE,  /* the row is for other places */
    EVERYWHERE, /* it is for all places */
    SOME_PART,  /* it is for a part of the country, and the place may be that part */
    COUNTRY,    /* it is for the whole country */
    PART        /* it is for the very part of the country */
};

/* Returns how near a row is to a place: `US-CA`, `US`, or empty. `part_is_known` is law_knows_part(place): a part that
 * no row knows could be any part of its country. */
enum nearness law_nearness(const struct law *self, const char *place, bool part_is_known);

/* Does a row name this part of a country (`US-CA`)? A country alone is no part. */
bool law_knows_part(const char *place);

/* Does this time zone belong to this place? Only the countries whose law lets things run without asking are known; it
 * is false for all others. */
bool law_has_zone(const char *place, const char *zone);

#endif
