/* law: the jurisdiction table. Floor 3.
 *
 * One row is one law, or one part of one, for one or more places. The rows stand in law.def, each a block that a lawyer
 * can read, with its source beside it; the compiler packs them. A row says only what its own law says: `regime` joins
 * the rows that meet in a visitor, and of each question the most protective answer wins. */
#ifndef ASSENT_LAW_H
#define ASSENT_LAW_H

#include "effects.h"

/* How a purpose stands, from free to forbidden; a greater one is more protective. A law names the middle three: it lets
 * a purpose run once people are told (notice), until they object (object), or only after they consented (ask). What a
 * visitor's age or school makes of that may be barred (off, and only a parent's permission changes it) or absent (off,
 * and nobody's to allow). */
enum standing { STANDING_FREE, STANDING_NOTICE, STANDING_OBJECT, STANDING_ASK, STANDING_BARRED, STANDING_ABSENT };
#define LAW_STANDINGS "free|notice|object|ask|barred|absent"

/* What a row may say: X(name, is the smaller number the more protective one). The first six are standings by purpose,
 * in the order of enum purpose; in place of what is necessary, which no law touches, stands the sale or sharing of
 * personal data. 0:
 * the row is silent. */
// clang-format off
#define LAW_RULES(X)                                                                                                       \
    X(sale, 0) X(functional, 0) X(statistics, 0) X(personalisation, 0) X(advertising, 0) X(security, 0)                    \
    X(reject, 0)              /* a way to refuse on the first layer: RECOMMENDED, with EQUAL ease, REQUIRED */              \
    X(gpc, 0)                 /* Global Privacy Control: it SHOULD be honoured, or MUST */                                 \
    X(link, 0)                /* an opt-out link on every page, enum law_link */                                           \
    X(wait, 0)                /* days before asking again after a refusal, rounded up */                                   \
    X(validity, 1)            /* days a consent holds, rounded down */                                                     \
    X(tracer, 1)              /* days a tracer may live */                                                                 \
    X(data, 1)                /* days what it collected may be kept */                                                     \
    X(child, 0)               /* below this age consent is a parent's to give */                                           \
    X(optInBelow, 0)          /* below this age sale and advertising need consent */                                       \
    X(optInProfilingBelow, 0) /* … and so does personalisation */                                                          \
    X(optInAnyBelow, 0)       /* … and so does everything */                                                               \
    X(adsBelow, 0)            /* below this age nothing makes sale or advertising lawful */                                \
    X(profilingBelow, 0)      /* … nor personalisation */                                                                  \
    X(waitUntil, 0)           /* who refused below this age is not asked again before it */                                \
    X(proof, 0)               /* what must be kept: ADVISED, a log of opt-outs (OPT_OUTS), proof of CONSENTS */             \
    X(x, 0)                   /* the banner has an X, and it means refuse */                                               \
    X(position, 0)            /* a strip at the bottom is not enough */                                                    \
    X(status, 0)              /* that the signal was obeyed must be shown, in set words */                                 \
    X(texas, 0)               /* sale of sensitive data: the notice of TBCC 541.102 */                                     \
    X(florida, 0)             /* sale of sensitive data: the notice of FS 501.71 */                                        \
    X(language, 0)            /* of the banner: LANGUAGE */                                                                \
    X(erases, 0)              /* withdrawal erases: of every law that asks first */
// clang-format on

#define LAW_RULE(name, least) LAW_##name,
enum law_rule { LAW_RULES(LAW_RULE) LAW_RULE_COUNT };
#undef LAW_RULE

/* Which link; a greater one has more exact words. */
enum law_link { LINK_NONE, LINK_FREE, LINK_RIGHTS, LINK_CHOICES };
#define LAW_LINKS "|opt-out|rights|choices"

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
void law_tell(struct effects *effects, int row);

/* How near a row is to a place (`US-CA`, `US`, or empty). A part of a country that no row knows could be any of its
 * parts. */
enum nearness { NOT_THERE, EVERYWHERE, SOME_PART, COUNTRY, PART };
enum nearness law_nearness(const struct law *self, const char *place, bool part_is_known);

/* Is this part of a country one that exists: in a row, or without one of its own? */
bool law_knows_part(const char *place);

/* May somebody in this place, whose law is softer than asking first, be in this time zone? */
bool law_has_zone(const char *place, const char *zone);

#endif
