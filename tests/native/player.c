/* player: plays the stories that come in on standard input and writes what each of their turns answers. */
#include "base.h"
#include "consent.h"
#include "frames.h"

#include <stdlib.h>

int main(void)
{
    char *in = NULL;
    for (int n; (n = frame_read(stdin, &in)) != FRAME_END;) {
        if (n == FRAME_STORY) {
            consent_reset(); /* a new page: nothing is left of the one before */
            continue;
        }
        /* A block of its own for each turn: nothing may be kept of it, and nothing written behind its end. */
        char *out = malloc(OUTPUT_MAX);
        if (out == NULL) {
            return 2;
        }
        frame_write(stdout, consent_turn(in, n, out, OUTPUT_MAX), out);
        free(out);
        free(in);
    }
    return 0;
}
