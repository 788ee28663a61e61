/* retention: how long something may be kept, from the words of whoever declared it. Floor 3. */
#ifndef ASSENT_RETENTION_H
#define ASSENT_RETENTION_H

#include "text.h"

struct retention {
    uint32_t life, idle;  /* seconds since it was first seen, and since it was last used; 0: without end */
    bool session, logout; /* it ends with the browser's session; when the learner signs out */
};

/* Reads rules joined by commas, of which whichever comes first ends it:
 *   session, logout     as above
 *   90d, 13 months      a span since it was first seen: a whole number from 1 to 9999 (of w and m 999, of y 99) and a
 *   unit (s, min, h,
 *                       d, w, m, y; m is a twelfth of a year of 365 days), also spelled out as people do: sec, mins,
 *                       hours, Day, wks, months, Years
 *   24h idle            a span since it was last used; also `24 hours of inactivity`
 * A capital may begin a word. Cuts `text` up. False: it says something else (Varies, Persistent, 1.5 years): nothing
 * may be kept for ever because its words were not understood. */
bool retention_read(struct retention *self, char *text);

/* What ends sooner of both, in `self`. */
void retention_join(struct retention *self, const struct retention *other);

#endif
