/* regime: what the law of the visitor's place asks of this site. Floor 4.
 *
 * There is one regime so far, the strict one, and it holds everywhere: opt-in, nothing before a choice, withdrawal erases.
 * It is row `row` of the jurisdiction data: it satisfies every place's rules but for wording duties. */
#ifndef ASSENT_REGIME_H
#define ASSENT_REGIME_H

#include "text.h"

struct regime {
    const char *id;
    int validity_days; /* a grant holds so long, rounded down */
    int wait_days;     /* after a refusal nobody asks again sooner, rounded up (CNIL 2020-092, 39; Garante 231/2021, 6.2) */
    bool erases;       /* withdrawal erases what the refused services stored */
};

const struct regime *regime_strict(void);

#endif
