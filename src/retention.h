/* retention: reads how long something may be kept, in the words of those who declared it. Floor 3. */
#ifndef ASSENT_RETENTION_H
#define ASSENT_RETENTION_H

#include "text.h"

/* When something ends: at the first of these. */
struct retention {
    uint32_t life; /* seconds after it was first seen; 0: without end */
    uint32_t idle; /* seconds after it was last used; 0: without end */
    bool session;  /* it ends with the browser's session */
    bool logout;   /* it ends when the learner signs out */
};

/* Reads rules separated by commas:
 *   session, logout   as above
 *   90d, 13 months    a span after it was first seen: a whole number from 1 to 9999 (999 for w and m, 99 for y) and a
 * unit.
 *                     The units are s, min, h, d, w, m, y. m is a twelfth of a year of 365 days. People also spell them
 *                     out: sec, mins, hours, Day, wks, months, Years.
 *   24h idle          a span after it was last used; also `24 hours of inactivity`
 * A word may begin with a capital. Cuts `text` up in place.
 * Returns false if the text says anything else (Varies, Persistent, 1.5 years): nothing may be kept for ever because
 * the core did not understand its words. */
bool retention_read(struct retention *self, char *text);

/* Joins `other` into `self`, which then ends as soon as the first of both does. */
void retention_join(struct retention *self, const struct retention *other);

#endif
