#include "boundary.h"

#include "consent.h"

/* The linker sets this to the end of the data. */
extern unsigned char __heap_base[];

static char input[INPUT_MAX + 1]; /* consent_turn needs room for one byte more */
static char output[OUTPUT_MAX];

EXPORT(io) const struct io *io(void)
{
    static const struct io places = {input, INPUT_MAX, output, OUTPUT_MAX, __heap_base};
    return &places;
}

EXPORT(turn) int turn(int n)
{
    return n < 0 || n > INPUT_MAX ? TURN_TOO_LARGE : consent_turn(input, n, output, OUTPUT_MAX);
}
