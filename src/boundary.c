#include "boundary.h"

#include "consent.h"

static char input[INPUT_MAX + 1]; /* consent_turn wants room for a zero */
static char output[OUTPUT_MAX];

EXPORT(io) const struct io *io(void)
{
    static const struct io places = {input, INPUT_MAX, output, OUTPUT_MAX};
    return &places;
}

EXPORT(turn) int turn(int n)
{
    return n < 0 || n > INPUT_MAX ? TURN_TOO_LARGE : consent_turn(input, n, output, OUTPUT_MAX);
}
