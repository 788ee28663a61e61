/* boundary: the three exports of the WebAssembly module. Floor 10; wasm only.
 *
 * `memory`; `io()`, the address of four 32-bit numbers: address and size of the input, address and size of the output;
 * `turn(n)`, which carries out the first n bytes of the input and answers how many bytes of effects it wrote, or an
 * enum turn_error. No imports. After a trap the instance is dead and the page stays closed. */
#ifndef ASSENT_BOUNDARY_H
#define ASSENT_BOUNDARY_H

#include "base.h"

struct io {
    char *input;
    uint32_t input_size;
    char *output;
    uint32_t output_size;
};

const struct io *io(void);
int turn(int n);

#endif
