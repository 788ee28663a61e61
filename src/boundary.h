/* boundary: the three exports of the WebAssembly module. Floor 12; wasm only.
 *
 * The exports are `memory`, `io()` and `turn(n)`. There are no imports. After a trap the instance is dead: the page
 * then stays closed. */
#ifndef ASSENT_BOUNDARY_H
#define ASSENT_BOUNDARY_H

#include "contract.h"

/* Where the caller finds what it shares with the core: five 32-bit numbers. */
struct io {
    char *input;          /* the caller writes a turn here */
    uint32_t input_size;  /* in bytes */
    char *output;         /* the core writes effects here */
    uint32_t output_size; /* in bytes */
    /* The room for configs: it begins here and ends with the memory. Before the caller hands a config over, it lets the
     * memory grow by 16 bytes for each byte of JSON, and by ROOM_MOST at most (web/core/connect.js). */
    unsigned char *arena;
};

/* Returns the places above; they never change. */
const struct io *io(void);

/* Carries out the turn in the first `n` bytes of the input. Returns the number of bytes of effects in the output, or an
 * enum turn_error (below 0): TURN_TOO_LARGE if `n` is not a length that fits. */
int turn(int n);

#endif
