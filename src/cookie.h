/* cookie: what a script asks for when it writes one. Floor 4. */
#ifndef ASSENT_COOKIE_H
#define ASSENT_COOKIE_H

#include "date.h"

struct cookie {
    const char *name; /* empty: it has none, and all of it is its value */
    bool lasts;       /* it has a lifetime of its own; otherwise it ends with the session */
    uint32_t
        seconds; /* which is that many from now; 0: it goes at once; with the session: 1, the least that one can ask for */
};

/* Reads the text of an assignment to document.cookie as user agents do (RFC 6265bis, 5.6): of repeated attributes the
 * last one counts, Max-Age before Expires, what cannot be read is ignored. `now`: unix seconds. Cuts `text` up; the
 * name points into it. */
void cookie_read(struct cookie *self, char *text, uint32_t now);

#endif
