#include "regime.h"

static const struct regime STRICT = {.id = "row", .validity_days = 181, .wait_days = 184, .erases = true};

const struct regime *regime_strict(void)
{
    return &STRICT;
}
