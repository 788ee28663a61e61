/* config_packed: a config without what only people read, as one line of fields. Floor 6.
 *
 * `assent build` has a config parsed and packed, and puts the line into the script of the page, whose core then needs
 * no reader of JSON: a fifth less to load. The fields stand in the order of config_shape.h, parted by tabs: a text, or nothing
 * if it is not given; a number in decimal; of a retention life, idle and which of its ends hold (1: session, 2:
 * logout); of a list how many, then the items. The last one is CONFIG_PACKED_END. */
#ifndef ASSENT_CONFIG_PACKED_H
#define ASSENT_CONFIG_PACKED_H

#include "config.h"
#include "effects.h"

#define CONFIG_PACKED_END "."

/* Writes as many of the fields, from the `first` on, as there is room for, as one `packed` effect; without any when
 * there are no more. */
void config_packed_write(const struct config *config, int first, struct effects *effects);

/* Reads n bytes, as config_packed_write wrote them, with a zero behind them, into a config in the arena. What ends too early, or
 * goes on, or has no number where there must be one, is refused with an `error` effect and NULL. Whether a number is a
 * fitting one is not looked at: the line and its reader are in one file. */
const struct config *config_packed_read(const char *packed, int n, struct effects *effects);

#endif
