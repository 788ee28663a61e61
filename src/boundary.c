#include "boundary.h"

#include "consent.h"

static char input[INPUT_MAX + 1]; /* consent_turn wants room for a zero */
static char output[OUTPUT_MAX];

EXPORT(io) const uint32_t *io(void)
{
    static uint32_t places[4];
    places[0] = (uint32_t)(uintptr_t)input;
    places[1] = INPUT_MAX;
    places[2] = (uint32_t)(uintptr_t)output;
    places[3] = sizeof output;
    return places;
}

EXPORT(turn) int turn(int n)
{
    return n < 0 || n > INPUT_MAX ? TURN_TOO_LARGE : consent_turn(input, n, output, OUTPUT_MAX);
}
