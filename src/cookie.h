/* cookie: what a script asks for when it writes a cookie. Floor 4. */
#ifndef ASSENT_COOKIE_H
#define ASSENT_COOKIE_H

#include "date.h"

struct cookie {
    const char *name; /* empty: the cookie has no name, and the whole text is its value */
    bool lasts;       /* it has a lifetime of its own; otherwise it ends with the session */
    /* The lifetime in seconds from now. 0: the cookie is deleted at once. NO_NUMBER: longer than a number can say.
     * 1, the shortest lifetime that one can ask for, if it ends with the session. */
    uint32_t seconds;
};

/* Reads the text of an assignment to document.cookie as browsers do (RFC 6265bis, 5.6). The last of repeated attributes
 * counts. Max-Age counts before Expires. What cannot be read is ignored. `now`: unix seconds. Cuts `text` up in place;
 * the name points into it, and has a `?` for each tab in it. */
void cookie_read(struct cookie *self, char *text, uint32_t now);

#endif
