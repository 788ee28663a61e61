#include "wildcard.h"

/* Takes quadratic time at worst, never exponential: only the last `*` is tried again. */
bool wildcard_fits(const char *pattern, const char *name)
{
    const char *star = NULL, *resume = name;
    while (*name != 0) {
        if (*pattern == '*') {
            star = ++pattern;
            resume = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star;
            name = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == 0;
}

int wildcard_weight(const char *pattern)
{
    int literal = 0, stars = 0;
    for (; *pattern != 0; pattern++) {
        stars += *pattern == '*';
        literal += *pattern != '*';
    }
    return literal == 0 ? 0 : 2 * literal + (stars == 0);
}
