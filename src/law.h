/* law: the jurisdiction table. Floor 4.
 *
 * One row is one law, or one part of one, for one or more places. The rows stand in law.def, each a block that a lawyer
 * can read, with its source beside it; the compiler packs them. A row says only what its own law says: `regime` joins
 * the rows that meet in a visitor, and of each question the most protective answer wins. */
#ifndef ASSENT_LAW_H
#define ASSENT_LAW_H

#include "effects.h"

/* To whom a row applies. */
enum law_audience { EVERYBODY, CHILDREN, PUPILS };

struct law {
    int row;
    const char *name; /* its id, and its places behind a blank */
    int audience;     /* enum law_audience */
    bool weak;        /* not sure enough to rely on (confidence L): the strict profile joins it */
    uint32_t from;    /* in force from this day, in days since 1970; a day that is past: it is */
    uint16_t rules[LAW_RULE_COUNT];
    const uint16_t *rest; /* of the packed table */
};

/* Laws that began before this day are taken to have begun, whatever the clock says: a clock that runs behind relaxes
 * nothing. */
#define LAW_AS_OF LAW_DAY(2026, 11, 22)

/* The version of this table, which every decision that is made under it notes: letters, digits and -, LAW_VERSION_MAX
 * at most. Empty: it has none yet. */
#define LAW_VERSION ""
enum { LAW_VERSION_MAX = 10 };

/* A date as days since 1970, from 2000 to 2099. */
#define LAW_DAY(y, m, d)                                                          \
    (uint32_t)(10957 + 365 * ((y)-2000) + ((y)-1997) / 4 + (367 * (m)-362) / 12 - \
               ((m) <= 2       ? 0                                                \
                : (y) % 4 == 0 ? 1                                                \
                               : 2) +                                             \
               (d)-1)

enum { LAW_STRICT = 0 }; /* the first row is the strict profile: what holds where no other law is known */

/* Reads the next row; the first one into a struct of zeros. False behind the last. */
bool law_next(struct law *self);

/* The row of this id, or -1. */
int law_find(const char *id);

/* The id of a row, with a blank and its places behind it; and as the next field of a line. */
const char *law_name(int row);
void law_write_id(struct effects *effects, int row);

/* How near a row is to a place (`US-CA`, `US`, or empty). A part of a country that no row knows could be any of its
 * parts. */
enum nearness { NOT_THERE, EVERYWHERE, SOME_PART, COUNTRY, PART };
enum nearness law_nearness(const struct law *self, const char *place, bool part_is_known);

/* Is this part of a country one that exists: in a row, or without one of its own? */
bool law_knows_part(const char *place);

/* May somebody in this place, whose law is softer than asking first, be in this time zone? */
bool law_has_zone(const char *place, const char *zone);

#endif
