/* boundary: the three exports of the WebAssembly module. Floor 12; wasm only.
 *
 * `memory`; `io()`, the address of five 32-bit numbers: address and size of the input, address and size of the output, and
 * where the room for configs begins, which ends with the memory: whoever reads a config lets the memory grow first, 16 bytes
 * for each byte of its JSON and ROOM_MOST at most (web/core/connect.js); `turn(n)`, which carries out the first n bytes of the input and answers how many bytes of effects it wrote, or an
 * enum turn_error. No imports. After a trap the instance is dead and the page stays closed. */
#ifndef ASSENT_BOUNDARY_H
#define ASSENT_BOUNDARY_H

#include "contract.h"

struct io {
    char *input;
    uint32_t input_size;
    char *output;
    uint32_t output_size;
    unsigned char *arena;
};

const struct io *io(void);
int turn(int n);

#endif
