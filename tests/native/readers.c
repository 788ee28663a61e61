/* readers: what the cookie reader makes of each line of standard input, `now⇥text`: name, 1 if it lasts, seconds. A
 * test holds that against what browsers make of the same text. */
#define _POSIX_C_SOURCE 200809L /* getline */
#include "cookie.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    for (ssize_t n; (n = getline(&line, &size, stdin)) > 0;) {
        line[n - (line[n - 1] == '\n')] = 0;
        char *text = line;
        const char *now = text_cut(&text, '\t');
        struct cookie cookie;
        cookie_read(&cookie, text, text_number(now, NUMBER_DIGITS));
        (void)printf("%s\t%d\t%u\n", cookie.name, cookie.lasts, cookie.lasts ? cookie.seconds : 0);
    }
    free(line);
    return 0;
}
